"""A point and a direction that refute convexity, and the place where they are looked for."""

from __future__ import annotations

from collections.abc import Mapping

from duality.derivation import curvature
from duality.derivation.curvature.region import Region
from duality.derivation.curvature.words import point_words, scalar_text
from duality.model.form import Domain
from duality.model.scalar import Scalar
from duality.model.solution import Point
from duality.records import record


@record
class Counterexample:
    """Convexity fails at ``point`` along ``direction``; ``why`` says how it shows."""

    point: Point
    direction: Point
    why: str


@record
class Place:
    """Where to look: D, what is known of it, and the name under which the function is told.

    ``turned``: what is looked at is the negative of the function of that name.
    """

    domain: Domain
    region: Region
    symbol: str
    turned: bool = False

    @property
    def hull(self) -> Domain:
        """D with finite sets replaced by their hulls."""
        return curvature.search.hull_of(self.domain, self.region)


def bend_words(place: Place, bend: str, direction: Mapping[str, Scalar], at: Mapping[str, Scalar], count: int) -> str:
    """f'' = -6 at x = 0, or v'Hv = -2 at x = 0, y = 0 along (x, y) = (1, -1): of the named function itself."""
    own = bend.removeprefix("-") if place.turned else bend
    here = f" at {point_words(at)}" if at else ""
    if count == 1:
        return f"{place.symbol}'' = {own}{here}"
    return f"v'Hv = {own}{here} along {direction_words(direction)}"


def direction_words(direction: Mapping[str, Scalar]) -> str:
    """the x axis, or (x, y) = (1, -1)."""
    if len(direction) == 1:
        return f"the {next(iter(direction))} axis"
    return f"({', '.join(direction)}) = ({', '.join(map(scalar_text, direction.values()))})"
