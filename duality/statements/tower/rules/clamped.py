"""Entrywise functions on an interval: the unconstrained minimizer, moved to the nearer end where it lies outside."""

from __future__ import annotations

from duality.records import replace
from duality.statements.building import add, call, divide, inner, number, power, scale, times, total
from duality.statements.building.atoms import plus_part
from duality.statements.building.leaves import is_zero, ones
from duality.statements.nodes import Node
from duality.statements.signs import sign_of
from duality.statements.tower.blocks import Block, Bounds
from duality.statements.tower.conditions import Condition, Piece, positive
from duality.statements.tower.conjugates.squares import squared_over
from duality.statements.tower.rules.pencil import diagonal_weights, multiplied_out


def clamped(block: Block) -> Piece | None:
    """inf over l <= x <= u of a separable convex function of x."""
    bounds = block.bounds
    if bounds.cone or bounds.points or bounds.total is not None or bounds.ball is not None or bounds.free:
        return None
    if not block.atoms:
        return _squares(block)
    if len(block.atoms) != 1 or block.squares or block.matrix is not None:
        return None
    placement = block.atoms[0]
    if placement.kind not in ("neglog", "relent") or sign_of(placement.weight) != "positive" or placement.factor < 0:
        return None
    slope = scale(1 / placement.factor, block.gradient)
    moved = _moved(bounds, placement.factor, placement.offset)
    found = (
        _logarithm(placement.weight, slope, moved)
        if placement.kind == "neglog"
        else _entropy(placement.weight, slope, placement.extra[0], moved)
    )
    if found is None:
        return None
    return found._replace(value=add(found.value, scale(-1, inner(placement.offset, slope))))


def _moved(bounds: Bounds, factor: object, offset: Node) -> Bounds:
    """The interval of t = c*x + o for c > 0."""
    lower = None if bounds.lower is None else add(scale(factor, bounds.lower), offset)  # type: ignore[arg-type]
    upper = None if bounds.upper is None else add(scale(factor, bounds.upper), offset)  # type: ignore[arg-type]
    return replace(bounds, lower=lower, upper=upper)


def _clip(node: Node, bounds: Bounds) -> Node:
    if bounds.lower is not None:
        node = call("greatest", bounds.lower, node)
    if bounds.upper is not None:
        node = call("least", bounds.upper, node)
    return node


def _logarithm(weight: Node, slope: Node, bounds: Bounds) -> Piece | None:
    """-W log t + U t over t >= l: t = max(l, W/U), U > 0."""
    if bounds.upper is not None:
        return None
    found = _clip(divide(weight, slope), bounds)
    value = add(inner(slope, found), scale(-1, total(times(weight, call("log", found)))))
    condition = positive(slope, "else L falls without end as t grows")
    return Piece(value, (condition,), "the minimizer weight/slope, or the lower end")


def _entropy(weight: Node, slope: Node, reference: Node, bounds: Bounds) -> Piece | None:
    """W t log(t/q) + U t: t = q exp(-1 - U/W), moved into the interval."""
    if bounds.lower is not None and is_zero(bounds.lower):
        bounds = replace(bounds, lower=None)
    exponent = add(scale(-1, ones(slope.shape)), scale(-1, divide(slope, weight)))
    found = _clip(times(reference, call("exp", exponent)), bounds)
    value = add(inner(slope, found), total(times(weight, call("relent", found, reference))))
    return Piece(value, (), "the minimizer q*exp(-1 - slope/weight), or the nearer end")


def _squares(block: Block) -> Piece | None:
    """Squares over x >= 0: -1/4 sum max(0, -g)^2/W; over an interval the minimizer -g/(2W) is clamped."""
    if not block.squares and block.matrix is None:
        return None
    form = multiplied_out(block)
    weights = diagonal_weights(form)
    if weights is None:
        return None
    conditions: tuple[Condition, ...] = ()
    if sign_of(weights) not in ("positive", "nonnegative"):
        return None
    if block.bounds.orthant:
        value = scale(-1, squared_over(plus_part(scale(-1, form.linear)), scale(4, weights)))
        return Piece(add(value, form.constant), conditions, "complete the square over x >= 0")
    if sign_of(weights) != "positive":
        return None
    found = _clip(scale(-1, divide(form.linear, scale(2, weights))), block.bounds)
    value = add(total(times(weights, power(found, number(2)))), inner(form.linear, found))
    return Piece(add(value, form.constant), conditions, "the minimizer, moved into the interval")
