"""What is claimed of a program with letters, and what each claim requires of the letters."""

from __future__ import annotations

from duality.letters.field import Element
from duality.records import record


class NotLifted(ValueError):
    """The sample is not solved here; the message says why."""


class OnTheBorder(ValueError):
    """The sample lies on the border of its region, or where what holds there holds for no neighborhood."""


@record(slots=False)
class Requirement:
    """element >= 0, or > 0."""

    element: Element
    strict: bool = False


@record(slots=False)
class LiftedOptimum:
    """x*, multipliers of all rows, and f(x*), of the min form."""

    x: tuple[Element, ...]
    multipliers: tuple[Element, ...]
    value: Element


@record(slots=False)
class LiftedInfeasibility:
    """Multipliers y of the rows with A'y = 0 and b'y > 0."""

    multipliers: tuple[Element, ...]


@record(slots=False)
class LiftedUnboundedness:
    """A feasible x and a direction of recession along which f falls."""

    origin: tuple[Element, ...]
    direction: tuple[Element, ...]


LiftedClaim = LiftedOptimum | LiftedInfeasibility | LiftedUnboundedness
