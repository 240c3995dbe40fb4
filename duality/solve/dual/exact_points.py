"""The points of a pool taken exactly, for upper bounds of d* that are proved over the rationals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from duality.model.form import StandardForm
from duality.solve.dual.combination import Atom, least_mean
from duality.solve.dual.growth import above, along
from duality.solve.proofs.exact_point import in_domain

MOST_POINTS = 2000


def proved_upper(form: StandardForm, points: Iterable[Mapping[str, float]]) -> Fraction | None:
    """An upper bound of d* by convex combinations of the points; ``None`` where f, c or h is irrational there."""
    if form.domain.discrete:
        return None
    atoms: list[Atom] = []
    for point in points:
        exact = {name: Fraction(value) for name, value in point.items()}
        atom = _atom(form, exact)
        if atom is None:
            return None
        if in_domain(form, exact):
            atoms.append(atom)
        if len(atoms) == MOST_POINTS:
            break
    if not atoms:
        return None
    return least_mean(atoms, [c.constraint.kind == "inequality" for c in form.constraints])


def _atom(form: StandardForm, point: Mapping[str, Fraction]) -> Atom | None:
    """f and (c, h) at the point, which is a line that does not move."""
    line = {name: (value, Fraction(0)) for name, value in point.items()}
    rows = [along(node, line) for node in (form.objective_expression, *(c.expression for c in form.constraints))]
    values = [row[0] for row in rows if row is not None]
    slopes = tuple(value for value in values[1:] if isinstance(value, Fraction))
    return Atom(above(values[0]), slopes) if len(slopes) == len(rows) - 1 and len(values) == len(rows) else None
