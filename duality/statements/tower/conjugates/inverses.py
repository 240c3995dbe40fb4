"""tr(W inv(T)) + tr(U T) over T >> 0: 2 tr((W U)^(1/2)), where U >> 0; and the other way round."""

from __future__ import annotations

from fractions import Fraction

from duality.statements.building import call, inverse, multiply, number, power, scale, trace, transpose
from duality.statements.building.leaves import is_number
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, semidefinite
from duality.statements.tower.conjugates.conjugate import Conjugate, is_positive, weight_conditions

REASON = "else L falls without end along an eigenvector"


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    step = "T = W^(1/2)*(W^(1/2)*U*W^(1/2))^(-1/2)*W^(1/2)"
    return Piece(scale(2, _root(weight, slope)), (semidefinite(slope, REASON),), step, attained=False)


def _root(weight: Node, slope: Node) -> Node:
    """tr((W U)^(1/2)): sqrt(b'Ub) for W = b*b', a factor in front where W is a multiple of I."""
    value, bare = (weight.mark[0], weight.args[0]) if weight.kind == "add" and len(weight.args) == 1 else (1, weight)
    count = bare.mark[0] if bare.kind == "product" else 0
    scalars, chain = (bare.args[:count], bare.args[count:]) if bare.kind == "product" else ((), (bare,))
    factor = multiply(number(value), *scalars)
    if len(chain) == 2 and chain[0].is_column and transpose(chain[0]) == chain[1]:
        return call("sqrt", multiply(factor, chain[1], slope, chain[0]))
    if len(chain) == 1 and chain[0].kind == "identity":
        root = call("trsqrt", slope)
        return root if is_number(factor, 1) else multiply(call("sqrt", factor), root)
    return call("trsqrt", slope, weight)


def _of_roots(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    squared = power(weight, number(2))
    if extra:
        value = scale(Fraction(-1, 4), multiply(squared, trace(multiply(extra[0], inverse(slope)))))
    else:
        value = scale(Fraction(-1, 4), multiply(squared, trace(inverse(slope))))
    condition = semidefinite(slope, "else -tr(T^(1/2)) and the linear part fall together", strict=is_positive(weight))
    return Piece(value, (condition, *weight_conditions(weight)), "T^(1/2) = weight/2*inv(slope)")


INVERSE = Conjugate("inverse", "definite", _infimum, "tr(W inv(T)), T >> 0: 2 tr((W U)^(1/2)), U >> 0")

ROOT_OF_MATRIX = Conjugate("negtrsqrt", "definite", _of_roots, "-w tr((T P)^(1/2)): -w^2/4 tr(P inv(U)), U >> 0")
