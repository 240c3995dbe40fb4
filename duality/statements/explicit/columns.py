"""Variables in blocks: those with one kind of bounds and of curvature are one vector of the statement."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from duality.model.form import FREE, Bounds
from duality.named_tuples import NamedTuple
from duality.statements.explicit.scaling import factor_of

Kind = Literal["free", "nonnegative", "lower", "upper", "box"]

LETTERS = ("x", "y", "z", "s", "t", "p", "v", "f", "j", "a")
"""Names of the blocks; there are ten kinds."""


class Block(NamedTuple):
    """The vector ``letter``, its entries the problem's ``names`` times ``factors``."""

    letter: str
    kind: Kind
    curved: bool
    """Whether the objective has a square of each of the entries by itself."""
    names: tuple[str, ...]
    factors: tuple[int, ...]
    suffix: str
    """What its data are told apart by: c_x beside c_y, c where there is one block."""


def blocks_of(variables: Sequence[str], bounds: Mapping[str, Bounds], curved: Collection[str]) -> tuple[Block, ...]:
    """The blocks, in the order in which the variables first need them."""
    found: dict[tuple[Kind, bool], list[str]] = {}
    for name in variables:
        found.setdefault((_kind(bounds.get(name, FREE)), name in curved), []).append(name)
    alone = len(found) == 1
    return tuple(
        Block(
            letter,
            kind,
            bent,
            tuple(names),
            tuple(_factor(bounds.get(name, FREE)) for name in names),
            "" if alone else f"_{letter}",
        )
        for letter, ((kind, bent), names) in zip(LETTERS, found.items(), strict=False)
    )


def _kind(bounds: Bounds) -> Kind:
    if bounds.is_free:
        return "free"
    if bounds.upper is None:
        return "nonnegative" if bounds.lower == 0 else "lower"
    return "upper" if bounds.lower is None else "box"


def _factor(bounds: Bounds) -> int:
    """What makes the ends short."""
    return factor_of([end for end in (bounds.lower, bounds.upper) if end is not None])
