"""W |t|^p and W t^p: -(p - 1) W (|U|/(pW))^(p/(p - 1))."""

from __future__ import annotations

from fractions import Fraction

from duality.errors import ProblemError
from duality.statements.building import call, divide, multiply, number, power, scale, subtract, times, total
from duality.statements.building.products import broadcast
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, nonnegative
from duality.statements.tower.conjugates.conjugate import Conjugate, is_positive, uniform, weight_conditions
from duality.statements.tower.conjugates.squares import squared_over


def over_weight(size: Node, weight: Node, exponent: Node) -> Node:
    """(size/p)^q/W^(q - 1), q = p/(p - 1): W (size/(pW))^q for W > 0, and with 0/0 read as 0 also for W = 0."""
    less = subtract(exponent, number(1))
    raised = power(divide(size, broadcast(exponent, size.shape)), divide(exponent, less))
    single = uniform(weight)
    if single is None:
        return total(call("divided", raised, power(weight, divide(number(1), less))))
    return call("divided", total(raised), power(single, divide(number(1), less)))


def _raised(size: Node, weight: Node, exponent: Node) -> Node:
    """(p - 1) W (size/(pW))^(p/(p - 1)), summed."""
    less = subtract(exponent, number(1))
    if not is_positive(weight):
        return multiply(less, over_weight(size, weight, exponent))
    ratio = divide(
        size, broadcast(multiply(exponent, weight), size.shape) if weight.is_scalar else times(exponent, weight)
    )
    raised = power(ratio, divide(exponent, less))
    return multiply(less, total(times(weight, raised)))


def _absolute(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    value = scale(-1, _raised(call("abs", slope), weight, extra[0]))
    return Piece(value, weight_conditions(weight), "conjugate exponents, 1/p + 1/q = 1")


def _power(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    exponent = extra[0]
    value = exponent.mark[0] if exponent.kind == "number" else None
    if value is None or 0 <= value <= 1:
        raise ProblemError(f"no rule for a power with exponent {exponent}", help="write abs(x).^p for a p > 1")
    if value < 0:
        size = slope
        conditions = (nonnegative(slope, "else L falls without end as t grows"),)
        # W (U/(-pW))^q with q = p/(p - 1) < 1, which is 0 for W = 0.
        share = value / (value - 1)
        raised = power(scale(Fraction(-1) / value, size), number(share))
        parts = times(broadcast(power(weight, number(1 - share)), size.shape), raised)
        return Piece(
            scale(1 - value, total(parts)),
            (*conditions, *weight_conditions(weight)),
            "a negative power",
        )
    size = call("pos", scale(-1, slope))
    return Piece(
        scale(-1, _raised(size, weight, exponent)), weight_conditions(weight), "conjugate exponents over t >= 0"
    )


def _positive_part(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    mass = scale(-1, slope)
    conditions = (nonnegative(mass, "else L falls without end as t falls"), *weight_conditions(weight))
    if extra[0].kind == "number" and extra[0].mark[0] == 2:
        return Piece(scale(Fraction(-1, 4), squared_over(slope, weight)), conditions, "complete the square over t >= 0")
    return Piece(scale(-1, _raised(mass, weight, extra[0])), conditions, "conjugate exponents over t >= 0")


POSITIVE_POWER = Conjugate("pospow", "all", _positive_part, "W max(0, t)^p: as |t|^p, with -U >= 0")

ABSOLUTE_POWER = Conjugate("abspow", "all", _absolute, "W |t|^p: -(p - 1) W (|U|/(pW))^(p/(p - 1))")

POWER = Conjugate("pow", "declared nonnegative", _power, "W t^p, t > 0")
