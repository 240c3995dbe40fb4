"""The KKT conditions in letters."""

from __future__ import annotations

from duality.named_tuples import NamedTuple
from duality.statements import building
from duality.statements.building import add, scale, times
from duality.statements.building.leaves import is_zero
from duality.statements.building.products import broadcast
from duality.statements.nodes import Node
from duality.statements.text import SUM, text, within
from duality.statements.tower.blocks import Block, Placement
from duality.statements.tower.conjugates.quotient import halves
from duality.statements.tower.deriving import Derived
from duality.statements.writing import side_text


class Conditions(NamedTuple):
    """Lines of text: stationarity by variable, both feasibilities, complementary slackness."""

    stationarity: tuple[str, ...]
    primal: tuple[str, ...]
    dual: tuple[str, ...]
    slackness: tuple[str, ...]


def kkt(derived: Derived) -> Conditions:
    """0 in the subdifferential of L plus the normal cone of X, and what else x*, alpha*, beta* satisfy."""
    stationarity = tuple(_stationary(solved.block) for solved in derived.blocks)
    primal, dual, slackness = [], [], []
    for row in derived.rows:
        tail = f" {row.row.range}" if row.row.range.loops else ""
        body = side_text(row.body)
        relation = {"equality": "=", "inequality": "<=", "semidefinite": "<<"}[row.row.kind]
        primal.append(f"{body} {relation} 0{tail}")
        if row.row.kind == "inequality":
            dual.append(f"{text(row.multiplier)} >= 0{tail}")
            dot = "*" if row.multiplier.is_scalar else " .* "
            slackness.append(f"{text(row.multiplier)}{dot}{within(row.body, SUM + 1)} = 0{tail}")
        elif row.row.kind == "semidefinite":
            dual.append(f"{text(row.multiplier)} >> 0{tail}")
            slackness.append(f"{text(row.multiplier)}*{within(row.body, SUM + 1)} = 0{tail}")
    primal += [f"{text(s.symbol)} = {text(s.definition)}" for s in derived.splits]
    return Conditions(stationarity, tuple(primal), tuple(dual), tuple(slackness))


def _stationary(block: Block) -> str:
    smooth: list[Node] = [block.gradient]
    sets: list[str] = []
    for placement in (*block.squares, *block.atoms):
        found = gradient(placement, block.symbol)
        if found is None:
            sets.append(_subdifferential(placement, block.symbol))
        else:
            smooth.append(found)
    if block.matrix is not None:
        smooth.append(scale(2, building.multiply(block.matrix, block.symbol)))
    shown = text(add(*smooth))
    normal = not block.bounds.free
    tail = f" {block.range}" if block.range.loops else ""
    parts = (
        ([] if shown.startswith("zeros") or shown == "0" else [shown])
        + sets
        + ([f"N_X({text(block.symbol)})"] if normal else [])
    )
    joined = " + ".join(parts) or "0"
    return f"0 in {joined}{tail}" if sets or normal else f"{joined} = 0{tail}"


def gradient(placement: Placement, symbol: Node) -> Node | None:
    """The gradient of a smooth atom; ``None`` for one that has kinks."""
    weight, factor = placement.weight, placement.factor
    argument = add(scale(factor, symbol), placement.offset)
    if placement.rest.loops:
        inner = gradient(placement._replace(rest=type(placement.rest)()), symbol)
        return None if inner is None else building.over(placement.rest, inner)
    match placement.kind:
        case "square":
            return scale(2 * factor, times(broadcast(weight, argument.shape), argument))
        case "quadratic":
            return scale(2 * factor, building.multiply(weight, placement.extra[0], argument))
        case "exp":
            return scale(factor, times(weight, building.call("exp", argument)))
        case "neglog":
            return scale(-factor, building.divide(weight, argument))
        case "relent":
            ratio = building.call("log", building.divide(argument, placement.extra[0]))
            return scale(factor, times(weight, add(ratio, building.ones(argument.shape))))
        case "recip":
            return scale(-factor, building.divide(weight, building.power(argument, building.number(2))))
        case "hyperbola":
            below = building.call("hyperbola", argument, *placement.extra)
            return scale(factor, building.divide(times(weight, argument), below))
        case "softplus":
            below = add(building.ones(argument.shape), building.call("exp", scale(-1, argument)))
            return scale(factor, building.divide(weight, below))
        case "neglogdet":
            return scale(-factor, building.multiply(weight, building.inverse(argument)))
        case "inverse":
            turned = building.inverse(argument)
            return scale(-factor, building.multiply(turned, weight, turned))
    return None


def _subdifferential(placement: Placement, symbol: Node) -> str:
    shown = _function_text(placement, add(scale(placement.factor, symbol), placement.offset))
    weight = placement.weight
    value = scale(placement.factor, weight)
    plain = text(value) in ("1",) or (not is_zero(weight) and weight.kind == "ones" and placement.factor == 1)
    dot = "*" if weight.is_scalar else " .* "
    return f"d {shown}" if plain else f"{within(value, SUM + 1)}{dot}d {shown}"


def _function_text(placement: Placement, argument: Node) -> str:
    """The function as the statement has it."""
    told, extra = text(argument), placement.extra
    match placement.kind:
        case "pos":
            return f"max(0, {told})"
        case "maximum":
            return f"max({told})"
        case "pnorm" | "quadnorm" | "sumlargest":
            return text(building.call(placement.kind, argument, *extra))
        case "over":
            top, below = halves(argument)
            size = building.multiply(building.transpose(top), *extra, top)
            return f"({text(building.divide(size, below))})"
        case "norm_power":
            norm, exponent = extra
            return text(building.power(building.call(norm.mark[0], argument, *norm.args[1:]), exponent))
        case "neggeomean" | "negsqrt" | "negtrsqrt":
            return f"(-{text(building.call(placement.kind[3:], argument, *extra))})"
    return f"{placement.kind}({told})"
