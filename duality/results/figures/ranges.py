"""How far a picture goes: the grid of multipliers with the optimum on it, ranges of values that show what matters."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from duality.results.figures.known import Direction

REACH = 3
"""The multipliers of an inequality go from 0 to this many times the optimum."""

LARGEST = 1e4
"""An unattained supremum is followed no farther than this."""

ROUNDED = 1e-7
"""Values that differ by less than this, relatively, are one: an axis does not magnify rounding."""

CLOSE = 0.02
"""... or until this share of the way from theta_D(1) to d* is left."""


def grid(direction: Direction, steps: int, theta: Callable[[float], float], d_star: float | None) -> tuple[float, ...]:
    """Equal steps, ``steps`` of them from 0 to the optimum (or to the end, without one); the optimum is one of them.

    ``theta`` gives values in the min form, ``d_star`` too.
    """
    optimum = direction.optimum
    if optimum is None:
        end = _unattained_end(theta, d_star)
        low = -end if direction.kind == "equality" else 0.0
        count = 3 * steps
        return tuple(low + (end - low) * k / count for k in range(count + 1))
    if optimum == 0:
        first = -2 * steps if direction.kind == "equality" else 0
        return tuple(k / steps for k in range(first, 2 * steps + 1))
    if direction.kind == "equality":
        # From 0 past the optimum, and as far on the other side of 0.
        ks = range(-steps, REACH * steps + 1) if optimum > 0 else range(REACH * steps, -steps - 1, -1)
        return tuple(point(optimum, k, steps) for k in ks)
    return tuple(point(optimum, k, steps) for k in range(REACH * steps + 1))


def point(optimum: float, k: int, steps: int) -> float:
    """k/steps of the optimum; the optimum itself exactly."""
    return optimum if k == steps else optimum * (k / steps)


def _unattained_end(theta: Callable[[float], float], d_star: float | None) -> float:
    """Where theta_D has come close to a supremum that it does not attain; 4 where nothing tells."""
    if d_star is None or not math.isfinite(d_star):
        return 4.0
    first = theta(1.0)
    if not math.isfinite(first):
        return 4.0
    end, value = 4.0, theta(4.0)
    while end < LARGEST and d_star - value > CLOSE * max(d_star - first, 1e-9):
        farther = theta(2 * end)
        if not farther > value:
            # theta_D falls there: the supremum is approached elsewhere.
            break
        end, value = 2 * end, farther
    return end


def border(theta: Callable[[float], float], inside: float, outside: float) -> float:
    """Where theta_D turns from finite to -inf between the two, to a millionth of their distance."""
    for _ in range(24):
        middle = (inside + outside) / 2
        if theta(middle) > -math.inf:
            inside = middle
        else:
            outside = middle
    return inside


def span(values: Iterable[float | None], margin: float = 0.12) -> tuple[float, float]:
    """The finite values with a margin on both sides; a unit around a single one."""
    kept = [value for value in values if value is not None and math.isfinite(value)]
    if not kept:
        return -1.0, 1.0
    low, high = min(kept), max(kept)
    extra = margin * (high - low) if high - low > ROUNDED * max(abs(low), abs(high)) else 0.5 * (1 + abs(low))
    return low - extra, high + extra


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the finite values lies; nan without any."""
    kept = sorted(value for value in values if math.isfinite(value))
    return kept[min(len(kept) - 1, int(share * len(kept)))] if kept else math.nan
