"""Paths worth a check, the simplest first: rays and axes, open ends, periods, solved powers, solved curves.

Nothing that is proposed is believed: `duality.algebra.paths` checks a path from the problem's data alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from duality.algebra.paths.path import Path, Toward
from duality.algebra.paths.proposals.curves import on_vanishing, without_equations
from duality.algebra.paths.proposals.landscape import Coordinates, Landscape
from duality.algebra.paths.proposals.levels import APART, MOST_MOVING, moving
from duality.algebra.paths.proposals.newton import solved_powers
from duality.algebra.paths.proposals.open_ends import toward_ends
from duality.algebra.paths.proposals.periods import over_periods
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.records import replace

Proposal = tuple[Coordinates, Toward]


def proposals(
    form: StandardForm, point: Mapping[str, Scalar | float] | None = None, *, feasible: bool = True
) -> Iterator[Path]:
    """Each path once; ``point`` is a good point of D, at whose coordinates the variables that stand still are kept.

    On every path the equations hold, as far as they are solved; theta_D asks for D alone (``feasible`` is False).
    """
    start = Landscape.of(form, point)
    if not feasible and start.equations:
        yield from over(start, replace(start, equations=()))
    else:
        yield from over(start)


def over(stated: Landscape, *others: Landscape) -> Iterator[Path]:
    """The paths over a landscape whose equations are solved, after those over the others."""
    seen: set[Path] = set()
    for landscape in chain(others, without_equations(stated)):
        for coordinates, toward in _proposed(landscape):
            lifted = landscape.lifted(coordinates)
            path = Path(tuple((name, lifted[name]) for name in stated.names), toward)
            if path not in seen:
                seen.add(path)
                yield path


def _proposed(landscape: Landscape) -> Iterator[Proposal]:
    yield from _toward("t -> inf", moving(landscape, 1))
    yield from _toward("t -> 0+", toward_ends(landscape))
    yield from _toward("k -> inf", over_periods(landscape))
    yield from _toward("t -> inf", solved_powers(landscape))
    yield from _toward("t -> inf", _on_curves(landscape, 1))
    most = min(MOST_MOVING, len(landscape.names))
    for speeds in range(1, most + 1):
        for count in range(max(2, speeds), most + 1):
            yield from _toward("t -> inf", moving(landscape, count, speeds))
    yield from _toward("t -> inf", moving(landscape, 2, at=APART))
    for speeds in (1, 2):
        yield from _toward("t -> inf", _on_curves(landscape, 2, speeds))


def _toward(toward: Toward, found: Iterator[Coordinates]) -> Iterator[Proposal]:
    return ((coordinates, toward) for coordinates in found)


def _on_curves(landscape: Landscape, count: int, speeds: int = 1) -> Iterator[Coordinates]:
    for curved in on_vanishing(landscape):
        for found in moving(curved, count, speeds):
            yield _on(landscape, curved, found)


def _on(landscape: Landscape, curved: Landscape, found: Coordinates) -> Coordinates:
    """The coordinates of the landscape's own free variables on a curve."""
    lifted = curved.lifted(found)
    return {name: lifted[name] for name in landscape.names}
