"""The largest of convex functions is convex, the least of concave functions concave; norms of several arguments."""

from __future__ import annotations

from duality.algebra.boxes import is_nonnegative
from duality.derivation.curvature.shape import UNKNOWN, Prover, Shape, brief
from duality.model.expression import Call, Expression


def maximum(node: Expression, prover: Prover) -> Shape:
    """max, min, norm1 and norminf, argument by argument."""
    match node:
        case Call("max", arguments):
            shapes = [prover.shape(argument) for argument in _undominated(arguments, 1, prover)]
            if len(shapes) == 1:
                return shapes[0]
            if all(shape.convex for shape in shapes):
                return Shape(convex=f"{brief(node)} is a maximum of convex functions")
        case Call("min", arguments):
            shapes = [prover.shape(argument) for argument in _undominated(arguments, -1, prover)]
            if len(shapes) == 1:
                return shapes[0]
            if all(shape.concave for shape in shapes):
                return Shape(concave=f"{brief(node)} is a minimum of concave functions")
        case Call("norm1" | "norminf", arguments):
            shapes = [prover.shape(Call("abs", (argument,))) for argument in arguments]
            if all(shape.convex for shape in shapes):
                return Shape(convex=f"{brief(node)} is a norm of affine functions")
    return UNKNOWN


def _undominated(arguments: tuple[Expression, ...], sign: int, prover: Prover) -> list[Expression]:
    """The arguments that no other one exceeds (``sign`` -1: undercuts) on all of D."""
    kept: list[Expression] = []
    for k, argument in enumerate(arguments):
        rivals = [*kept, *arguments[k + 1 :]]
        differences = [rival - argument if sign > 0 else argument - rival for rival in rivals]
        if not any(is_nonnegative(prover.range(difference)) for difference in differences):
            kept.append(argument)
    return kept
