"""-w logdet T + tr(U T) over T >> 0: w logdet U + n w - n w log w, where U >> 0 strictly."""

from __future__ import annotations

from duality.statements.building import add, call, multiply, number, scale, size_node
from duality.statements.building.leaves import is_number
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, semidefinite
from duality.statements.tower.conjugates.conjugate import Conjugate, weight_conditions


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    size = size_node(slope.shape[0])
    value = add(multiply(weight, call("logdet", slope)), multiply(size, weight))
    if not is_number(weight, 1):
        value = add(value, scale(-1, multiply(size, call("relent", weight, number(1)))))
    condition = semidefinite(slope, "else -logdet(T) and the linear part fall together", strict=True)
    return Piece(value, (condition, *weight_conditions(weight)), "T = weight*inv(slope)", minimizer="weight*inv(slope)")


LOG_DETERMINANT = Conjugate("neglogdet", "definite", _infimum, "-w logdet T: w logdet U + n w - n w log w, U >> 0")
