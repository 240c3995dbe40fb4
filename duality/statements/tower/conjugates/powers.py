"""W |t|^p and W t^p: -(p - 1) W (|U|/(pW))^(p/(p - 1))."""

from __future__ import annotations

from fractions import Fraction

from duality.errors import ProblemError
from duality.statements.building import call, divide, multiply, number, power, scale, subtract, times, total
from duality.statements.building.products import broadcast
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, nonnegative
from duality.statements.tower.conjugates.conjugate import Conjugate, is_positive, weight_conditions
from duality.statements.tower.conjugates.squares import squared_over


def _raised(size: Node, weight: Node, exponent: Node) -> Node:
    """(p - 1) W (size/(pW))^(p/(p - 1)), summed."""
    if not is_positive(weight):
        raise ProblemError("a power needs a weight that is known to be positive", help="declare it: param w > 0")
    less = subtract(exponent, number(1))
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
        ratio = divide(size, times(scale(-value, number(1)), weight))
        raised = power(ratio, number(value / (value - 1)))
        return Piece(
            scale(1 - value, total(times(weight, raised))),
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
