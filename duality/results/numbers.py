"""Numbers that come from a caller: Python, sympy and the package's own, as exact scalars or floats."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from numbers import Rational
from typing import TYPE_CHECKING, Any

from duality.algebra.evaluate import constant
from duality.errors import ProblemError
from duality.model.array import Array, array_of
from duality.model.expression import Expression
from duality.model.scalar import Irrational, Scalar, exact
from duality.results.values import name_of, stem

if TYPE_CHECKING:
    import sympy

    Number = float | int | Fraction | Irrational | Expression | sympy.Expr


def scalar(value: Number) -> Scalar | float:
    """An int or a rational as a `Fraction`, a constant expression exactly, a float as it is.

    Raises `ProblemError` for nan and for what is not a number.
    """
    if isinstance(value, Expression):
        return constant(value)
    if isinstance(value, (Fraction, Irrational)):
        return value
    if isinstance(value, float):
        if math.isnan(value):
            raise ProblemError("nan is not a number")
        return float(value)
    if isinstance(value, Rational) and not isinstance(value, bool):
        return Fraction(int(value.numerator), int(value.denominator))  # integers of numpy would overflow
    if hasattr(value, "is_number") and hasattr(value, "is_real"):
        return exact(value)  # type: ignore[arg-type]
    item = getattr(value, "item", None)
    if callable(item) and getattr(value, "shape", None) == ():  # a numpy scalar
        return scalar(item())  # type: ignore[arg-type]
    raise ProblemError(f"{value!r} is not a number")


def numbers_by_name(given: Mapping[Any, Any], names: Iterable[str], what: str) -> dict[str, Scalar | float]:
    """Every one of ``names`` with its number; keys are names, variables, arrays of variables, or stems of families.

    `ProblemError` names what is missing, unknown or no number.
    """
    expected = tuple(names)
    if not isinstance(given, Mapping):
        raise ProblemError(f"{given!r} is not a dict of numbers by {what}", help=f"expected {', '.join(expected)}")
    keys = {name: value for key, values in given.items() for name, value in _spelled_out(key, values, expected)}
    unknown = [key for key in keys if key not in expected]
    missing = [name for name in expected if name not in keys]
    if unknown or missing:
        parts = [f"unknown {what} {', '.join(unknown)}"] if unknown else []
        parts += [f"missing {what} {', '.join(missing)}"] if missing else []
        raise ProblemError(f"{'; '.join(parts)} (expected {', '.join(expected) or 'none'})")
    return {name: scalar(keys[name]) for name in expected}


def _spelled_out(key: object, values: Any, names: tuple[str, ...]) -> Iterable[tuple[str, Any]]:
    """One name a number: an array of variables, or the stem w of w[1], w[2], ..., comes with all its numbers."""
    if isinstance(key, Array):
        members = [name_of(entry) for entry in key.entries]
    else:
        name = name_of(key)
        family = [] if name in names else [full for full in names if stem(full) == name]
        if not family:
            return [(name, values)]
        members = family
    numbers = array_of(values)
    found = 1 if numbers is None else numbers.size
    if numbers is None or found != len(members):
        raise ProblemError(f"{found} number{'' if found == 1 else 's'} for the {len(members)} of {members[0]}, ...")
    flat = values.entries if isinstance(values, Array) else _flat(values)
    return zip(members, flat, strict=True)


def _flat(values: Any) -> list[Any]:
    """The numbers as they are, floats included, row by row."""
    if hasattr(values, "flat"):
        return list(values.flat)
    if isinstance(values, (list, tuple)):
        return [number for part in values for number in _flat(part)]
    return [values]
