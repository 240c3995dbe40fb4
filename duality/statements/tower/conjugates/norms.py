"""w*norm(t) + <U, t>: 0 where the dual norm of U is at most w."""

from __future__ import annotations

from duality.statements.building import call, number
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, at_most
from duality.statements.tower.conjugates.conjugate import Conjugate, Infimum, uniform, weight_conditions

DUAL = {"norm": "norm", "norm1": "norminf", "norminf": "norm1", "normnuc": "norm2", "norm2": "normnuc"}
"""Each norm and its dual; norm2 is the largest singular value, norm of a matrix its Frobenius norm."""


def dual_norm(name: str, node: Node) -> Node:
    return call(DUAL[name], node)


def _infimum(name: str) -> Infimum:
    def infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
        bound = at_most(dual_norm(name, slope), weight, f"else {name}(t) grows slower than the linear part falls")
        return Piece(
            number(0),
            (bound, *weight_conditions(weight)),
            f"the dual norm of the slope is at most the weight of {name}",
            minimizer="0",
        )

    return infimum


def _absolute(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    reason = "else |t| grows slower than the linear part falls"
    single = uniform(weight)
    if single is not None:
        bound = at_most(call("norminf", slope), single, reason)
    else:
        bound = at_most(call("abs", slope), weight, reason)
    return Piece(number(0), (bound, *weight_conditions(weight)), "|slope| <= weight, entrywise", minimizer="0")


NORMS = tuple(
    Conjugate(name, "all", _infimum(name), f"w*{name}(t): 0 where the dual norm of U is at most w") for name in DUAL
)

ABSOLUTE = Conjugate("abs", "all", _absolute, "w*|t|: 0 where |U| <= w")
