"""w*norm(t)^p + <U, t> = -(p - 1) w (dual norm of U/(pw))^(p/(p - 1)); -(dual norm of U)^2/(4w) for squares."""

from __future__ import annotations

from fractions import Fraction

from duality.statements.building import call, divide, multiply, number, power, scale, subtract
from duality.statements.building.leaves import is_number
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece
from duality.statements.tower.conjugates.conjugate import Conjugate, is_positive, weight_conditions
from duality.statements.tower.conjugates.norms import conjugate_exponent, dual_size
from duality.statements.tower.conjugates.powers import over_weight


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    norm, exponent = extra
    size, finite = dual_size(norm.mark[0], slope, norm.args[1:])
    if is_number(exponent, 2):
        value = scale(Fraction(-1, 4), call("divided", power(size, number(2)), weight))
        return Piece(value, (*finite, *weight_conditions(weight)), "a squared norm and its dual norm")
    if is_positive(weight):
        raised = power(divide(size, multiply(exponent, weight)), conjugate_exponent(exponent))
        value = multiply(subtract(exponent, number(1)), weight, raised)
    else:
        value = multiply(subtract(exponent, number(1)), over_weight(size, weight, exponent))
    conditions = (*finite, *weight_conditions(weight))
    return Piece(scale(-1, value), conditions, "a power of a norm: conjugate exponents, and its dual norm")


POWER_OF_NORM = Conjugate("norm_power", "all", _infimum, "w*norm(t)^p: -(p - 1) w (dual norm of U/(pw))^(p/(p - 1))")
