"""Which rows of the explicit dual are worth saying: none that the others and the multipliers' signs imply."""

from __future__ import annotations

from collections.abc import Sequence

from duality.algebra.polyhedra import Row, implies, is_parallel_equation
from duality.algebra.removable import affine_form
from duality.model.expression import Comparison
from duality.model.problem import Membership

MOST_ROWS, MOST_NAMES = 8, 12
"""Larger duals are told row by row as they are."""

Stated = Comparison | Membership


def told_rows(rows: Sequence[Stated], signs: Sequence[Stated]) -> list[Stated]:
    """The rows without inequalities that the other inequalities imply together with the signs."""
    known = {k: row for k, stated in enumerate(rows) if (row := _row(stated)) is not None}
    above = [row for stated in signs if (row := _row(stated)) is not None]
    names = {name for row in (*known.values(), *above) for name in row.form.names}
    if len(rows) > MOST_ROWS or len(names) > MOST_NAMES:
        return list(rows)
    fixed = dict(filter(None, (row.form.root for row in known.values() if row.relation == "=")))
    for k, row in list(known.items()):
        if row.relation != "=" and set(row.form.names) <= set(fixed):
            # beta <= 1 beside beta = 0; where it does not hold, both are said.
            at = row.form.at(fixed)
            if at > 0 or (at == 0 and row.relation == ">="):
                del known[k]
            continue
        # Box constraints stay, though an equation may make one of them repeat another: 0 <= alpha_i <= C.
        others = [other for j, other in known.items() if j != k and other.relation != "="]
        repeated = any(is_parallel_equation(row, other) for j, other in known.items() if j < k)
        if repeated or (row.relation != "=" and implies([*others, *above], row)):
            del known[k]
    return [stated for k, stated in enumerate(rows) if k in known or _row(stated) is None]


def says_sign(rows: Sequence[Stated], name: str) -> bool:
    """A row says that the variable is at least, or is, a number that is not negative."""
    for stated in rows:
        row = _row(stated)
        if row is not None and row.form.names == (name,):
            (_, coefficient), constant = row.form.terms[0], row.form.constant
            if constant <= 0 < coefficient or (row.relation == "=" and coefficient < 0 <= constant):
                return True
    return False


def _row(stated: Stated) -> Row | None:
    """left relation right as form >= 0, > 0 or = 0; ``None`` for what is no single affine relation."""
    if not isinstance(stated, Comparison) or len(stated.relations) != 1:
        return None
    left, right = stated.expressions
    form = affine_form(left - right)
    if form is None:
        return None
    match stated.relations[0]:
        case ">=" | ">" | "=" as relation:
            return Row(form, relation)
        case "<=":
            return Row(-form, ">=")
        case "<":
            return Row(-form, ">")
        case _:
            return None
