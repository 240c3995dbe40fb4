"""p* is not attained where f falls in one direction from every feasible point, and a small step stays feasible.

x + s r is feasible for small s > 0 where X is open in the direction r and every row keeps r; f'(x; r) < 0 for every
feasible x leaves no minimizer. Nothing has to be convex, and r may end at a border that does not belong to X.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import isfinite

from duality.algebra.atoms import affine_expression, substitute
from duality.algebra.boxes import sign_at_least
from duality.algebra.differentiate import derivative, is_continuous
from duality.algebra.evaluate import value
from duality.algebra.paths import PARAMETER
from duality.algebra.removable import affine_form
from duality.evidence.checks.analytic import is_analytic
from duality.model.expression import ZERO, Expression, Product, Sum, Variable, number, opposite
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.solving.globally.attainment import holds_nowhere

Direction = Mapping[str, Fraction]


def descends(form: StandardForm, direction: Direction) -> bool:
    """f falls in the direction at every feasible point, by the signs of its slope or by branch and bound."""
    if not stays(form, direction):
        return False
    rise = slope(form.objective_expression, direction)
    return sign_at_least(opposite(rise), dict(form.domain.bounds), strict=True) or holds_nowhere(form, rise, low=0.0)


def falls_at(form: StandardForm, direction: Direction, places: Iterable[Mapping[str, Scalar | float]]) -> bool:
    """Worth a search: the direction does not leave D, and f falls at places that are known, in floating point."""
    if not stays(form, direction):
        return False
    rise = slope(form.objective_expression, direction)
    amounts = [value(rise, {name: float(v) for name, v in place.items()}) for place in places]
    return all(amount < 0 for amount in amounts if isfinite(amount))


def stays(form: StandardForm, direction: Direction) -> bool:
    """f is analytic on the box of X, and a small step in the direction leads from no feasible point out of D."""
    if form.domain.discrete or not is_analytic(form.objective_expression, dict(form.domain.bounds)):
        return False
    for name, step in direction.items():
        bounds = form.domain.bound(name)
        end, closed = (bounds.upper, bounds.upper_closed) if step > 0 else (bounds.lower, bounds.lower_closed)
        if step and end is not None and closed:
            return False
    if not all((c.strict or c.nonzero) and is_continuous(c.expression) for c in form.domain.conditions):
        return False
    return all(_keeps(form, c.expression, direction, c.constraint.kind == "equality") for c in form.constraints)


def _keeps(form: StandardForm, row: Expression, direction: Direction, equal: bool) -> bool:
    """The row does not rise in the direction; an equation is level."""
    if not is_analytic(row, dict(form.domain.bounds)):
        return False
    rise = slope(row, direction)
    return bool(rise == ZERO) or (not equal and sign_at_least(opposite(rise), dict(form.domain.bounds), strict=False))


def slope(node: Expression, direction: Direction) -> Expression:
    """f'(x; r) as a tree; affine parts are collected first, so that what is level cancels."""
    t = Variable(PARAMETER)
    steps = {name: Sum((Variable(name), Product((number(step), t)))) for name, step in direction.items() if step}
    moved = substitute(node, steps).replaced(_collected)
    return substitute(derivative(moved, PARAMETER), {PARAMETER: ZERO})


def _collected(part: Expression) -> Expression | None:
    affine = affine_form(part) if isinstance(part, Sum) else None
    return None if affine is None else affine_expression(affine)
