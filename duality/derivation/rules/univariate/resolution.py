"""Trees without abs, max and min on an interval where each of them is one of its arguments throughout."""

from __future__ import annotations

from functools import lru_cache

from duality import algebra
from duality.algebra.boxes import rational_hull
from duality.algebra.evaluate import exact_value, value
from duality.derivation.rules.univariate.curve import midpoint
from duality.derivation.rules.univariate.recognition import affine_in_t
from duality.model.expression import Call, Expression
from duality.model.form import PLACEHOLDER, Bounds


def resolved(node: Expression, piece: Bounds) -> Expression:
    """The tree with every abs, max and min replaced by what it is on the piece; one that changes there is left."""
    match node:
        case Call("abs", (argument,)) if affine_in_t(argument) is not None:
            return argument if exact_value(argument, {PLACEHOLDER: midpoint(piece)}) > 0 else -argument
        case Call("max" | "min" as function, arguments) if PLACEHOLDER in node.variables():
            inside = {PLACEHOLDER: midpoint(piece)}
            chosen = (max if function == "max" else min)(arguments, key=lambda a: exact_value(a, inside))
            others = (argument for argument in arguments if argument is not chosen)
            if not all(_keeps_order(chosen, other, piece) for other in others):
                return node
            return resolved(chosen, piece)
        case _:
            return node.mapped(lambda child: resolved(child, piece))


@lru_cache(maxsize=256)
def _keeps_order(one: Expression, other: Expression, piece: Bounds) -> bool:
    """one - other does not change its sign on the piece: an affine difference has its zero at a known breakpoint."""
    difference = one - other
    # Most differences that change their sign do so between a few points, which are cheaper than a proof.
    signs = {value(difference, {PLACEHOLDER: t}) > 0 for t in _spread(piece)}
    if len(signs) > 1 and affine_in_t(difference) is None:
        return False
    return (
        affine_in_t(difference) is not None
        or algebra.intervals.sign_over(difference, {PLACEHOLDER: rational_hull(piece)}) != "unknown"
    )


def _spread(piece: Bounds) -> list[float]:
    """A few points of the piece."""
    low = None if piece.lower is None else float(piece.lower)
    high = None if piece.upper is None else float(piece.upper)
    if low is not None and high is not None:
        return [low + (high - low) * k / 8 for k in range(9)]
    start, side = (0.0, 1.0) if low is None and high is None else (low, 1.0) if low is not None else (high or 0.0, -1.0)
    steps = (
        (0.0, 0.3, 1.0, 3.0, 10.0) if low is not None or high is not None else (-10.0, -3.0, -1.0, 0.0, 1.0, 3.0, 10.0)
    )
    return [start + side * step for step in steps]
