"""Variables that the constraints and the bounds of X fix together: x >= 0 in X and x <= 0 leave x = 0 alone.

A solver's tolerance leaves x = 1e-9 instead, where sqrt(x*y) is anything. An affine row whose least value over the box
is 0 holds only where every variable in it is at the end that the least value takes; its value is put in for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from duality import algebra
from duality.algebra import tape
from duality.algebra.atoms import scalar_expression, substitute, total
from duality.algebra.boxes import affine_range, holds, rational_hull
from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.evaluate import constant, exact_value, value
from duality.algebra.nearby_rationals import nearby_rationals
from duality.algebra.rows import decompose
from duality.model.expression import ZERO, Expression, Negative, Product, Quotient, Sum
from duality.model.form import Affine, Bounds, Domain, DomainCondition, StandardConstraint, StandardForm
from duality.model.remembered import once
from duality.model.scalar import Scalar
from duality.records import replace

FAR, HALVINGS, ROUGH = 100.0, 60, 1e-6
"""Where a slope's root is sought, how often the interval is halved, and how far a fraction may lie from it."""


@once
def with_fixed_variables(form: StandardForm) -> StandardForm | None:
    """The form with such variables fixed by their bounds and put into every other row; ``None`` if there are none."""
    values = {} if form.domain.discrete else _fixed(form)
    return with_values(form, values) if values else None


def with_values(form: StandardForm, values: Mapping[str, Scalar]) -> StandardForm | None:
    """The form with these variables fixed by their bounds and put into every other row."""
    named = {name: scalar_expression(value) for name, value in values.items()}
    try:
        conditions = _conditions(form, named)
        if conditions is None:
            return None
        bounds = dict(form.domain.bounds) | {name: Bounds(value, value) for name, value in values.items()}
        domain = Domain(tuple(bounds.items()), conditions, (), form.domain.natural_bounds)
        objective = _put(form.objective_expression, named)
        return replace(
            form,
            objective=decompose(objective, form.variables, bounds),
            objective_expression=objective,
            constraints=tuple(_constraint(form, c, named, bounds) for c in form.constraints),
            domain=domain,
        )
    except (ValueError, ZeroDivisionError):
        # Something is undefined there: the statement itself is left to the solvers.
        return None


def _fixed(form: StandardForm) -> dict[str, Scalar]:
    box = dict(form.domain.bounds)
    found: dict[str, Scalar] = {}
    for constraint in form.constraints:
        row = constraint.row
        if not row.is_affine or not row.linear:
            found |= lowest_point(constraint.expression, form)
            continue
        sides = (row.affine, -row.affine) if constraint.constraint.kind == "equality" else (row.affine,)
        for side in sides:
            range_ = affine_range(side, box)
            if range_.lower == 0 and range_.lower_closed:
                found |= _ends(side, box)
    stated = {name: b.lower for name, b in box.items() if b.lower is not None and b.lower == b.upper}
    if not stated:
        return found
    rows = (form.objective_expression, *(c.expression for c in (*form.constraints, *form.domain.conditions)))
    used = {name for node in rows for name in node.variables()}
    return {name: value for name, value in (found | stated).items() if name not in stated or name in used}


def lowest_point(node: Expression, form: StandardForm) -> dict[str, Scalar]:
    """x where c(x) <= 0 holds at one x alone: c of one variable, strictly convex over D, with least value 0."""
    if len(node.variables()) != 1:
        return {}
    (name,) = node.variables()
    bounds = form.domain.bound(name)
    low = bounds.lower if isinstance(bounds.lower, Fraction) else None
    high = bounds.upper if isinstance(bounds.upper, Fraction) else None
    try:
        slope = derivative(node, name)
        bend = derivative(slope, name)
    except NotDifferentiable:
        return {}
    near = _root(slope, name, low, high)
    if near is None:
        return {}
    for x in nearby_rationals(near, largest=1000, distance=ROUGH):
        try:
            here = exact_value(slope, {name: x}) == 0 and exact_value(node, {name: x}) == 0
        except (ValueError, ZeroDivisionError):
            continue
        if here and holds(bounds, x) and _is_convex(node, bend, name, bounds):
            return {name: x}
    return {}


def _is_convex(node: Expression, bend: Expression, name: str, bounds: Bounds) -> bool:
    """c'' > 0 on all of the interval: beside a pole c'' > 0 makes each branch convex, and not c."""
    return (
        tape.balls.enclosed(node, {name: tape.balls.hull(bounds)}).defined == "everywhere"
        and algebra.intervals.sign_over(bend, {name: rational_hull(bounds)}) == "positive"
    )


def _root(slope: Expression, name: str, low: Fraction | None, high: Fraction | None) -> float | None:
    """About where an increasing slope changes its sign; ``None`` where it does not within `FAR`."""
    a = -FAR if low is None else max(-FAR, float(low))
    b = FAR if high is None else min(FAR, float(high))
    if not (value(slope, {name: a}) <= 0 <= value(slope, {name: b})):
        return None
    for _ in range(HALVINGS):
        middle = (a + b) / 2
        if value(slope, {name: middle}) < 0:
            a = middle
        else:
            b = middle
    return (a + b) / 2


def _ends(side: Affine, box: Mapping[str, Bounds]) -> dict[str, Scalar]:
    ends = {name: box[name].lower if coefficient > 0 else box[name].upper for name, coefficient in side.terms}
    return {name: end for name, end in ends.items() if end is not None}


def _conditions(form: StandardForm, named: Mapping[str, Expression]) -> tuple[DomainCondition, ...] | None:
    """The rows of X with the values put in; ``None`` where one fails."""
    kept: list[DomainCondition] = []
    for condition in form.domain.conditions:
        if not set(condition.expression.variables()) & set(named):
            kept.append(condition)
            continue
        node = _put(condition.expression, named)
        if node.variables():
            kept.append(replace(condition, expression=node, row=decompose(node, form.variables)))
        elif not condition.admits(constant(node)):
            return None
    return tuple(kept)


def _constraint(
    form: StandardForm, constraint: StandardConstraint, named: Mapping[str, Expression], bounds: Mapping[str, Bounds]
) -> StandardConstraint:
    if constraint.row.is_affine:
        return constraint
    node = _put(constraint.expression, named)
    return replace(constraint, expression=node, row=decompose(node, form.variables, bounds))


def _put(node: Expression, named: Mapping[str, Expression]) -> Expression:
    return _folded(substitute(node, named)) if set(node.variables()) & set(named) else node


def _folded(node: Expression) -> Expression:
    """Constant parts evaluated, products with a zero gone."""
    if not node.variables():
        return scalar_expression(constant(node))
    parts = [_folded(child) for child in node.children]
    match node:
        case Sum():
            return total(parts)
        case Product() if ZERO in parts:
            return ZERO
        case Quotient() | Negative() if parts[0] == ZERO:
            return ZERO
    whole = node.rebuilt(parts) if parts else node
    return whole if whole.variables() else scalar_expression(constant(whole))
