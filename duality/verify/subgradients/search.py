"""Is 0 in G + K, for a convex set G and a convex cone K that are known by their best elements in a direction?

Elements are collected, the combination of them that is nearest to 0 is taken, and the best elements in the direction
from it to 0 are added (simplicial decomposition). It ends with 0 as a combination of elements, or with a direction d
in which G has g'd < 0 and K has k'd <= 0 throughout. Either is then repeated over the rationals: a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from duality.algebra import exact_linear
from duality.records import field, record
from duality.verify.evaluation import Gradient, Number, slope
from duality.verify.nonnegative_least_squares import nonnegative_least_squares

ROUNDS = 60
"""Directions that are tried; a polyhedron of few dimensions needs about as many as it has vertices."""

NEAR = 1e-6
"""A combination this near to 0, relatively, counts as 0 where it cannot be proved."""

STEEP = 1e-5
"""How far below 0 g'd must be throughout, relatively, to count as such in floating point."""

UNITS = 1e3
"""The weight, in least squares, of the equation that the weights of G add up to 1."""

DENOMINATORS = (1, 2, 10, 1000, 10**6)


@record
class Element:
    """A vector of G or of K, and what it is made of: a vector for each function.

    ``ray`` is 0 in G, and in K the sign that the function enters with.
    """

    vector: Gradient
    parts: tuple[tuple[str, Gradient], ...]
    ray: Literal[-1, 0, 1] = 0
    rounded: bool = False
    """Next to the best element, and not the best itself."""

    @property
    def is_exact(self) -> bool:
        return all(isinstance(entry, Fraction) for entry in self.vector.values())


Oracle = Callable[[Mapping[str, Number]], list[Element]]
"""The best element of G in the direction, first, and those of K that rise in it."""


@record(frozen=False, slots=False)
class Search:
    """The elements so far, and the weights of the combination nearest to 0."""

    variables: Sequence[str]
    oracle: Oracle
    elements: list[Element] = field(default_factory=list)
    weights: list[Number] = field(default_factory=list)
    direction: dict[str, Number] = field(default_factory=dict)
    off: float = 0.0
    """The largest entry of the combination nearest to 0, relative to the largest entry of all elements."""

    def run(self) -> tuple[Literal["holds", "fails", "unknown"], bool]:
        """(verdict, proved over the rationals)."""
        self._add(self.oracle({name: Fraction(0) for name in self.variables}))
        for _ in range(ROUNDS):
            size = max([1.0, *(abs(float(entry)) for e in self.elements for entry in e.vector.values())])
            left = self._nearest()
            self.off = max(map(abs, left), default=0.0) / size
            if self.off <= NEAR:
                return "holds", self._is_exact_zero()
            self.direction = dict(zip(self.variables, left, strict=True))
            found = self.oracle(self.direction)
            proved = self._separated(left)
            if proved:
                return "fails", True
            if not self._add(found):
                steepest = slope(found[0].vector, self.direction) / max(map(abs, left))
                return ("fails", False) if steepest < -STEEP * size and len(found) == 1 else ("unknown", False)
        return "unknown", False

    def _add(self, found: Sequence[Element]) -> bool:
        new = [element for element in found if element not in self.elements]
        self.elements += new
        return bool(new)

    def _nearest(self) -> list[float]:
        """Minus the combination of least length, by variable; its weights are kept."""
        import numpy as np

        matrix = np.zeros((len(self.variables) + 1, len(self.elements)))
        for k, element in enumerate(self.elements):
            matrix[:-1, k] = [float(element.vector.get(name, 0)) for name in self.variables]
            matrix[-1, k] = 0.0 if element.ray else UNITS
        target = np.zeros(len(self.variables) + 1)
        target[-1] = UNITS
        weights, left = nonnegative_least_squares(matrix, target)
        self.weights = weights.tolist()
        return left[:-1].tolist()

    def _is_exact_zero(self) -> bool:
        """The same elements combine to 0 exactly; their exact weights replace the computed ones."""
        used = [k for k, weight in enumerate(self.weights) if weight > 0]
        if not all(self.elements[k].is_exact for k in used):
            return False
        rows = [[self.elements[k].vector.get(name, Fraction(0)) for k in used] for name in self.variables]
        rows.append([Fraction(0 if self.elements[k].ray else 1) for k in used])
        solved = exact_linear.solve(rows, [*([Fraction(0)] * len(self.variables)), Fraction(1)])  # type: ignore[arg-type]
        if solved is None or any(weight < 0 for weight in solved):
            return False
        self.weights = [Fraction(0)] * len(self.elements)
        for k, weight in zip(used, solved, strict=True):
            self.weights[k] = weight
        return True

    def _separated(self, left: Sequence[float]) -> bool:
        """A rational direction near this one separates G + K from 0; it replaces the computed one."""
        size = max(map(abs, left))
        for denominator in DENOMINATORS:
            trial = {
                name: Fraction(entry / size).limit_denominator(denominator)
                for name, entry in zip(self.variables, left, strict=True)
            }
            best, *rising = self.oracle(trial)
            if not rising and best.is_exact and not best.rounded and slope(best.vector, trial) < 0:
                self.direction = dict(trial)
                return True
        return False
