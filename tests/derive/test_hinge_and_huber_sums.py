"""Sums of hinges, absolute values, Huber functions and a square: theta_D against the exact minimum over their pieces.

Such an L is piecewise quadratic and convex, so that its minimum lies at a kink or where the derivative of a piece
vanishes; with rational data and multipliers both are rational.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import pytest

from duality.derivation import derive, standardize
from duality.derivation.dual_value import dual_value
from duality.language import parse
from duality.model.derivation import Derivation

F = Fraction
Quadratic = tuple[F, F, F]
"""a + b*x + c*x^2."""


@dataclass(frozen=True)
class Part:
    """One function with its kinks, and its quadratic around a point."""

    text: str
    kinks: tuple[F, ...]
    around: Callable[[F], Quadratic]


def hinge(slope: int, offset: int) -> Part:
    """max(0, offset + slope*x)."""
    return Part(
        f"max(0, {offset} + {slope}*x)",
        (F(-offset, slope),),
        lambda x: (F(offset), F(slope), F(0)) if offset + slope * x >= 0 else (F(0), F(0), F(0)),
    )


def absolute(center: int, weight: int) -> Part:
    def around(x: F) -> Quadratic:
        turn = F(weight) if x >= center else F(-weight)
        return -turn * center, turn, F(0)

    return Part(f"{weight}*abs(x - {center})", (F(center),), around)


def huber(center: int, width: int) -> Part:
    """(x - center)^2 within the width, 2*width*|x - center| - width^2 beyond."""

    def around(x: F) -> Quadratic:
        u = x - center
        if abs(u) <= width:
            return F(center * center), F(-2 * center), F(1)
        turn = F(2 * width) if u > 0 else F(-2 * width)
        return -turn * center - F(width * width), turn, F(0)

    return Part(f"huber(x - {center}, {width})", (F(center - width), F(center + width)), around)


def square(weight: int) -> Part:
    return Part(f"{weight}*x^2", (), lambda x: (F(0), F(0), F(weight)))


SUMS = [
    [hinge(-1, 1)],
    [hinge(-1, 1), hinge(2, 3), hinge(1, -2)],
    [hinge(-3, 1), square(1)],
    [absolute(0, 1), absolute(2, 3), absolute(-1, 2)],
    [huber(0, 1)],
    [huber(0, 2), huber(3, 1)],
    [huber(1, 1), absolute(0, 1), hinge(-2, 5)],
    [huber(-1, 3), hinge(1, 0), square(2)],
]


def least(parts: list[Part], slope: F) -> F | None:
    """The exact infimum of the sum + slope*x; ``None`` where it is -inf."""
    kinks = sorted({kink for part in parts for kink in part.kinks}) or [F(0)]
    inside = [kinks[0] - 1, *((a + b) / 2 for a, b in pairwise(kinks)), kinks[-1] + 1]
    candidates = list(kinks)
    for k, x in enumerate(inside):
        _, b, c = piece(parts, slope, x)
        if c > 0:
            candidates.append(-b / (2 * c))
        elif (k == 0 and b > 0) or (k == len(inside) - 1 and b < 0):
            return None
    return min(value(parts, slope, x) for x in candidates)


def piece(parts: list[Part], slope: F, x: F) -> Quadratic:
    a, b, c = (sum((part.around(x)[k] for part in parts), F(0)) for k in range(3))
    return a, b + slope, c


def value(parts: list[Part], slope: F, x: F) -> F:
    a, b, c = piece(parts, slope, x)
    return a + b * x + c * x * x


def derived(parts: list[Part]) -> Derivation:
    return derive(standardize(parse(f"var x\nmin {' + '.join(part.text for part in parts)}\ns.t.\n line: x = 0")))


@pytest.mark.parametrize("parts", SUMS, ids=lambda parts: " + ".join(part.text for part in parts))
def test_theta_is_the_exact_minimum(parts: list[Part]) -> None:
    theta = derived(parts).dual_function
    assert theta.form == "closed", theta.reason
    generator = random.Random(len(parts))
    ends = [F(k) for k in range(-8, 9)]
    for slope in [*ends, *(F(generator.randint(-90, 90), generator.choice((7, 11))) for _ in range(40))]:
        found = dual_value(theta, {"beta_line": slope})
        expected = least(parts, slope)
        if expected is None:
            assert found == -math.inf, slope
        else:
            assert found == expected, slope
