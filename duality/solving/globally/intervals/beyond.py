"""f >= v all over D but for a box, by branch and bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import inf

import numpy as np

from duality.errors import BackendRefused
from duality.model.budget import Budget
from duality.model.form import FREE, StandardForm
from duality.solving.globally.intervals.levels import level_box
from duality.solving.globally.intervals.region import Region, region
from duality.solving.globally.intervals.search import Search
from duality.solving.proofs.periodic import one_period

MORE = Fraction(1) + Fraction(1, 2**40)
"""Times a period in floating point is more than the period."""


def exceeds(
    form: StandardForm,
    known: Mapping[str, tuple[Fraction, Fraction]],
    level: float,
    budget: Budget,
    corners: Sequence[StandardForm] = (),
) -> bool:
    """f(x) >= level is proved for every x of D outside ``known``, a box in some of the variables.

    ``corners`` are forms in fewer variables, in those of which f is affine: f is one of them at the ends of the others,
    so that it is below the level only where one of these is.
    """
    try:
        compiled = region(form, None, periodic=False)
    except BackendRefused:
        return False
    low = np.array([_up(known[name][0]) if name in known else -inf for name in form.variables])
    high = np.array([-_up(-known[name][1]) if name in known else inf for name in form.variables])
    _narrow(compiled, form, level, corners)
    _one_period(compiled, form, known)
    search = _Outside(compiled, level, (low, high))
    with np.errstate(all="ignore"):
        found = search.run(budget)
    return found.finished and found.lower >= level


def _narrow(compiled: Region, form: StandardForm, level: float, corners: Sequence[StandardForm]) -> None:
    """The region around the level sets of all corners."""
    boxes = []
    for corner in corners:
        count = len(corner.variables)
        names = corner.variables
        boxes.append(
            level_box(corner.objective_expression, names, compiled.lower[:count], compiled.upper[:count], level)
        )
    if boxes and corners[0].variables == form.variables[: len(corners[0].variables)]:
        count = len(corners[0].variables)
        compiled.lower[:count] = np.min([low for low, _ in boxes], axis=0)
        compiled.upper[:count] = np.max([high for _, high in boxes], axis=0)


def _one_period(compiled: Region, form: StandardForm, known: Mapping[str, tuple[Fraction, Fraction]]) -> None:
    """One period about the middle of the known box is enough for a variable that D leaves free."""
    for name, bounds in one_period(form).items():
        own = form.domain.bound(name)
        if name in known and own == FREE and bounds.lower is not None and bounds.upper is not None:
            k = form.variables.index(name)
            half = Fraction(float(bounds.upper) - float(bounds.lower)) / 2 * MORE
            middle = (known[name][0] + known[name][1]) / 2
            compiled.lower[k] = max(compiled.lower[k], -_up(half - middle))
            compiled.upper[k] = min(compiled.upper[k], _up(middle + half))


def _up(value: Fraction) -> float:
    near = float(value)
    return near if Fraction(near) >= value else float(np.nextafter(near, inf))


class _Outside(Search):
    """Boxes inside the known one are left out, and the level stays what it is."""

    def __init__(self, compiled: Region, level: float, known: tuple[np.ndarray, np.ndarray]) -> None:
        low, high = known
        # Mean value forms are taken around its middle.
        with np.errstate(all="ignore"):
            middle = np.where(np.isinf(low), compiled.lower / 2 + compiled.upper / 2, low / 2 + high / 2)
        super().__init__(compiled, level, middle if np.isfinite(middle).all() else None, 0.0, lambda _: None)
        self.known = known
        # What is left out at first lies above the level.
        self.dropped = True

    def _narrowed(self, lower: np.ndarray, upper: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        low, high = super()._narrowed(lower, upper)
        rest = ~self._is_known(low, high)
        return low[:, rest], high[:, rest]

    def _is_known(self, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        inside = (low >= self.known[0][:, None]) & (high <= self.known[1][:, None])
        return np.asarray(inside.all(axis=0))

    def _look(self, points: np.ndarray) -> None:
        """A lower value elsewhere ends the search."""
        elsewhere = points[:, ~self._is_known(points, points)]
        if elsewhere.shape[1] and super()._verify(elsewhere) is not None:
            self.value = -inf

    def _verify(self, points: np.ndarray) -> None:
        """The middle of the known box is no such point."""
