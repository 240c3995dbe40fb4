"""Checks one exact point against Slater's condition."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from duality.algebra.membership import contains, contains_inside, exact_sign
from duality.model.form import StandardConstraint, StandardForm
from duality.model.printing import number_text
from duality.model.scalar import Scalar
from duality.records import record
from duality.verify.evaluation import floats, row_value

SHOWN = 4


def needs_only_feasibility(form: StandardForm) -> bool:
    """f quadratic, every constraint and every row of X affine: X itself is then a set of affine constraints."""
    return form.is_linearly_constrained_quadratic


@record
class Witness:
    """How a point satisfies Slater's condition; ``strict`` if every inequality is strict, the affine ones too."""

    words: str
    strict: bool


def witness(form: StandardForm, point: Mapping[str, Scalar]) -> Witness | None:
    """The proof that the point gives, ``None`` where it gives none."""
    inside = contains_inside(form.domain, point)
    if not inside and not (needs_only_feasibility(form) and contains(form.domain, point)):
        return None
    strict = inside
    for constraint in form.constraints:
        found = constraint_sign(constraint, point)
        equality = constraint.constraint.kind == "equality"
        if found is None or found > 0 or (equality and found != 0):
            return None
        if found == 0 and not equality:
            if not constraint.row.is_affine:
                return None
            strict = False
    return Witness(_words(form, point, inside=inside, strict=strict), strict)


def constraint_sign(constraint: StandardConstraint, point: Mapping[str, Scalar]) -> int | None:
    """The sign of c(x) or h(x), proved; ``None`` outside the domain."""
    if constraint.row.is_quadratic:
        amount = row_value(constraint.row, constraint.expression, point)
        if isinstance(amount, Fraction):
            return (amount > 0) - (amount < 0)
    return exact_sign(constraint.expression, point)


def _words(form: StandardForm, point: Mapping[str, Scalar], *, inside: bool, strict: bool) -> str:
    place = point_text(form, point)
    if not form.constraints:
        return "there are no constraints"
    if not inside:
        return f"every constraint and X are affine, so the feasible {place} is enough"
    shown = form.inequalities if strict else [c for c in form.inequalities if not c.row.is_affine]
    if not shown:
        affine = all(c.row.is_affine for c in form.constraints)
        why = "every constraint is affine" if affine else "there is no inequality that must be strict"
        return f"{why}, so the feasible {place} is enough"
    names = ["c"] if len(form.inequalities) == 1 else [c.name for c in shown]
    values = ", ".join(f"{name} = {_amount(c, point)}" for name, c in zip(names[:SHOWN], shown, strict=False))
    more = ", ..." if len(shown) > SHOWN else ""
    return f"strictly feasible at {place}: {values}{more}"


def point_text(form: StandardForm, point: Mapping[str, Scalar]) -> str:
    """x = 1, or (1, 1/2) for several variables, cut after a few."""
    entries = [_entry(point[name]) for name in form.variables]
    if len(entries) == 1:
        return f"{form.variables[0]} = {entries[0]}"
    shown = entries if len(entries) <= 6 else [*entries[:5], "..."]
    return f"({', '.join(shown)})"


def _entry(entry: Scalar) -> str:
    return number_text(entry) if isinstance(entry, Fraction) else str(entry.value)


def _amount(constraint: StandardConstraint, point: Mapping[str, Scalar]) -> str:
    if constraint.row.is_quadratic:
        amount = row_value(constraint.row, constraint.expression, point)
        if isinstance(amount, Fraction) and amount.denominator <= 10**4:
            return number_text(amount)
    return f"{float(row_value(constraint.row, constraint.expression, floats(point))):.4g}"
