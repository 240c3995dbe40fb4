"""Numbers that come from a caller: Python, sympy and the package's own, as exact scalars or floats."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from numbers import Rational
from typing import TYPE_CHECKING

from duality.errors import ProblemError
from duality.model.expression import Expression
from duality.model.scalar import Irrational, Scalar, exact

if TYPE_CHECKING:
    import sympy

    Number = float | int | Fraction | Irrational | Expression | sympy.Expr


def scalar(value: Number) -> Scalar | float:
    """An int or a rational as a `Fraction`, a constant expression exactly, a float as it is.

    Raises `ProblemError` for nan and for what is not a number.
    """
    if isinstance(value, Expression):
        from duality.algebra.evaluate import constant

        return constant(value)
    if isinstance(value, (Fraction, Irrational)):
        return value
    if isinstance(value, float):
        if math.isnan(value):
            raise ProblemError("nan is not a number")
        return float(value)
    if isinstance(value, Rational) and not isinstance(value, bool):
        return Fraction(value)
    if hasattr(value, "is_number") and hasattr(value, "is_real"):
        return exact(value)  # type: ignore[arg-type]
    item = getattr(value, "item", None)  # a numpy scalar
    if callable(item):
        return scalar(item())  # type: ignore[arg-type]
    raise ProblemError(f"{value!r} is not a number")


def numbers_by_name(given: Mapping[str, Number], names: Iterable[str], what: str) -> dict[str, Scalar | float]:
    """Every one of ``names`` with its number; `ProblemError` names what is missing, unknown or no number."""
    expected = tuple(names)
    keys = {_key(key): value for key, value in given.items()}
    unknown = [key for key in keys if key not in expected]
    missing = [name for name in expected if name not in keys]
    if unknown or missing:
        parts = [f"unknown {what} {', '.join(unknown)}"] if unknown else []
        parts += [f"missing {what} {', '.join(missing)}"] if missing else []
        raise ProblemError(f"{'; '.join(parts)} (expected {', '.join(expected) or 'none'})")
    return {name: scalar(keys[name]) for name in expected}


def _key(key: object) -> str:
    return str(getattr(key, "name", key))
