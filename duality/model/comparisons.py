"""Comparisons entry by entry: A x <= b."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from duality.model.expression import NO_TRUTH, Comparison, Equation, Expression
from duality.model.shapes import Shape
from duality.model.shortened import shortened


class Comparisons:
    """One comparison an entry, row by row: a family of constraints, or rows of a domain. Immutable."""

    __slots__ = ("entries", "shape")

    def __init__(self, entries: tuple[Comparison, ...], shape: Shape) -> None:
        self.entries = entries
        self.shape = shape

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Comparison]:
        return iter(self.entries)

    def __bool__(self) -> bool:
        if self.entries and all(isinstance(entry, Equation) for entry in self.entries):
            return all(bool(entry) for entry in self.entries)
        raise TypeError(NO_TRUTH)

    def __str__(self) -> str:
        return ", ".join(map(str, self.entries))

    def __repr__(self) -> str:
        return f"<Comparisons {shortened(str(self))}>"


def compared(
    pairs: list[tuple[Expression, Expression]], shape: Shape, operation: Callable[[Any, Any], Any]
) -> Comparisons:
    """left <= right (or another relation) for every pair."""
    return Comparisons(tuple(operation(left, right) for left, right in pairs), shape)
