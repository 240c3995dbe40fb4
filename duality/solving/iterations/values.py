"""f, c and h at a point, exact where the point is, and arithmetic that stays exact as long as it can."""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.evaluate import exact_value, value
from duality.model.expression import Expression
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.solving.iterations.method import Values


def constraint_values(form: StandardForm, x: Values) -> dict[str, Scalar | float]:
    """c(x) and h(x) by constraint name."""
    return {c.name: at(c.expression, x) for c in form.constraints}


def at(node: Expression, x: Values) -> Scalar | float:
    """The tree at x."""
    if all(isinstance(coordinate, Fraction) for coordinate in x.values()):
        try:
            return exact_value(node, {name: number for name, number in x.items() if isinstance(number, Fraction)})
        except ValueError:
            pass  # outside the natural domain of an exact formula: floating point says nan
    return value(node, {name: float(coordinate) for name, coordinate in x.items()})


def plus(a: Scalar | float, b: Scalar | float) -> Scalar | float:
    """a + b, exact where both are."""
    return float(a) + float(b) if isinstance(a, float) or isinstance(b, float) else a + b


def times(a: Scalar | float, b: Scalar | float) -> Scalar | float:
    """a * b, exact where both are."""
    return float(a) * float(b) if isinstance(a, float) or isinstance(b, float) else a * b
