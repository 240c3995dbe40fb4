"""Strict rows of X: what the exact optimum over the closure says about X itself.

With S the strict rows, max t s.t. rows, s_r(x) + t <= 0 for r in S, t <= 1 decides whether some feasible x satisfies
every strict row. If one does, inf over X equals the minimum over the closure (move from the minimizer a little towards
x); the same program on the face of minimizers decides whether it is attained.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.model.form import Bounds, StandardForm
from duality.records import record, replace
from duality.solving.exact.claims import Optimum
from duality.solving.exact.settlement import linear_optimum
from duality.solving.hints.hint import Optimizer
from duality.solving.quadratic.program import LinearRow, QuadraticProgram, linear_row
from duality.solving.quadratic.rationals import Rationals


@record
class Widest:
    """The feasible x with the largest least slack of the strict rows; ``inside`` if that slack is positive."""

    x: Rationals
    inside: bool


def strict_rows(form: StandardForm) -> tuple[LinearRow, ...]:
    """The strict rows and open ends of X, each as a row that must be negative."""
    index = {name: i for i, name in enumerate(form.variables)}
    rows = [linear_row(c.row, index, sign=-1) for c in form.domain.conditions if c.strict]
    for name, bounds in form.domain.bounds:
        rows += _open_ends(index[name], bounds)
    return tuple(rows)


def widest(program: QuadraticProgram, strict: Sequence[LinearRow], optimize: Optimizer) -> Widest | None:
    """The most strictly feasible point; ``None`` where it could not be found exactly. The closure must be feasible."""
    t = program.size
    slack = tuple(replace(row, terms=(*row.terms, (t, 1))) for row in strict)
    search = QuadraticProgram(
        (*program.variables, ""),
        0,
        (*(0 for _ in program.variables), -1),
        (),
        (*program.rows, *slack),
        (*program.lower, Fraction(0)),
        (*program.upper, Fraction(1)),
    )
    optimum = linear_optimum(search, optimize)
    if optimum is None:
        return None
    x = optimum.x
    return Widest(Rationals.reduced(x.numerators[:-1], x.denominator), x.numerators[-1] > 0)


def widest_minimizer(
    program: QuadraticProgram, optimum: Optimum, strict: Sequence[LinearRow], optimize: Optimizer
) -> Widest | None:
    """The minimizer deepest inside the strict rows: minimizers are the feasible x with Qx = Qx*, q'x <= q'x*."""
    x = optimum.x
    slope = sum(c * n for c, n in zip(program.linear, x.numerators, strict=True))
    terms = tuple((i, c * x.denominator) for i, c in enumerate(program.linear) if c)
    face = [LinearRow(terms, -slope)]
    flat: dict[int, list[tuple[int, int]]] = {}
    for i, j, q in program.hessian:
        flat.setdefault(i, []).append((j, q * x.denominator))
        if i != j:
            flat.setdefault(j, []).append((i, q * x.denominator))
    image = program.hessian_times(x.numerators)
    face += [LinearRow(tuple(flat[i]), -image[i], equality=True) for i in sorted(flat)]
    return widest(replace(program, rows=(*program.rows, *face)), strict, optimize)


def _open_ends(i: int, bounds: Bounds) -> list[LinearRow]:
    rows = []
    if isinstance(bounds.lower, Fraction) and not bounds.lower_closed:
        rows.append(LinearRow(((i, -bounds.lower.denominator),), bounds.lower.numerator))
    if isinstance(bounds.upper, Fraction) and not bounds.upper_closed:
        rows.append(LinearRow(((i, bounds.upper.denominator),), -bounds.upper.numerator))
    return rows
