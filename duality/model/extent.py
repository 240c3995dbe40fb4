"""How deep and how large a tree is, in time proportional to its different nodes: a square of squares of squares, ..."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from duality.errors import ProblemError
from duality.model.expression import Expression
from duality.named_tuples import NamedTuple

DEEPEST = 150
"""Levels of a tree: whatever walks it may recurse."""

LARGEST = 1_000_000
"""Nodes of a tree, shared ones counted wherever they stand."""


class Extent(NamedTuple):
    """Levels, and nodes."""

    depth: int
    size: int

    @property
    def is_workable(self) -> bool:
        return self.depth <= DEEPEST and self.size <= LARGEST


SMALL = 100_000
"""Nodes up to which the levels are counted one by one, each node wherever it stands."""


def extent(tree: Expression) -> Extent:
    """Of a tree, without recursion."""
    level: Sequence[Expression] = (tree,)
    depth = size = 0
    while level and depth <= DEEPEST:
        depth, size = depth + 1, size + len(level)
        if size + sum(len(node.children) for node in level) > SMALL:
            break
        level = [child for node in level for child in node.children]
    return _shared(tree) if level else Extent(depth, size)


def _shared(tree: Expression) -> Extent:
    """The same, each node looked at once."""
    known: dict[int, Extent] = {}
    stack = [tree]
    while stack:
        node = stack[-1]
        below = [known.get(id(child)) for child in node.children]
        missing = [child for child, found in zip(node.children, below, strict=True) if found is None]
        if missing:
            stack += missing
            continue
        stack.pop()
        found = [each for each in below if each is not None]
        known[id(node)] = Extent(
            1 + max((each.depth for each in found), default=0), 1 + sum(each.size for each in found)
        )
    return known[id(tree)]


def check_extent(trees: Iterable[Expression]) -> None:
    """Raises `ProblemError` for a tree that is too deep or too large to be worked with."""
    for tree in trees:
        found = extent(tree)
        if not found.is_workable:
            what = f"{found.depth:,} levels" if found.depth > DEEPEST else f"{found.size:,} parts"
            raise ProblemError(
                f"an expression of {what} is too large to be worked with",
                help=f"at most {DEEPEST} levels and {LARGEST:,} parts: give an inner part a variable and an equation",
            )
