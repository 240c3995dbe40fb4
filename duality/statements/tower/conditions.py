"""Conditions of the effective domain, as values: a relation in letters, for which indexes, and why."""

from __future__ import annotations

from typing import Literal

from duality.named_tuples import NamedTuple
from duality.statements.building import number, subtract
from duality.statements.building.products import broadcast
from duality.statements.nodes import Node, Range

Kind = Literal["=", ">=", "<=", ">", ">>", "range"]


class Condition(NamedTuple):
    """left relation right; ">>" with ``strict`` is definite, "range" says that left lies in the range of right."""

    relation: Kind
    left: Node
    right: Node
    reason: str
    range: Range = Range()
    strict: bool = False

    def over(self, range: Range) -> Condition:
        """The same for all indexes of a range."""
        return self._replace(range=range.joined(self.range))

    def gap(self) -> Node:
        """left - right."""
        return subtract(self.left, broadcast(self.right, self.left.shape))


def vanishes(node: Node, reason: str) -> Condition:
    """node = 0."""
    return Condition("=", node, broadcast(number(0), node.shape), reason)


def nonnegative(node: Node, reason: str) -> Condition:
    """node >= 0, entrywise."""
    return Condition(">=", node, broadcast(number(0), node.shape), reason)


def positive(node: Node, reason: str) -> Condition:
    """node > 0, entrywise."""
    return Condition(">", node, broadcast(number(0), node.shape), reason)


def nonpositive(node: Node, reason: str) -> Condition:
    """node <= 0, entrywise."""
    return Condition("<=", node, broadcast(number(0), node.shape), reason)


def at_most(node: Node, bound: Node, reason: str) -> Condition:
    """node <= bound."""
    return Condition("<=", node, bound, reason)


def semidefinite(node: Node, reason: str, *, strict: bool = False) -> Condition:
    """node >> 0."""
    return Condition(">>", node, broadcast(number(0), node.shape), reason, strict=strict)


def in_range(vector: Node, matrix: Node, reason: str) -> Condition:
    """The vector is M*z for some z."""
    return Condition("range", vector, matrix, reason)


class Piece(NamedTuple):
    """The infimum over one variable: its value, where it is finite, and whether it is attained there."""

    value: Node
    conditions: tuple[Condition, ...]
    step: str
    attained: bool = True
    minimizer: str = ""
