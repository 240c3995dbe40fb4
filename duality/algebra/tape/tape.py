"""A tree as a list of operations, equal subtrees once: what every algebra runs over.

Each operation is (code, places of its arguments, data) and stands after its arguments. Compiled once, with three
rewritings that every algebra then shares:

- core*log(ratio*core)*rest is 0 where core is 0 (`continued`, or `entropy` for ranges, which must not ask log at 0);
- log of a sum that holds exponentials runs over scaled numbers s*e^l, l the log of the size (`log_scaled`), so that
  log(1 + exp(x)) and log(cosh(x)) neither overflow nor lose small values; a product or a quotient that is inf/inf or
  0*inf as it stands is taken that way too (`rescaled`);
- a function that an algebra does not know is replaced by its expansion.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from duality.records import record

Operation = tuple[str, tuple[int, ...], Any]


@record
class Rules:
    """How an algebra wants its tape.

    ``ranges``: for intervals, where products of equal factors become powers and x*log(x) is one operation. ``folds``:
    constant parts become exact numbers, ``pairs``: sums and products are taken two by two, as soon as a term is there.
    ``continues``: 0*log(0) is looked for and taken as 0. ``knows`` tells a function that needs no expansion.
    """

    name: str
    ranges: bool = False
    folds: bool = False
    pairs: bool = False
    scales: bool = True
    continues: bool = True
    knows: Callable[[str], bool] = lambda name: True


VALUES = Rules("values")


class Tape:
    """``operations`` in order, ``results`` the places of the trees compiled."""

    __slots__ = ("_spent", "codes", "operations", "results")

    def __init__(self, operations: tuple[Operation, ...], results: tuple[int, ...]) -> None:
        self.operations = operations
        self.results = results
        self.codes = frozenset([code for code, _, _ in operations])
        self._spent: tuple[tuple[int, ...], ...] | None = None

    @property
    def spent(self) -> tuple[tuple[int, ...], ...]:
        """For each operation the places that no later one reads."""
        if self._spent is None:
            last = {place: k for k, (_, arguments, _) in enumerate(self.operations) for place in arguments}
            found: list[list[int]] = [[] for _ in self.operations]
            for place, k in last.items():
                if place not in self.results:
                    found[k].append(place)
            self._spent = tuple(map(tuple, found))
        return self._spent


def run(tape: Tape, algebra: Any) -> list[Any]:
    """The values of the trees compiled, in an algebra: an object with one method an operation."""
    values: list[Any] = []
    append = values.append
    methods = {code: getattr(algebra, code) for code in tape.codes}
    for code, arguments, data in tape.operations:
        append(methods[code]([values[k] for k in arguments], data))
    return [values[k] for k in tape.results]


def run_sparingly(tape: Tape, algebra: Any) -> list[Any]:
    """`run` for numbers that are large arrays: each is let go where no later operation reads it."""
    values: list[Any] = []
    for (code, arguments, data), spent in zip(tape.operations, tape.spent, strict=True):
        values.append(getattr(algebra, code)([values[k] for k in arguments], data))
        for place in spent:
            values[place] = None
    return [values[k] for k in tape.results]
