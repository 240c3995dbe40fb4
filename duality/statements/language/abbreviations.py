"""Functions that stand for others, and other names under which the field knows a function."""

from __future__ import annotations

from collections.abc import Callable

from duality.statements.building import add, call, divide, multiply, number, power, scale, total, transpose
from duality.statements.building.leaves import size_node
from duality.statements.building.products import broadcast
from duality.statements.nodes import Node

SYNONYMS = {
    "geo_mean": "geomean",
    "ln": "log",
    "log_det": "logdet",
    "log_sum_exp": "logsumexp",
    "logistic": "softplus",
    "lambda_max": "eigmax",
    "lambda_min": "eigmin",
    "norm_1": "norm1",
    "norm_2": "norm",
    "norm_inf": "norminf",
    "norm_nuc": "normnuc",
    "sigma_max": "norm2",
    "sum_largest": "sumlargest",
    "trace": "tr",
}


def _relative(top: Node, below: Node) -> Node:
    return call("relent", top, broadcast(below, top.shape))


def _entropy(node: Node) -> Node:
    return scale(-1, _relative(node, number(1)))


def _divergence(top: Node, below: Node) -> Node:
    return add(_relative(top, below), scale(-1, top), broadcast(below, top.shape))


def _mean(node: Node) -> Node:
    return divide(total(node), multiply(size_node(node.shape[0]), size_node(node.shape[1])))


def _form(vector: Node, matrix: Node) -> Node:
    return multiply(transpose(vector), matrix, vector)


ABBREVIATIONS: dict[str, tuple[int, Callable[..., Node]]] = {
    "dot": (2, lambda a, b: multiply(transpose(a), b)),
    "entr": (1, _entropy),
    "kl_div": (2, _divergence),
    "mean": (1, _mean),
    "quad_form": (2, _form),
    "quad_over_lin": (2, lambda a, b: divide(power(call("norm", a), number(2)), b)),
    "rel_entr": (2, _relative),
    "square": (1, lambda a: power(a, number(2))),
    "sum_squares": (1, lambda a: power(call("norm", a), number(2))),
}
"""How many arguments, and what it stands for."""
