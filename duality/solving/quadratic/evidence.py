"""A Farkas vector in floating point, for programs too large to be settled exactly."""

from __future__ import annotations

from math import inf

from duality.model.solution import Status
from duality.solving.exact.auxiliary import folded, relaxed
from duality.solving.hints.hint import Optimizer
from duality.solving.quadratic.program import QuadraticProgram

FLAT = 1e-9
"""A slope below this, relative to the sizes of its terms, is taken for 0."""

POSITIVE = 1e-6
"""The infimum must exceed this, relative to the sizes of its terms."""


def numeric_farkas(program: QuadraticProgram, optimize: Optimizer) -> tuple[float, ...] | None:
    """Multipliers of the rows as stated whose combination has a clearly positive infimum over the box, or ``None``."""
    hint = optimize(relaxed(program))
    if hint.status is not Status.OPTIMAL:
        return None
    # The relaxed rows are the integral ones.
    integral = [
        m if r.equality else max(m, 0.0) for r, m in zip(program.rows, folded(program, hint.multipliers), strict=True)
    ]
    infimum, size = 0.0, 0.0
    slope, sizes = [0.0] * program.size, [0.0] * program.size
    for row, m in zip(program.rows, integral, strict=True):
        infimum += m * row.constant
        size += abs(m * row.constant)
        for i, c in row.terms:
            slope[i] += m * c
            sizes[i] += abs(m * c)
    for g, scale, low, high in zip(slope, sizes, program.lower, program.upper, strict=True):
        if abs(g) <= FLAT * scale:
            continue
        end = low if g > 0 else high
        term = -inf if end is None else g * float(end)
        infimum += term
        size += abs(term)
    if not infimum > POSITIVE * size:
        return None
    return tuple(m * row.scale for row, m in zip(program.rows, integral, strict=True))
