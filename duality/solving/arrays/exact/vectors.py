"""Vectors of rationals of which most are 0: places, values, the floats next to them, denominators."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from flint import fmpq

Array = Any

LARGEST = 2.0**62
"""Denominators up to which they are kept as integers of a machine."""


class Rationals:
    """The vector of a length with ``values`` at ``places`` and 0 elsewhere."""

    def __init__(self, length: int, places: Sequence[int], values: Sequence[Any]) -> None:
        self.length = length
        self.known = {k: value for k, value in zip(places, values, strict=True) if value}

    @cached_property
    def places(self) -> Array:
        """Where it is not 0."""
        import numpy as np

        return np.fromiter(self.known, dtype=np.int64, count=len(self.known))

    @cached_property
    def near(self) -> Array:
        """The floats next to the entries; a division of integers is rounded correctly."""
        import numpy as np

        found = np.zeros(self.length)
        found[self.places] = [int(v.p) / int(v.q) for v in self.known.values()]
        return found

    @cached_property
    def below(self) -> Array:
        """The denominators; 0 where one is too large."""
        import numpy as np

        found = np.ones(self.length, dtype=np.int64)
        given = (int(v.q) for v in self.known.values())
        found[self.places] = [q if q < LARGEST else 0 for q in given]
        return found

    def __getitem__(self, place: int) -> Any:
        return self.known.get(place, 0)

    def beside(self, other: Rationals) -> Rationals:
        """This vector with another one behind it."""
        return Rationals(
            self.length + other.length,
            [*self.known, *(self.length + k for k in other.known)],
            [*self.known.values(), *other.known.values()],
        )


def rationals(array: Array) -> list[Any]:
    """Floats as the rationals that they are."""
    return [fmpq(*value.as_integer_ratio()) if value else 0 for value in array.tolist()]
