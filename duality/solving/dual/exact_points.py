"""The points of a pool taken exactly, for upper bounds of d* that are proved over the rationals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from duality.algebra.evaluate import exact_value
from duality.algebra.intervals import enclose, enclosure
from duality.algebra.membership import contains
from duality.algebra.scalars import from_flint
from duality.model.expression import Call, Constant, Expression, Number, Power
from duality.model.form import StandardConstraint, StandardForm
from duality.solving.dual.combination import Atom, least_mean, rounded_up

MOST_POINTS = 2000


def proved_upper(form: StandardForm, points: Iterable[Mapping[str, float]]) -> Fraction | None:
    """An upper bound of d* by convex combinations of the points; ``None`` where h may be irrational there.

    c is rounded upwards where it is irrational: what is feasible then is feasible.
    """
    if not all(_is_rational(c.expression) for c in form.equalities):
        return None
    atoms: list[Atom] = []
    for point in points:
        exact = {name: Fraction(value) for name, value in point.items()}
        atom = _atom(form, exact)
        if atom is not None and contains(form.domain, exact):
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
    """f (or a number a little above it) and (c, h) at the point; ``None`` where it is outside of a natural domain."""
    try:
        rows = [_row(c, point) for c in form.constraints]
        value = _value(form.objective_expression, point)
    except (ValueError, ZeroDivisionError):
        return None
    slopes = tuple(row for row in rows if row is not None)
    return Atom(value, slopes) if value is not None and len(slopes) == len(rows) else None


def _value(node: Expression, point: Mapping[str, Fraction]) -> Fraction | None:
    if _is_rational(node):
        return rounded_up(exact_value(node, point))
    return enclose(node, {name: (point[name], point[name]) for name in node.variables()})[1]


def _row(constraint: StandardConstraint, point: Mapping[str, Fraction]) -> Fraction | None:
    """The row there, or a number a little above an irrational one."""
    if constraint.constraint.kind == "equality" or _is_rational(constraint.expression):
        found = exact_value(constraint.expression, point)
        return found if isinstance(found, Fraction) else None
    box = {name: (point[name], point[name]) for name in constraint.expression.variables()}
    enclosed = enclosure(constraint.expression, box)
    if enclosed.defined != "everywhere" or enclosed.range.upper is None:
        return None
    return from_flint(enclosed.range.upper)
