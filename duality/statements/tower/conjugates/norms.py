"""w*norm(t) + <U, t>: 0 where the dual norm of U is at most w."""

from __future__ import annotations

from duality.statements.building import call, divide, inverse, number, subtract
from duality.statements.definite import definiteness
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Condition, Piece, at_most, in_range
from duality.statements.tower.conjugates.conjugate import Conjugate, Infimum, uniform, weight_conditions

DUAL = {"norm": "norm", "norm1": "norminf", "norminf": "norm1", "normnuc": "norm2", "norm2": "normnuc"}
"""Each norm and its dual; norm2 is the largest singular value, norm of a matrix its Frobenius norm."""


def dual_norm(name: str, node: Node) -> Node:
    return call(DUAL[name], node)


def dual_size(name: str, slope: Node, extra: tuple[Node, ...]) -> tuple[Node, tuple[Condition, ...]]:
    """The dual norm of the slope, and when it is finite; ``extra`` has the exponent or the matrix of the norm."""
    if name == "pnorm":
        return call("pnorm", slope, conjugate_exponent(extra[0])), ()
    if name == "quadnorm":
        matrix = extra[0]
        if definiteness(matrix) == "definite":
            return call("quadnorm", slope, inverse(matrix)), ()
        reason = "else L falls without end where t'*P*t = 0"
        return call("quadnorm", slope, Node("pinv", (matrix,), matrix.shape)), (in_range(slope, matrix, reason),)
    return dual_norm(name, slope), ()


def conjugate_exponent(exponent: Node) -> Node:
    """q = p/(p - 1); p again for q."""
    for found in exponent.symbols():
        if _conjugate(found) == exponent:
            return found
    return _conjugate(exponent)


def _conjugate(exponent: Node) -> Node:
    return divide(exponent, subtract(exponent, number(1)))


def _infimum(name: str) -> Infimum:
    def infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
        size, finite = dual_size(name, slope, extra)
        bound = at_most(size, weight, f"else {SAID.get(name, name)}(t) grows slower than the linear part falls")
        return Piece(
            number(0),
            (bound, *finite, *weight_conditions(weight)),
            f"the dual norm of the slope is at most the weight of {SAID.get(name, name)}",
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


SAID = {"pnorm": "norm", "quadnorm": "sqrt"}

NORMS = (
    *(Conjugate(name, "all", _infimum(name), f"w*{name}(t): 0 where the dual norm of U is at most w") for name in DUAL),
    Conjugate("pnorm", "all", _infimum("pnorm"), "w*norm(t, p): 0 where norm(U, p/(p - 1)) <= w"),
    Conjugate("quadnorm", "all", _infimum("quadnorm"), "w*sqrt(t'*P*t): 0 where sqrt(U'*inv(P)*U) <= w"),
)

ABSOLUTE = Conjugate("abs", "all", _absolute, "w*|t|: 0 where |U| <= w")
