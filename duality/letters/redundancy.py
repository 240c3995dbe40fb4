"""Conditions that the others imply, by exact linear programs over the monomials of the letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from duality.letters.conditions import Condition
from duality.letters.field import Field
from duality.letters.polyhedra import half_space, implied, ranges
from duality.model.expression import Comparison
from duality.model.parameter import Parameter

One = TypeVar("One", bound=Condition | Comparison)


def needed(field: Field, conditions: Sequence[One], letters: Sequence[Parameter]) -> tuple[One, ...]:
    """The conditions without those that the others and the ranges of the letters imply."""
    halves = {condition: half for condition in conditions if (half := half_space(field, condition)) is not None}
    kept = list(dict.fromkeys(conditions))
    known = ranges(field, letters)
    for condition in reversed(tuple(halves)):
        others = [halves[c] for c in kept if c is not condition and c in halves]
        if implied(field, halves[condition], (*others, *known), letters):
            kept.remove(condition)
    return tuple(kept)
