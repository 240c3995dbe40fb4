"""Bounds that stand among the constraints as bounds of X: the same feasible set, in a box that proofs can use.

Over y >= 0 the least value of (x - 2)^2*(y + 1) is 0 by signs alone; over the plane it is -inf.
"""

from __future__ import annotations

from duality.algebra.boxes import intersect
from duality.model.form import Bounds, StandardConstraint, StandardForm
from duality.model.remembered import once
from duality.records import replace

FREE = Bounds()


@once
def with_bounds_in_domain(form: StandardForm) -> StandardForm | None:
    """The form with every inequality in one variable, a*x + b <= 0, in X; ``None`` where there is none."""
    bounds = dict(form.domain.bounds)
    kept: list[StandardConstraint] = []
    for constraint in form.constraints:
        found = bound_of(constraint)
        if found is None:
            kept.append(constraint)
        else:
            name, end = found
            bounds[name] = intersect(bounds.get(name, FREE), end)
    if len(kept) == len(form.constraints):
        return None
    return replace(form, constraints=tuple(kept), domain=replace(form.domain, bounds=tuple(bounds.items())))


def bound_of(constraint: StandardConstraint) -> tuple[str, Bounds] | None:
    """The variable and its bound where the constraint is one, a*x + b <= 0."""
    row = constraint.row
    root = row.affine.root if constraint.constraint.kind == "inequality" and row.is_affine else None
    if root is None:
        return None
    name, end = root
    return name, Bounds(upper=end) if row.affine.coefficient(name) > 0 else Bounds(lower=end)
