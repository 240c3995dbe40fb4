"""The points of a pool taken exactly, for upper bounds of d* that are proved over the rationals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from duality.algebra.intervals import enclose
from duality.algebra.membership import contains
from duality.model.expression import Call, Constant, Expression, Number, Power
from duality.model.form import StandardForm
from duality.solve.dual.combination import Atom, least_mean
from duality.solve.dual.growth import above, along

MOST_POINTS = 2000


def proved_upper(form: StandardForm, points: Iterable[Mapping[str, float]]) -> Fraction | None:
    """An upper bound of d* by convex combinations of the points; ``None`` where c or h may be irrational there."""
    if form.domain.discrete or not all(_is_rational(c.expression) for c in form.constraints):
        return None
    atoms: list[Atom] = []
    for point in points:
        exact = {name: Fraction(value) for name, value in point.items()}
        atom = _atom(form, exact)
        if atom is None:
            return None
        if contains(form.domain, exact):
            atoms.append(atom)
        if len(atoms) == MOST_POINTS:
            break
    if not atoms:
        return None
    return least_mean(atoms, [c.constraint.kind == "inequality" for c in form.constraints])


def _is_rational(node: Expression) -> bool:
    """Rational operations alone: other values at exact points take long, and are irrational anyway."""
    return not any(
        isinstance(part, Call | Constant)
        or (
            isinstance(part, Power) and not (isinstance(part.exponent, Number) and part.exponent.value.denominator == 1)
        )
        for part in node.walk()
    )


def _atom(form: StandardForm, point: Mapping[str, Fraction]) -> Atom | None:
    """f (or a number a little above it) and (c, h) at the point, which is a line that does not move."""
    line = {name: (value, Fraction(0)) for name, value in point.items()}
    rows = [along(c.expression, line) for c in form.constraints]
    slopes = tuple(row[0] for row in rows if row is not None and isinstance(row[0], Fraction))
    value = _value(form.objective_expression, line, point)
    return Atom(value, slopes) if value is not None and len(slopes) == len(rows) else None


def _value(
    node: Expression, line: Mapping[str, tuple[Fraction, Fraction]], point: Mapping[str, Fraction]
) -> Fraction | None:
    if _is_rational(node):
        found = along(node, line)
        return None if found is None else above(found[0])
    upper = enclose(node, {name: (point[name], point[name]) for name in node.variables()})[1]
    return None if upper is None else above(upper)
