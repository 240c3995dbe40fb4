"""A curve x(t), t -> inf (or t -> 0+, or over the integers k -> inf), each coordinate a tree over exact numbers.

    x = t, y = 1/t^2, t -> inf        x = 3 + t, t -> 0+        x = (pi/2 + 2*pi*k)/3, k -> inf

A path says nothing about where it begins: what is proved along it holds for all t near enough to its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from duality.algebra.atoms import substitute
from duality.algebra.paths.parameter import PARAMETER
from duality.model.expression import ONE, Expression, Quotient, Variable
from duality.records import record

Toward = Literal["t -> inf", "t -> 0+", "k -> inf"]
"""Where the parameter goes; k runs over the integers."""

SPARE = ("t", "s", "r", "tau")


@record
class Path:
    """x_name(t) for each name, trees in the one variable `PARAMETER`."""

    coordinates: tuple[tuple[str, Expression], ...]
    toward: Toward = "t -> inf"

    @staticmethod
    def of(coordinates: Mapping[str, Expression], toward: Toward = "t -> inf") -> Path:
        """Raises ``ValueError`` where a coordinate depends on more than the parameter."""
        for name, tree in coordinates.items():
            if set(tree.variables()) - {PARAMETER}:
                raise ValueError(f"the coordinate {name} = {tree} of a path may depend on its parameter alone")
        return Path(tuple(coordinates.items()), toward)

    @property
    def over_integers(self) -> bool:
        return self.toward == "k -> inf"

    def at_infinity(self, node: Expression) -> Expression:
        """The function along the path as a tree in a parameter that tends to infinity."""
        values = dict(self.coordinates)
        if self.toward == "t -> 0+":
            inverse = {PARAMETER: Quotient(ONE, Variable(PARAMETER))}
            values = {name: substitute(tree, inverse) for name, tree in values.items()}
        return substitute(node, values)

    @property
    def words(self) -> str:
        """x = t, y = 1/t^2, t -> inf."""
        letter = self._letter
        here = {PARAMETER: Variable(letter)}
        parts = [f"{name} = {substitute(tree, here)}" for name, tree in self.coordinates]
        return ", ".join([*parts, f"{letter}{self.toward[1:]}"])

    def to_json(self) -> dict[str, object]:
        """The path as plain data: {"coordinates": {"x": "t"}, "toward": "t -> inf"}."""
        here = {PARAMETER: Variable(self._letter)}
        trees = {name: str(substitute(tree, here)) for name, tree in self.coordinates}
        return {"coordinates": trees, "toward": f"{self._letter}{self.toward[1:]}"}

    @property
    def _letter(self) -> str:
        names = {name for name, _ in self.coordinates}
        return next(letter for letter in self._letters() if letter not in names)

    def _letters(self) -> Iterator[str]:
        yield from (self.toward[0], *SPARE)
        yield from (f"t{k}" for k in range(len(self.coordinates) + 1))
