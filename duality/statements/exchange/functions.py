"""cvxpy's curved atoms as functions of statements; what has no closed form goes to `epigraphs`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from duality.errors import ProblemError
from duality.statements import building
from duality.statements.building import (
    add,
    block,
    call,
    divide,
    inverse,
    multiply,
    number,
    ones,
    power,
    scale,
    transpose,
    unit,
)
from duality.statements.building.atoms import larger, smaller
from duality.statements.building.products import broadcast
from duality.statements.exchange import epigraphs
from duality.statements.exchange.leaves import exact
from duality.statements.nodes import Node

if TYPE_CHECKING:
    from duality.statements.exchange.walk import Rule, Walk

WIDEST = 300
"""Rows or columns up to which a function along an axis is written out."""


def _entrywise(name: str) -> Rule:
    return lambda walk, tree: call(name, walk.node(tree.args[0]))


def _whole(name: str) -> Rule:
    """A function of all entries, or along an axis."""
    return lambda walk, tree: along(walk, tree, lambda node: call(name, node))


def along(walk: Walk, tree: Any, function: Callable[[Node], Node]) -> Node:
    """The function of the whole argument, or of each of its rows or columns, one under another."""
    node = walk.node(tree.args[0])
    axis, own = tree.axis, tree.args[0].shape
    if axis is None or len(own) <= 1 or (isinstance(axis, tuple) and len(axis) == 2):
        return function(node)
    across = axis in (1, (1,))
    size = node.shape[0 if across else 1]
    count = size.known() or 0
    if count > WIDEST:
        raise ProblemError(
            f"cvxpy's {type(tree).__name__} along an axis of {count} parts is too long to be written out"
        )
    parts = []
    for k in range(1, count + 1):
        e = unit(size, size - count + k)
        parts.append(function(multiply(transpose(node), e) if across else multiply(node, e)))
    column = parts[0] if count == 1 else block(tuple((part,) for part in parts))
    return transpose(column) if tree.keepdims and not across else column


def _norm(walk: Walk, tree: Any) -> Node:
    p = float(tree.p)
    if p == -1 and tree.axis is None:
        return epigraphs.harmonic(walk, walk.node(tree.args[0]))
    if p < 1:
        raise ProblemError(f"cvxpy's pnorm with p = {p:g} has no rule here", help="norms of order p >= 1 have one")
    exponent = number(exact(p))
    return along(walk, tree, lambda node: call("pnorm", node, exponent) if p != 2 else call("norm", node))


def _power(walk: Walk, tree: Any) -> Node:
    if tree.p.parameters():
        raise ProblemError("an exponent that is a parameter has no rule here", help="give it a number")
    value, base = exact(tree.p.value), walk.node(tree.args[0])
    if value == 1:
        return base
    if 0 < value < 1 and value * 2 != 1:
        raise ProblemError(
            f"cvxpy's power with exponent {value} has no rule here", help="sqrt, squares, p > 1 and p < 0 have one"
        )
    if value.numerator * 2 == value.denominator:
        return call("sqrt", base)
    if value < 0 or value.denominator != 1 or value % 2:
        # t^p of cvxpy is infinite for t < 0.
        known = value > 0 and tree.args[0].is_nonneg() and base.kind != "symbol"
        base = base if known else walk.signed(base, ">" if value < 0 else ">=")
    return power(base, number(value))


def _quotient(walk: Walk, tree: Any) -> Node:
    """The squares of X over y."""
    top, below = tree.args
    if tree.axis is not None and len(top.shape) == 2:
        raise ProblemError(
            "cvxpy's quad_over_lin along an axis has no rule here", help="sum squares of rows one by one"
        )
    node, under = walk.node(top), walk.node(below)
    if under.varying:
        return epigraphs.square_over(walk, node, under)
    squares = power(call("norm", node), number(2))
    return divide(squares, under)


def _form(walk: Walk, tree: Any) -> Node:
    x, matrix = tree.args
    vector = walk.node(x)
    if not matrix.is_constant():
        raise ProblemError("cvxpy's quad_form with a moving matrix has no rule here", help="use matrix_frac")
    return multiply(transpose(vector), walk.node(matrix), vector)


def _fraction(walk: Walk, tree: Any) -> Node:
    """tr(X' inv(P) X)."""
    vector, matrix = walk.arguments(tree)
    if matrix.varying:
        return epigraphs.matrix_fraction(walk, vector, matrix)
    product = multiply(transpose(vector), inverse(matrix), vector)
    return product if product.is_scalar else building.trace(product)


def _relative(walk: Walk, tree: Any) -> Node:
    """x log(x/y)."""
    top, below = (walk.spread(argument, tree.shape) for argument in tree.args)
    return call("relent", top, below)


def _divergence(walk: Walk, tree: Any) -> Node:
    top, below = (walk.spread(argument, tree.shape) for argument in tree.args)
    return add(_relative(walk, tree), below, scale(-1, top))


def _extremes(walk: Walk, tree: Any, join: Callable[[Node, Node], Node]) -> Node:
    found = walk.spread(tree.args[0], tree.shape)
    for argument in tree.args[1:]:
        found = join(found, walk.spread(argument, tree.shape))
    return found


def _huber(walk: Walk, tree: Any) -> Node:
    return call("huber", walk.node(tree.args[0]), walk.node(tree.M))


def _entropy(walk: Walk, tree: Any) -> Node:
    node = walk.node(tree.args[0])
    return scale(-1, call("relent", node, ones(node.shape)))


def _log_plus(walk: Walk, tree: Any) -> Node:
    node = walk.node(tree.args[0])
    return call("log", add(node, broadcast(number(1), node.shape)))


def _determinant(walk: Walk, tree: Any) -> Node:
    return call("logdet", walk.node(tree.args[0]))


def _trace_inverse(walk: Walk, tree: Any) -> Node:
    matrix = walk.node(tree.args[0])
    return epigraphs.matrix_fraction(walk, building.identity(matrix.shape[0]), matrix)


FUNCTIONS: dict[str, Rule] = {
    "abs": _entrywise("abs"),
    "exp": _entrywise("exp"),
    "log": _entrywise("log"),
    "logistic": _entrywise("softplus"),
    "log1p": _log_plus,
    "entr": _entropy,
    "rel_entr": _relative,
    "kl_div": _divergence,
    "huber": _huber,
    "power": _power,
    "Power": _power,
    "PowerApprox": _power,
    "maximum": lambda walk, tree: _extremes(walk, tree, larger),
    "minimum": lambda walk, tree: _extremes(walk, tree, smaller),
    "max": _whole("maximum"),
    "min": _whole("minimum"),
    "log_sum_exp": _whole("logsumexp"),
    "norm1": _whole("norm1"),
    "norm_inf": _whole("norminf"),
    "Pnorm": _norm,
    "PnormApprox": _norm,
    "normNuc": lambda walk, tree: call("normnuc", walk.node(tree.args[0])),
    "sigma_max": lambda walk, tree: call("norm2", walk.node(tree.args[0])),
    "quad_over_lin": _quotient,
    "QuadForm": _form,
    "SymbolicQuadForm": _form,
    "MatrixFrac": _fraction,
    "lambda_max": lambda walk, tree: call("lambda_max", walk.node(tree.args[0])),
    "log_det": _determinant,
    "tr_inv": _trace_inverse,
    "sum_largest": epigraphs.sum_largest,
    "lambda_sum_largest": epigraphs.lambda_sum_largest,
    "GeoMean": epigraphs.geometric_mean,
    "GeoMeanApprox": epigraphs.geometric_mean,
}
