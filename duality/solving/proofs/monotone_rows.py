"""Rows in one variable that rise or fall over its bounds, as bounds of X: exp(x) >= 3 is x >= log(3)."""

from __future__ import annotations

from duality.algebra.boxes import holds, intersect
from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.evaluate import constant
from duality.algebra.isolating import solutions
from duality.algebra.membership import exact_sign
from duality.algebra.tape.balls import enclosed, hull
from duality.model.form import FREE, Bounds, StandardConstraint, StandardForm
from duality.model.remembered import once
from duality.records import replace


@once
def with_monotone_rows_in_domain(form: StandardForm) -> StandardForm | None:
    """The form with every such row in X, where the zero of the row has a closed form; ``None`` where there is none."""
    bounds = dict(form.domain.bounds)
    kept: list[StandardConstraint] = []
    for constraint in form.constraints:
        names = constraint.expression.variables()
        end = None
        if not constraint.row.is_affine and len(names) == 1:
            end = _bound(constraint, names[0], form.domain.bound(names[0]))
        if end is None:
            kept.append(constraint)
        else:
            bounds[names[0]] = intersect(bounds.get(names[0], FREE), end)
    if len(kept) == len(form.constraints):
        return None
    return replace(form, constraints=tuple(kept), domain=replace(form.domain, bounds=tuple(bounds.items())))


def _bound(constraint: StandardConstraint, name: str, bounds: Bounds) -> Bounds | None:
    """{t in the bounds: the row holds} by the zero of the row there, which is continuous and strictly monotone."""
    row, equality = constraint.expression, constraint.constraint.kind == "equality"
    box = {name: hull(bounds)}
    try:
        slope = derivative(row, name)
    except NotDifferentiable:
        return None
    if enclosed(row, box).defined != "everywhere":
        return None
    found = enclosed(slope, box)
    rises, falls = found.range.is_positive, (-found.range).is_positive
    if found.defined != "everywhere" or not (rises or falls):
        return None
    for tree in solutions(row, name):
        try:
            zero = constant(tree)
        except (ValueError, ZeroDivisionError):
            continue
        if holds(bounds, zero) and exact_sign(row, {name: zero}) == 0:
            return Bounds(
                lower=None if rises and not equality else zero, upper=None if falls and not equality else zero
            )
    return None
