"""Exact claims about a quadratic program, and the checks that alone make them true.

Where a claim comes from (pivoting, or a numeric hint made rational) does not matter here. Multipliers belong to the
program's integral rows; those of the bounds follow from stationarity.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.records import record
from duality.solving.quadratic.program import LinearRow, QuadraticProgram
from duality.solving.quadratic.rationals import Rationals


@record
class Optimum:
    """x attains the minimum, as the multipliers prove."""

    x: Rationals
    multipliers: Rationals


@record
class Infeasibility:
    """Multipliers of the rows with inf over the box of their combination > 0."""

    multipliers: Rationals


@record
class Unboundedness:
    """A feasible origin, and an integral direction that stays feasible and along which f falls to -inf."""

    origin: Rationals
    direction: tuple[int, ...]


Claim = Optimum | Infeasibility | Unboundedness


def holds(program: QuadraticProgram, claim: Claim) -> bool:
    """The claim is true; an optimum takes Q positive semidefinite as known."""
    match claim:
        case Optimum():
            return is_optimum(program, claim)
        case Infeasibility():
            return is_infeasible(program, claim)
        case Unboundedness():
            return is_unbounded(program, claim)


def is_feasible(program: QuadraticProgram, x: Rationals) -> bool:
    """Every row and bound holds at x."""
    return _inside(program, x) and all(_kept(row, row.at(x)) for row in program.rows)


def is_optimum(program: QuadraticProgram, claim: Optimum) -> bool:
    """KKT: feasible x, signed multipliers, complementary slackness, and a reduced cost g = Qx + q + A'lambda with
    g_i >= 0 at a lower bound, <= 0 at an upper bound, 0 elsewhere."""
    x, multipliers = claim.x, claim.multipliers
    if not _inside(program, x) or not _signed(program, multipliers):
        return False
    for row, m in zip(program.rows, multipliers.numerators, strict=True):
        value = row.at(x)
        if not _kept(row, value) or (m and value):
            return False
    gradient = [g * multipliers.denominator for g in program.gradient(x)]
    scaled = [m * x.denominator for m in multipliers.numerators]
    reduced = combination(program.rows, scaled, gradient)
    return all(
        g == 0 or (value == low if g > 0 else value == high)
        for g, value, low, high in zip(reduced, x, program.lower, program.upper, strict=True)
    )


def is_infeasible(program: QuadraticProgram, claim: Infeasibility) -> bool:
    """inf over the box of sum lambda_r (a_r'x + b_r) > 0 with lambda_r >= 0 on inequalities; or the box is empty."""
    if has_empty_box(program):
        return True
    if not _signed(program, claim.multipliers):
        return False
    numerators = claim.multipliers.numerators
    infimum = Fraction(sum(m * row.constant for row, m in zip(program.rows, numerators, strict=True)))
    slope = combination(program.rows, numerators, [0] * program.size)
    for g, low, high in zip(slope, program.lower, program.upper, strict=True):
        if g == 0:
            continue
        end = low if g > 0 else high
        if end is None:
            return False
        infimum += g * end
    return infimum > 0


def has_empty_box(program: QuadraticProgram) -> bool:
    """Some lower bound exceeds its upper bound."""
    return any(
        low is not None and high is not None and low > high
        for low, high in zip(program.lower, program.upper, strict=True)
    )


def is_unbounded(program: QuadraticProgram, claim: Unboundedness) -> bool:
    """The origin is feasible, the direction recedes in every row and bound, and f has d'Qd < 0, or d'Qd = 0 and a
    negative slope at the origin."""
    direction = claim.direction
    if not is_feasible(program, claim.origin) or not recedes(program, direction):
        return False
    curvature = sum(a * b for a, b in zip(program.hessian_times(direction), direction, strict=True))
    slope = sum(a * b for a, b in zip(program.gradient(claim.origin), direction, strict=True))
    return curvature < 0 or (curvature == 0 and slope < 0)


def recedes(program: QuadraticProgram, direction: Sequence[int]) -> bool:
    """x + t d stays feasible for every t >= 0 from any feasible x."""
    inside = all(
        (low is None or d >= 0) and (high is None or d <= 0)
        for d, low, high in zip(direction, program.lower, program.upper, strict=True)
    )
    return inside and all(_kept(row, row.slope(direction)) for row in program.rows)


def combination(rows: Sequence[LinearRow], multipliers: Sequence[int], start: list[int]) -> list[int]:
    """start + A'lambda, in place."""
    for row, m in zip(rows, multipliers, strict=True):
        if m:
            for i, c in row.terms:
                start[i] += c * m
    return start


def _inside(program: QuadraticProgram, x: Rationals) -> bool:
    d = x.denominator
    return all(
        (low is None or low.numerator * d <= n * low.denominator)
        and (high is None or n * high.denominator <= high.numerator * d)
        for n, low, high in zip(x.numerators, program.lower, program.upper, strict=True)
    )


def _kept(row: LinearRow, value: int) -> bool:
    return value == 0 if row.equality else value <= 0


def _signed(program: QuadraticProgram, multipliers: Rationals) -> bool:
    return all(row.equality or m >= 0 for row, m in zip(program.rows, multipliers.numerators, strict=True))
