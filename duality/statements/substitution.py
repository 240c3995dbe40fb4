"""Letters of sizes and indexes replaced in a node."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from duality.statements.building import over
from duality.statements.building.leaves import identity, ones, size_node, symbol, unit, zero
from duality.statements.nodes import Guard, Loop, Node, Range
from duality.statements.rebuilding import rebuilt
from duality.statements.sizes import Size, size_of

Letters = Mapping[str, Size]


def size_at(size: Size, letters: Letters) -> Size:
    """The size with letters replaced, all at once."""
    result = Size(size.constant)
    for letter, coefficient in size.letters:
        result = result + (letters[letter] if letter in letters else size_of(letter)).times(coefficient)
    return result


def range_at(range: Range, letters: Letters) -> Range:
    """The range with letters replaced in its ends and guards; its own loop variables stay."""
    loops = tuple(Loop(a.name, size_at(a.lower, letters), size_at(a.upper, letters)) for a in range.loops)
    guards = tuple(Guard(size_at(g.left, letters), g.relation, size_at(g.right, letters)) for g in range.guards)
    return Range(loops, guards)


def substitute(node: Node, letters: Letters) -> Node:
    """The node with letters replaced; loops inside are renamed where they would catch a letter."""
    if not letters:
        return node
    match node.kind:
        case "symbol":
            declaration, indices = node.mark
            return symbol(declaration, tuple(size_at(i, letters) for i in indices)) if indices else node
        case "size":
            return size_node(size_at(node.mark[0], letters))
        case "ones" | "zero":
            shape = (size_at(node.shape[0], letters), size_at(node.shape[1], letters))
            return ones(shape) if node.kind == "ones" else zero(shape)
        case "identity":
            return identity(size_at(node.mark[0], letters))
        case "unit":
            return unit(size_at(node.mark[0], letters), size_at(node.mark[1], letters))
        case "sum":
            return _sum(node, letters)
    if not node.args:
        return node
    return rebuilt(node, [substitute(arg, letters) for arg in node.args])


def _sum(node: Node, letters: Letters) -> Node:
    range = node.mark[0]
    used = {a for size in letters.values() for a, _ in size.letters}
    inner = {k: v for k, v in letters.items() if k not in {loop.name for loop in range.loops}}
    renamed: dict[str, Size] = {}
    for loop in range.loops:
        if loop.name in used:
            renamed[loop.name] = size_of(fresh(loop.name, used | set(letters)))
    names = {a: s.letter() or a for a, s in renamed.items()}
    both = {**inner, **renamed}
    loops = tuple(
        Loop(names.get(a.name) or a.name, size_at(a.lower, both), size_at(a.upper, both)) for a in range.loops
    )
    guards = tuple(Guard(size_at(g.left, both), g.relation, size_at(g.right, both)) for g in range.guards)
    return over(Range(loops, guards), substitute(node.args[0], both))


def fresh(name: str, taken: set[str]) -> str:
    """A letter like ``name`` that is not taken."""
    return next(made for k in count(1) if (made := f"{name}{k}") not in taken)
