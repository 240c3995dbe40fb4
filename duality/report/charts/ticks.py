"""Round numbers along an axis."""

from __future__ import annotations

import math

from duality.report.charts.plane import Ticks

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
LARGE, SMALL = 5, -4
"""Powers of ten beyond which numbers are written with one."""


def ticks(low: float, high: float, most: int, *, whole: bool = False) -> Ticks:
    """At most ``most`` + 1 multiples of 1, 2, 2.5 or 5 times a power of ten in the range, with their names."""
    width = high - low
    if not (width > 0 and math.isfinite(width)):
        return ()
    power = 10.0 ** math.floor(math.log10(width / most))
    step = next(factor * power for factor in STEPS if factor * power >= width / most * (1 - 1e-9))
    if whole:
        step = max(1.0, float(math.ceil(step)))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    size = max(abs(low), abs(high))
    return tuple((k * step, name(k * step, step, size)) for k in range(first, last + 1))


def name(value: float, step: float, size: float) -> str:
    """As many digits as the step needs; a power of ten where all numbers of the axis are large or small."""
    exponent = math.floor(math.log10(size)) if size > 0 else 0
    if SMALL < exponent < LARGE:
        return _plain(value, step)
    if value == 0:
        return "0"
    return f"{_plain(value / 10.0**exponent, step / 10.0**exponent)}·10^{exponent}".replace("^-", "^\N{MINUS SIGN}")


def _plain(value: float, step: float) -> str:
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    if abs(step * 10**digits - round(step * 10**digits)) > 1e-6:
        digits += 1
    shown = f"{value:.{digits}f}"
    return ("0" if float(shown) == 0 else shown).replace("-", "\N{MINUS SIGN}")
