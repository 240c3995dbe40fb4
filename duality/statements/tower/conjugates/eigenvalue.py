"""w eigmax(T) + tr(U T): 0 where -U >> 0 and tr(U) = -w."""

from __future__ import annotations

from duality.statements.building import add, number, scale, trace
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, semidefinite, vanishes
from duality.statements.tower.conjugates.conjugate import Conjugate, weight_conditions


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    conditions = (
        semidefinite(scale(-1, slope), "else L falls without end along an eigenvector"),
        vanishes(add(weight, trace(slope)), "else L falls without end along multiples of I"),
    )
    return Piece(
        number(0), (*conditions, *weight_conditions(weight)), "-slope is a density matrix times w", minimizer="0"
    )


EIGENVALUE = Conjugate("lambda_max", "all", _infimum, "w eigmax(T): 0 where -U >> 0, tr(U) = -w")
