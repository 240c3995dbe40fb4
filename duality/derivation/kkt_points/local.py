"""Work at one point in balls, and in exact numbers where a ball does not tell a sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import flint

from duality.algebra.polynomial_systems.algebraic import AlgebraicPoint, Ambiguous, Real, sign
from duality.algebra.polynomial_systems.smooth import Smooth

BITS = (128, 512)
"""Precisions of the balls that are tried before the exact numbers."""

SMALL = 2
"""Up to this degree exact numbers cost little, and keep their closed form."""

T = TypeVar("T")


def certified(point: AlgebraicPoint, compute: Callable[[tuple[Real, ...]], T]) -> T:
    """``compute`` at the point in balls, or exactly where a ball does not tell a sign that it needs."""
    if point.field is not None and point.field.degree > SMALL:
        for bits in BITS:
            try:
                with flint.ctx.workprec(bits):
                    return compute(point.balls(bits))
            except (Ambiguous, ZeroDivisionError):
                continue
    return compute(point.exact)


def sign_at(function: Smooth, point: AlgebraicPoint) -> int:
    """The sign of the polynomial there, exactly."""
    return certified(point, lambda values: sign(function.at(values)))
