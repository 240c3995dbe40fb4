"""L at fixed multipliers as a sum of terms with few variables each: one that moves costs its own terms alone."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from duality.named_tuples import NamedTuple
from duality.statements.evaluating import Values, evaluate
from duality.statements.evaluating.walk import members
from duality.statements.nodes import Node

Key = tuple[str, tuple[int, ...]]
"""A variable, or a member of a family by its indexes."""

Point = Mapping[Key, Any]


class Term(NamedTuple):
    """factor*node where the loop variables have these values."""

    factor: float
    node: Node
    letters: Mapping[str, int]


class Summed:
    """L as a function of the variables."""

    def __init__(self, node: Node, values: Values) -> None:
        self.values = values
        self.terms = list(_terms(node, 1.0, values, {}))

    def at(self, point: Point) -> float:
        """L at a point; infinite where it is no number."""
        return _finite(self._total(self.terms, self._placed(point)))

    def along(self, point: Point, key: Key) -> Callable[[Any], float]:
        """L as a function of one variable, the others as they are at the point."""
        own = [term for term in self.terms if _holds(term, key, self.values.sizes)]
        placed = self._placed(point)
        rest = self._total([term for term in self.terms if term not in own], placed)
        name, at = key

        def moved(cell: Any) -> float:
            found = cell if not at else {**placed.symbols[name], at: cell}
            there = Values({**placed.symbols, name: found}, placed.sizes, placed.functions)
            return _finite(rest + self._total(own, there))

        return moved

    def _placed(self, point: Point) -> Values:
        made: dict[str, Any] = {}
        for (name, at), cell in point.items():
            if at:
                made.setdefault(name, {})[at] = cell
            else:
                made[name] = cell
        return Values({**self.values.symbols, **made}, self.values.sizes, self.values.functions)

    def _total(self, terms: list[Term], values: Values) -> float:
        total = 0.0
        for factor, node, letters in terms:
            total += factor * float(evaluate(node, values.at(letters) if letters else values)[0, 0])
        return total


def _finite(value: float) -> float:
    return value if math.isfinite(value) else math.inf


def _terms(node: Node, factor: float, values: Values, letters: Mapping[str, int]) -> Iterator[Term]:
    if node.kind == "add":
        for own, arg in zip(node.mark, node.args, strict=True):
            yield from _terms(arg, factor * float(own), values, letters)
        return
    if node.kind == "sum":
        for found in members(node.mark[0], {**values.sizes, **letters}):
            yield from _terms(node.args[0], factor, values, {**letters, **found})
        return
    moving = [arg for arg in node.args if arg.varying] if node.kind == "product" else []
    if len(moving) == 1 and moving[0].kind in ("add", "sum") and all(arg.is_scalar for arg in node.args):
        here = values.at(letters)
        weight = math.prod(float(evaluate(arg, here)[0, 0]) for arg in node.args if arg is not moving[0])
        yield from _terms(moving[0], factor * weight, values, letters)
        return
    yield Term(factor, node, letters)


def _holds(term: Term, key: Key, sizes: Mapping[str, int]) -> bool:
    """Whether the variable may stand in the term; sums within it may reach any index."""
    name, at = key
    inner = {loop.name for part in term.node.walk() if part.kind == "sum" for loop in part.mark[0].loops}
    known = {**sizes, **term.letters}
    for symbol in term.node.symbols():
        declaration, indices = symbol.mark
        if declaration.name != name:
            continue
        own = zip(indices, at, strict=False) if declaration.range.loops else ()
        if all(any(a in inner for a, _ in index.letters) or index.value(known) == k for index, k in own):
            return True
    return False
