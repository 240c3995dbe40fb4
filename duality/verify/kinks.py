"""Whether a function is differentiable at a point, with no kink there; and the smooth function that it is near it."""

from __future__ import annotations

from duality.algebra.differentiate import is_smooth
from duality.algebra.kinks import resolved
from duality.algebra.powers import rational
from duality.model.expression import Call, Expression, Power
from duality.verify.evaluation import Values, tree_value
from duality.verify.normal_cone import is_zero


def differentiable_at(node: Expression, point: Values) -> bool:
    """No kink of the tree lies at the point: False also where it is not clear."""
    for inner in node.walk():
        match inner:
            case Call("abs" | "norm1" | "norminf" | "max" | "min" as function, arguments) if inner.variables():
                values = [float(tree_value(argument, point)) for argument in arguments]
                if function in ("abs", "norm1") and any(is_zero(v) for v in values):
                    return False
                sizes = sorted(map(abs, values) if function == "norminf" else values)
                ends = sizes[:2] if function == "min" else sizes[-2:]
                if function in ("max", "min", "norminf") and len(ends) == 2 and is_zero(ends[1] - ends[0]):
                    return False
                if function == "norminf" and is_zero(sizes[-1]):
                    return False
            case Call("norm" | "sqrt", _) | Power() if inner.variables() and not _away_from_root(inner, point):
                return False
            case _:
                pass
    return True


def _away_from_root(node: Expression, point: Values) -> bool:
    if isinstance(node, Power):
        p = rational(node.exponent)
        if p is not None and (p.denominator == 1 or p > 1):
            return True
        return not is_zero(float(tree_value(node.base, point)))
    return not is_zero(float(tree_value(node, point)))


def smooth_at(node: Expression, point: Values) -> Expression:
    """The smooth function that the tree is around the point; the tree itself where a kink lies there."""
    if is_smooth(node) or not differentiable_at(node, point):
        return node
    return resolved(node, lambda part: tree_value(part, point))
