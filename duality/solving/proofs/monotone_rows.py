"""Rows in one variable that rise or fall over its bounds, as bounds of X: exp(x) >= 3 is x >= log(3)."""

from __future__ import annotations

from duality.algebra.boxes import holds
from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.isolating import exact_solutions
from duality.algebra.membership import exact_sign
from duality.algebra.tape.balls import enclosed, hull
from duality.model.form import Bounds, Domain, StandardConstraint, StandardForm
from duality.model.remembered import once
from duality.solving.proofs.kept_bounds import with_rows_as_bounds


@once
def with_monotone_rows_in_domain(form: StandardForm) -> StandardForm | None:
    """The form with every such row in X, where the zero of the row has a closed form; ``None`` where there is none."""
    return with_rows_as_bounds(form, lambda constraint: _bound(constraint, form.domain))


def _bound(constraint: StandardConstraint, domain: Domain) -> tuple[str, Bounds] | None:
    """{t in the bounds: the row holds} by the zero of the row there, which is continuous and strictly monotone."""
    row, equality = constraint.expression, constraint.constraint.kind == "equality"
    names = row.variables()
    if constraint.row.is_affine or len(names) != 1:
        return None
    name, bounds = names[0], domain.bound(names[0])
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
    for zero in exact_solutions(row, name):
        if holds(bounds, zero) and exact_sign(row, {name: zero}) == 0:
            return name, Bounds(
                lower=None if rises and not equality else zero, upper=None if falls and not equality else zero
            )
    return None
