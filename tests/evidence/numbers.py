"""Values of the language's expressions by numpy and mpmath, apart from the package: the text is run as Python."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

import mpmath
import numpy as np

NUMERAL = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:e[+-]?\d+)?")
DIGITS = 50


def _huber(x, d):
    return np.where(np.abs(x) <= d, x**2, 2 * d * np.abs(x) - d**2)


def _norm(*parts):
    return np.sqrt(sum(part**2 for part in parts))


def _largest(first, *others):
    for other in others:
        first = np.maximum(first, other)
    return first


VECTORS = {
    name: getattr(np, name) for name in ("sin", "cos", "tan", "exp", "log", "abs", "sqrt", "sinh", "cosh", "tanh")
}
VECTORS |= {"max": _largest, "norm": _norm, "huber": _huber}
PRECISE = {name: getattr(mpmath, name) for name in ("sin", "cos", "tan", "exp", "log", "sqrt", "sinh", "cosh", "tanh")}
PRECISE |= {
    "abs": abs,
    "max": max,
    "norm": lambda *parts: mpmath.sqrt(sum(part**2 for part in parts)),
    "huber": lambda x, d: x**2 if abs(x) <= d else 2 * d * abs(x) - d**2,
    "number": mpmath.mpf,
}


def on_arrays(text: str, names: tuple[str, ...], points: np.ndarray) -> np.ndarray:
    """The values at the columns of ``points``; not finite where the text is undefined or overflows."""
    scope = VECTORS | dict(zip(names, points, strict=True))
    with np.errstate(all="ignore"):
        # The text is made by these tests; evaluating it here keeps the package's evaluation out of the oracle.
        found = eval(text.replace("^", "**"), {"__builtins__": {}}, scope)  # noqa: S307
    return np.broadcast_to(np.asarray(found, dtype=float), points.shape[1:]).copy()


def precise(text: str, point: Mapping[str, object]) -> mpmath.mpf | None:
    """The value at `DIGITS` digits, ``None`` where the text is undefined."""
    wrapped = NUMERAL.sub(lambda m: f"number('{m.group()}')", text.replace("^", "**"))
    with mpmath.workdps(DIGITS):
        scope = PRECISE | {name: exact(value) for name, value in point.items()}
        try:
            found = eval(wrapped, {"__builtins__": {}}, scope)  # noqa: S307
        except (ValueError, ZeroDivisionError, TypeError, OverflowError):
            return None
        return found if isinstance(found, mpmath.mpf) and mpmath.isfinite(found) else None


def exact(value: object) -> mpmath.mpf:
    if isinstance(value, Fraction):
        return mpmath.mpf(value.numerator) / value.denominator
    return mpmath.mpf(value)


def at_point(text: str, point: Mapping[str, Fraction]) -> float | None:
    """The value at one point as a float of moderate size."""
    found = precise(text, point)
    return float(found) if found is not None and abs(found) < 1e12 else None
