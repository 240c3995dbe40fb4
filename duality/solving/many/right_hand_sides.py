"""v(u) of a linear or convex quadratic program, exact at every u: one program a right-hand side, settled together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf

from duality.model.form import StandardForm
from duality.records import replace
from duality.solving.exact.claims import Optimum, Unboundedness
from duality.solving.many.settled import settled
from duality.solving.quadratic.lifting import quadratic_program
from duality.solving.quadratic.program import LinearRow


def exact_values(form: StandardForm, name: str, us: Sequence[float]) -> list[float] | None:
    """inf f over c(x) <= u (or h(x) = u) for the constraint ``name``, at every u; inf where nothing is feasible.

    f in the min form; ``None`` where the form is no linear or convex quadratic program in rational numbers.
    """
    program = quadratic_program(form)
    if program is None:
        return None
    moved = [replace(program, rows=tuple(_moved(row, name, Fraction(u)) for row in program.rows)) for u in us]
    values: list[float] = []
    for one, claim in zip(moved, settled(moved), strict=True):
        if claim is None:
            return None
        infinite = -inf if isinstance(claim, Unboundedness) else inf
        values.append(float(one.value(claim.x)) if isinstance(claim, Optimum) else infinite)
    return values


def _moved(row: LinearRow, name: str, u: Fraction) -> LinearRow:
    """a'x + b - u <= 0, in integers again."""
    if row.name != name:
        return row
    p, q = u.numerator, u.denominator
    terms = tuple((i, q * c) for i, c in row.terms)
    return replace(row, terms=terms, constant=q * row.constant - row.scale * p, scale=q * row.scale)
