"""Values and gradients of exact rows at a claimed point: exact where the point is exact, floating point elsewhere."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeGuard

from duality import algebra
from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.evaluate import exact_value, value
from duality.model.expression import Expression
from duality.model.form import Row, StandardForm
from duality.model.scalar import Irrational, Scalar
from duality.model.solution import Point
from duality.records import record

Number = Scalar | float
Values = Mapping[str, Number]
Gradient = dict[str, Number]


def is_exact(number: Number | None) -> TypeGuard[Scalar]:
    """A fraction or an irrational constant, not a float."""
    return isinstance(number, (Fraction, Irrational))


def all_exact(point: Values) -> bool:
    """Every coordinate is exact."""
    return all(is_exact(entry) for entry in point.values())


def rational_only(point: Values) -> dict[str, Scalar]:
    """The coordinates of an exact point, typed as such; floats become the dyadic fractions that they are."""
    return {name: entry if is_exact(entry) else Fraction(float(entry)) for name, entry in point.items()}


def as_values(point: Point) -> dict[str, Number]:
    """A point as a mapping; integers become fractions."""
    return {name: Fraction(entry) if isinstance(entry, int) else entry for name, entry in point}


def floats(point: Values) -> dict[str, float]:
    """The point in floating point."""
    return {name: float(entry) for name, entry in point.items()}


def row_value(row: Row, expression: Expression, point: Values) -> Number:
    """f(x); nan outside the natural domain."""
    if row.is_quadratic:
        return _quadratic_value(row, point)
    return tree_value(expression, point)


def tree_value(expression: Expression, point: Values) -> Number:
    """The tree at the point, exact at an exact point; nan outside the natural domain."""
    if all_exact(point):
        try:
            return exact_value(expression, rational_only(point))
        except (ValueError, ZeroDivisionError):
            return math.nan
    return value(expression, floats(point))


def row_gradient(row: Row, expression: Expression, point: Values, variables: Sequence[str]) -> Gradient | None:
    """grad f(x), zero entries left out; ``None`` where it is not defined.

    Exact at an exact point; in floating point a kink gives a subgradient.
    """
    if row.is_quadratic:
        return _quadratic_gradient(row, point)
    if all_exact(point):
        return exact_gradient(expression, rational_only(point))
    return _float_gradient(row, point, variables)


def exact_gradient(expression: Expression, point: Mapping[str, Scalar]) -> Gradient | None:
    """The gradient at an exact point of differentiability, ``None`` elsewhere."""
    found: Gradient = {}
    try:
        for name in expression.variables():
            slope = exact_value(derivative(expression, name), point)
            if slope != 0:
                found[name] = slope
    except (ValueError, ZeroDivisionError, NotDifferentiable):
        return None
    return found


@record(slots=False)
class Place:
    """A form at a point: f(x), and c_i(x) and h_j(x) by constraint name."""

    form: StandardForm
    point: Values
    objective: Number
    constraints: Mapping[str, Number]

    @property
    def is_exact(self) -> bool:
        return all_exact(self.point)

    @property
    def is_defined(self) -> bool:
        """Every function is finite here."""
        return all(is_exact(v) or math.isfinite(float(v)) for v in (self.objective, *self.constraints.values()))


def place(form: StandardForm, point: Point) -> Place | None:
    """The form at a point, ``None`` where the point lacks a variable."""
    values = as_values(point)
    if any(name not in values for name in form.variables):
        return None
    if not all_exact(values):
        values = dict(floats(values))
    return Place(
        form,
        values,
        row_value(form.objective, form.objective_expression, values),
        {c.name: row_value(c.row, c.expression, values) for c in form.constraints},
    )


def lagrangian(at: Place, multipliers: Values) -> Number:
    """L(x, alpha, beta) = f(x) + sum alpha_i c_i(x) + sum beta_j h_j(x)."""
    total = at.objective
    for name, amount in at.constraints.items():
        total = plus(total, times(multipliers[name], amount))
    return total


def plus(a: Number, b: Number) -> Number:
    """a + b; exact if both are."""
    return float(a) + float(b) if isinstance(a, float) or isinstance(b, float) else a + b


def times(a: Number, b: Number) -> Number:
    """a * b; exact if both are, and 0 * b = 0."""
    if (is_exact(a) and a == 0) or (is_exact(b) and b == 0):
        return Fraction(0)
    return float(a) * float(b) if isinstance(a, float) or isinstance(b, float) else a * b


def slope(gradient: Mapping[str, Number], direction: Mapping[str, Number]) -> Number:
    """g'd; a name that the direction lacks does not move."""
    total: Number = Fraction(0)
    for name, entry in gradient.items():
        total = plus(total, times(entry, direction.get(name, Fraction(0))))
    return total


def _quadratic_value(row: Row, point: Values) -> Number:
    read = _reader(row, point)
    total = read(row.constant)
    for name, coefficient in row.linear:
        total = total + read(coefficient) * point[name]
    for (first, second), coefficient in row.quadratic:
        total = total + read(coefficient) * point[first] * point[second]
    return total


def _quadratic_gradient(row: Row, point: Values) -> Gradient:
    read = _reader(row, point)
    found: Gradient = {name: read(coefficient) for name, coefficient in row.linear}
    for (first, second), coefficient in row.quadratic:
        for name, other in ((first, second), (second, first)):
            # x*x contributes once from either side, which makes 2*x.
            found[name] = found.get(name, read(Fraction(0))) + read(coefficient) * point[other]
    return {name: slope for name, slope in found.items() if slope != 0}


def _reader(row: Row, point: Values) -> Callable[[Scalar], Any]:
    """Coefficients as floats beside a floating-point point, as they are beside an exact one."""
    return float if any(isinstance(point[name], float) for name in row.names()) else lambda coefficient: coefficient


def _float_gradient(row: Row, point: Values, variables: Sequence[str]) -> Gradient | None:
    import numpy as np

    slopes = algebra.numeric.compile_row(row, variables).gradient(np.array([float(point[name]) for name in variables]))
    if not np.isfinite(slopes).all():
        return None
    return {name: slope for name, slope in zip(variables, slopes.tolist(), strict=True) if slope != 0}
