"""A node made anew from other operands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

from duality.statements.building import (
    add,
    block,
    call,
    diagonal,
    diagonal_matrix,
    inverse,
    multiply,
    over,
    part,
    power,
    scale,
    times,
    trace,
    transpose,
)
from duality.statements.nodes import Node


def rebuilt(node: Node, args: Sequence[Node]) -> Node:
    """The operation of the node on other operands, in canonical form."""
    match node.kind:
        case "add":
            return add(*(scale(value, arg) for value, arg in zip(node.mark, args, strict=True)))
        case "product":
            return multiply(*args)
        case "times":
            return reduce(times, args)
        case "transpose":
            return transpose(args[0])
        case "power":
            return power(args[0], args[1])
        case "sum":
            return over(node.mark[0], args[0])
        case "block":
            wide = len(args) // node.mark[0]
            return block(tuple(tuple(args[k : k + wide]) for k in range(0, len(args), wide)))
        case "part":
            return part(args[0], *node.mark)
        case "call":
            return call(node.mark[0], *args)
        case "inverse":
            return inverse(args[0])
        case "diagonal_matrix":
            return diagonal_matrix(args[0])
        case "diagonal":
            return diagonal(args[0])
        case "trace":
            return trace(args[0])
    return Node(node.kind, tuple(args), node.shape, node.mark)


def mapped(node: Node, change: Callable[[Node], Node | None]) -> Node:
    """The node with every part that ``change`` answers replaced, from the top."""
    found = change(node)
    if found is not None:
        return found
    if not node.args:
        return node
    args = [mapped(arg, change) for arg in node.args]
    return node if all(a is b for a, b in zip(args, node.args, strict=True)) else rebuilt(node, args)
