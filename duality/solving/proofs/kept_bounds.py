"""Bounds that stand among the constraints, or follow from affine rows, as bounds of X: the same feasible set, in a box
that proofs can use.

Over y >= 0 the least value of (x - 2)^2*(y + 1) is 0 by signs alone; over the plane it is -inf.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from duality.algebra.boxes import affine_range, intersect
from duality.algebra.polynomial_of import polynomial
from duality.model.form import FREE, Affine, Bounds, StandardConstraint, StandardForm
from duality.model.remembered import once
from duality.records import replace

SWEEPS = 4
"""Rows are gone through so often: bounds may go on to move a little for ever."""


@once
def with_bounds_in_domain(form: StandardForm) -> StandardForm | None:
    """The form with every inequality in one variable, a*x + b <= 0, in X; ``None`` where there is none."""
    return with_rows_as_bounds(form, bound_of)


def with_rows_as_bounds(
    form: StandardForm, bound: Callable[[StandardConstraint], tuple[str, Bounds] | None]
) -> StandardForm | None:
    """The form with the constraints that are ``bound``s of a variable in X; ``None`` where there is none."""
    bounds = dict(form.domain.bounds)
    kept: list[StandardConstraint] = []
    for constraint in form.constraints:
        found = bound(constraint)
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


@once
def with_implied_bounds(form: StandardForm) -> StandardForm | None:
    """The form with the bounds that affine rows and the box of X imply, as x >= 1 by x >= y + 1 and y >= 0.

    ``None`` without an end where X had none or left it out, and for polynomials, which have methods of their own.
    """
    if polynomial(form.objective_expression) is not None:
        return None
    bounds = dict(form.domain.bounds)
    sides = affine_sides(form)
    for _ in range(SWEEPS):
        before = dict(bounds)
        for side in sides:
            for name, _ in side.terms:
                bounds[name] = intersect(bounds.get(name, FREE), _implied(side, name, bounds))
        if bounds == before:
            break
    if not any(_ends(form.domain.bound(name)) < _ends(found) for name, found in bounds.items()):
        return None
    return replace(form, domain=replace(form.domain, bounds=tuple(bounds.items())))


def affine_sides(form: StandardForm) -> list[Affine]:
    """The affine forms that are >= 0 at every feasible point by one row, an equation giving two."""
    return [side for row, equality in _affine_rows(form) for side in ((row, -row) if equality else (row,))]


def _affine_rows(form: StandardForm) -> Iterator[tuple[Affine, bool]]:
    """(a, is it an equation) of a(x) >= 0."""
    for c in form.constraints:
        if c.row.is_affine:
            yield -c.row.affine, c.constraint.kind == "equality"
    for condition in form.domain.conditions:
        if condition.row.is_affine and not condition.nonzero:
            yield condition.row.affine, condition.equality


def _implied(side: Affine, name: str, box: Mapping[str, Bounds]) -> Bounds:
    """What a*x + rest >= 0 says of x, by the largest value of the rest; an end of X that is open leaves it open."""
    a = side.coefficient(name)
    largest = affine_range(Affine.of(side.constant, [term for term in side.terms if term[0] != name]), box)
    if largest.upper is None:
        return FREE
    end = -largest.upper / a
    return (
        Bounds(lower=end, lower_closed=largest.upper_closed)
        if a > 0
        else Bounds(upper=end, upper_closed=largest.upper_closed)
    )


def _ends(bounds: Bounds) -> int:
    """How many of the two belong to X."""
    return (bounds.lower is not None and bounds.lower_closed) + (bounds.upper is not None and bounds.upper_closed)
