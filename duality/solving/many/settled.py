"""Convex quadratic programs of one shape, settled exactly: a guess for all of them, each checked over the rationals."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf
from typing import Any

from duality.model.form import StandardForm
from duality.model.solution import Status
from duality.records import replace
from duality.solving.exact.claims import Claim, Optimum, Unboundedness
from duality.solving.exact.hinted import optimum_from
from duality.solving.exact.pivoting import pivoted
from duality.solving.hints.hint import Hint
from duality.solving.many.interior_points import Guess, interior_points
from duality.solving.quadratic.convexity import is_convex
from duality.solving.quadratic.lifting import quadratic_program
from duality.solving.quadratic.program import LinearRow, QuadraticProgram

Array = Any

MARGIN = 1e-9
"""Relative size of an eigenvalue in floating point that is positive beyond all rounding."""


def settled(programs: Sequence[QuadraticProgram]) -> list[Claim | None]:
    """A verified claim for each program, ``None`` for one that is not convex."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for k, program in enumerate(programs):
        groups.setdefault(_shape(program), []).append(k)
    found: list[Claim | None] = [None] * len(programs)
    for places in groups.values():
        for k, claim in zip(places, _group([programs[k] for k in places]), strict=True):
            found[k] = claim
    return found


def _shape(program: QuadraticProgram) -> tuple[int, ...]:
    return program.size, sum(row.equality for row in program.rows), len(program.rows)


def _group(programs: list[QuadraticProgram]) -> list[Claim | None]:
    import numpy as np

    arrays = [_arrays(program) for program in programs]
    Q, c, G, h, A, b = (np.array([found[k] for found in arrays]) for k in range(6))
    lowest = np.linalg.eigvalsh(Q)[:, 0] if Q.shape[1] else np.ones(len(programs))
    sure: Array = lowest > MARGIN * np.abs(Q).max(axis=(1, 2), initial=0.0)
    flat: Array = ~Q.any(axis=(1, 2))
    with np.errstate(all="ignore"):
        # The iterates of an infeasible or unbounded program may leave the range of floats.
        guess = interior_points(Q, c, G, h, A, b)
    return [
        _claim(program, guess, k) if sure[k] or flat[k] or is_convex(program) else None
        for k, program in enumerate(programs)
    ]


def _claim(program: QuadraticProgram, guess: Guess, k: int) -> Claim:
    found = optimum_from(program, _hint(program, guess, k))
    return pivoted(program) if found is None else found


def _arrays(program: QuadraticProgram) -> tuple[Array, ...]:
    """Q, c, G, h, A, b in floats, a row divided by its largest coefficient; bounds are rows of G."""
    import numpy as np

    size = program.size
    Q = np.zeros((size, size))
    for i, j, q in program.hessian:
        Q[i, j] = Q[j, i] = q
    c = np.array(program.linear, dtype=float)
    level = max(float(np.abs(Q).max(initial=0.0)), float(np.abs(c).max(initial=0.0)), 1e-300)
    rows = np.zeros((len(program.rows), size + 1))
    for r, row in enumerate(program.rows):
        for i, value in row.terms:
            rows[r, i] = value
        rows[r, size] = -row.constant
    sizes = np.abs(rows[:, :size]).max(axis=1, initial=0.0)
    rows /= np.where(sizes > 0, sizes, 1.0)[:, None]
    equality = np.array([row.equality for row in program.rows], dtype=bool)
    bounds = _bounds(program)
    upper = np.vstack([rows[~equality], bounds]) if len(bounds) else rows[~equality]
    lower = rows[equality]
    return Q / level, c / level, upper[:, :size], upper[:, size], lower[:, :size], lower[:, size]


def _bounds(program: QuadraticProgram) -> Array:
    """A row for both ends of every variable; an infinite end lies far away."""
    import numpy as np

    if all(end is None for end in (*program.lower, *program.upper)):
        return np.zeros((0, program.size + 1))
    size = program.size
    found = np.zeros((2 * size, size + 1))
    for i, (low, high) in enumerate(zip(program.lower, program.upper, strict=True)):
        found[i, i], found[i, size] = -1.0, 1e8 if low is None else -float(low)
        found[size + i, i], found[size + i, size] = 1.0, 1e8 if high is None else float(high)
    return found


def _hint(program: QuadraticProgram, guess: Guess, k: int) -> Hint:
    """Rows whose multiplier is larger than their slack are believed to be tight."""
    tight, fixed, multipliers = [], [], []
    upper = lower = 0
    for r, row in enumerate(program.rows):
        if row.equality:
            multipliers.append(float(guess.y[k, lower]))
            tight.append(r)
            lower += 1
            continue
        multipliers.append(float(guess.z[k, upper]))
        if guess.z[k, upper] > guess.slack[k, upper]:
            tight.append(r)
        upper += 1
    size, count = program.size, guess.z.shape[1] - upper
    for i in range(size if count else 0):
        for sign, place, end in ((-1, upper + i, program.lower[i]), (1, upper + size + i, program.upper[i])):
            if end is not None and guess.z[k, place] > guess.slack[k, place]:
                fixed.append((i, sign))
    return Hint(Status.OPTIMAL, tuple(guess.x[k].tolist()), tuple(multipliers), tuple(tight), tuple(fixed))


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
