"""The expressions of a statement: trees of matrices whose sizes may be letters.

A node is a matrix of a symbolic shape; vectors are columns, numbers 1 x 1. Nodes are immutable and compare by
structure. The functions of `duality.statements.building` are the only ones that make them: sums are flat and collect
equal terms, products are one flat chain with the numbers in front, transposes stand at the leaves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from duality.records import record
from duality.statements.sizes import SCALAR, Shape, Size

Role = Literal["parameter", "variable", "multiplier"]
Sign = Literal["any", "nonnegative", "positive", "nonpositive", "negative"]
Definite = Literal["no", "semidefinite", "definite"]


@record
class Loop:
    """for name in lower..upper; the ends may name letters and loops before this one."""

    name: str
    lower: Size
    upper: Size

    def __str__(self) -> str:
        return f"{self.name} in {self.lower}..{self.upper}"


@record
class Guard:
    """left relation right, a condition on indexes."""

    left: Size
    relation: Literal["=", "!=", "<=", "<"]
    right: Size

    def __str__(self) -> str:
        return f"{self.left} {'==' if self.relation == '=' else self.relation} {self.right}"

    def holds(self, values: dict[str, int]) -> bool:
        left, right = self.left.value(values), self.right.value(values)
        match self.relation:
            case "=":
                return left == right
            case "!=":
                return left != right
            case "<=":
                return left <= right
            case _:
                return left < right


@record
class Range:
    """for loop, loop, ... if guard and guard ...; guards alone are a condition on indexes of outer loops."""

    loops: tuple[Loop, ...] = ()
    guards: tuple[Guard, ...] = ()

    def __str__(self) -> str:
        text = f"for {', '.join(map(str, self.loops))}" if self.loops else ""
        guards = f"if {' and '.join(map(str, self.guards))}" if self.guards else ""
        return f"{text} {guards}".strip()

    def joined(self, inner: Range) -> Range:
        return Range(self.loops + inner.loops, self.guards + inner.guards) if inner.loops or inner.guards else self


@record
class Declaration:
    """A name of the statement: a member has ``shape``, and the loops tell for which indexes there is one."""

    name: str
    role: Role
    shape: Shape = SCALAR
    range: Range = Range()
    sign: Sign = "any"
    symmetric: bool = False
    definite: Definite = "no"


class Node:
    """``kind`` names the operation, ``args`` its operands, ``mark`` what else it needs; see `building`."""

    __slots__ = ("_hash", "args", "kind", "mark", "shape", "varying")

    kind: str
    args: tuple[Node, ...]
    shape: Shape
    mark: tuple
    varying: bool
    """Whether a variable occurs in it."""

    def __init__(self, kind: str, args: tuple[Node, ...], shape: Shape, mark: tuple = ()) -> None:
        self.kind = kind
        self.args = args
        self.shape = shape
        self.mark = mark
        self.varying = any(arg.varying for arg in args) or (kind == "symbol" and mark[0].role == "variable")
        # The terms of a sum have no order, though they are kept and printed as they came.
        self._hash = (
            hash((kind, frozenset(zip(args, mark, strict=True)))) if kind == "add" else hash((kind, args, mark))
        )

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Node) or self._hash != other._hash:
            return False
        if self.kind == other.kind == "add" and self.shape == other.shape:
            return self._terms() == other._terms()
        return (self.kind, self.mark, self.shape, self.args) == (other.kind, other.mark, other.shape, other.args)

    def _terms(self) -> frozenset:
        return frozenset(zip(self.args, self.mark, strict=True))

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"<{self}>"

    def __str__(self) -> str:
        from duality.statements.text import text

        return text(self)

    @property
    def is_scalar(self) -> bool:
        return self.shape[0].is_one() and self.shape[1].is_one()

    @property
    def is_column(self) -> bool:
        return self.shape[1].is_one()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, parents first."""
        yield self
        for arg in self.args:
            yield from arg.walk()

    def symbols(self) -> Iterator[Node]:
        return (node for node in self.walk() if node.kind == "symbol")
