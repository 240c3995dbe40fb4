"""-w geomean(t) + U't over t >= 0: 0 where geomean(U) >= w/n; geomean(t) + U't has 0, where U >= 0."""

from __future__ import annotations

from duality.statements.building import call, divide, number, size_node
from duality.statements.nodes import Node
from duality.statements.tower.conditions import Piece, at_most, nonnegative
from duality.statements.tower.conjugates.conjugate import Conjugate, least_at_zero


def _infimum(weight: Node, slope: Node, extra: tuple[Node, ...]) -> Piece:
    concave = least_at_zero("geomean", weight, slope)
    if concave is not None:
        return concave
    share = divide(weight, size_node(slope.shape[0]))
    conditions = (
        nonnegative(slope, "else L falls without end along one entry"),
        at_most(share, call("geomean", slope), "else the mean grows faster than the linear part"),
    )
    return Piece(
        number(0),
        conditions,
        "the inequality of the means: U't >= n geomean(U) geomean(t)",
    )


GEOMETRIC_MEAN = Conjugate("neggeomean", "nonnegative", _infimum, "-w geomean(t): 0 where U >= 0, geomean(U) >= w/n")
