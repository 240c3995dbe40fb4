"""Every KKT point and every Fritz John point of a polynomial program, active set by active set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

import flint

from duality.algebra.polynomial_systems.algebraic import AlgebraicPoint, Real
from duality.algebra.polynomial_systems.comparison import same_point
from duality.algebra.polynomial_systems.groebner import Outcome
from duality.algebra.scalars import flint_of
from duality.derivation.kkt_points.critical_systems import (
    abnormal_points,
    critical_points,
    points_by_level,
    stationary_points,
)
from duality.derivation.kkt_points.flats import Flat, affine_row, flat_of
from duality.derivation.kkt_points.judging import Found, judged
from duality.derivation.kkt_points.program import PolynomialProgram
from duality.derivation.kkt_points.quadratic import Continuum, quadratic_points
from duality.errors import OutOfBudget
from duality.model.budget import Budget, Steps, spending
from duality.model.solution import Point
from duality.records import field, record

MOST_INEQUALITIES = 14
"""With more, only the active sets next to given ones are tried."""

MOST_ACTIVE_SETS = 40_000

NEAR = 1e-5
"""An inequality closer to its bound than this, relative to its gradient, is tried as active."""

TOO_MANY = (
    f"the KKT points are not listed: with more than {MOST_INEQUALITIES} inequalities the active sets are too many"
)

SOME = (
    f"more than {MOST_INEQUALITIES} inequalities: only active sets next to the numeric solution were tried, "
    "so that the list may be incomplete"
)


@record(frozen=False, slots=False)
class Search:
    """What was found: is the list of KKT points complete, are all Fritz John points covered, and why not.

    ``endless``: some active sets have infinitely many, so that there is no list; what others have is there, and f takes
    one of the ``levels`` (points of the line) at every point that is missing. Then the Fritz John points are covered.
    """

    found: list[Found]
    complete: bool = True
    covers_fritz_john: bool = True
    note: str = ""
    endless: bool = False
    levels: list[AlgebraicPoint] = field(default_factory=list)

    def without_end(self, why: str) -> None:
        """Some active set has infinitely many KKT points."""
        self.note = self.note if self.endless else why
        self.complete, self.endless = False, True


def too_many(program: PolynomialProgram) -> bool:
    """More inequalities than all active sets are tried for."""
    return sum(not r.equality for r in program.restrictions) > MOST_INEQUALITIES


def active_near(program: PolynomialProgram, point: Point) -> list[int]:
    """The inequalities that vanish at a point up to rounding, the closest ones first."""
    place = dict(point)
    exact = [Fraction(float(place[name])) for name in program.form.variables]
    values = [flint_of(x) for x in exact]
    sizes: dict[int, float] = {}
    for k, restriction in enumerate(program.restrictions):
        if not restriction.equality:
            slope = max((abs(float(_approximate(g))) for g in restriction.smooth.gradient(values)), default=0.0)
            sizes[k] = abs(_approximate(restriction.smooth.at(values))) / max(1.0, slope)
    near = sorted((size, k) for k, size in sizes.items() if size <= NEAR)
    return [k for _, k in near[:MOST_INEQUALITIES]]


def _approximate(value: Real) -> float:
    return float(Fraction(int(value.p), int(value.q))) if isinstance(value, flint.fmpq) else float("nan")


def search(program: PolynomialProgram, budget: Budget, allowed: Sequence[int] | None = None) -> Search:
    """All points, or those whose active inequalities are among ``allowed``."""
    result = Search([])
    if allowed is None:
        allowed = [k for k, r in enumerate(program.restrictions) if not r.equality]
    else:
        result.complete = result.covers_fritz_john = False
        result.note = SOME
    try:
        with spending(budget):
            _collect(program, allowed, Steps(MOST_ACTIVE_SETS, "trying active sets"), result)
    except OutOfBudget as stop:
        result.complete = result.covers_fritz_john = False
        result.note = f"the search for KKT points was stopped while {stop.doing}; the list may be incomplete"
    return result


def _collect(program: PolynomialProgram, allowed: Sequence[int], steps: Steps, result: Search) -> None:
    affine = [k for k, r in enumerate(program.restrictions) if r.equality and r.is_affine]
    rows = [affine_row(program.restrictions[k].polynomial) for k in affine]
    flat, rank = flat_of(rows, program.size)
    if flat is None:
        return
    if program.is_quadratic_over_a_polyhedron:
        _collect_quadratic(program, flat, allowed, steps, result)
        return
    for known, places in _active_sets(program, allowed, rows, rank):
        steps.take()
        for point in _candidates(program, places, known, result):
            _add_from(program, point, known, allowed, result)


def _collect_quadratic(
    program: PolynomialProgram, flat: Flat, allowed: Sequence[int], steps: Steps, result: Search
) -> None:
    """f is constant on the polyhedron of KKT points of an active set: one point stands for all."""
    equations = frozenset(k for k, r in enumerate(program.restrictions) if r.equality)
    for found in quadratic_points(program, flat, allowed, steps):
        if isinstance(found, Continuum):
            result.without_end(_continuum(program, found))
        _add(program, found.start if isinstance(found, Continuum) else found, equations, result)


def _active_sets(
    program: PolynomialProgram, allowed: Sequence[int], rows: Sequence[Sequence], rank: int
) -> Iterator[tuple[frozenset[int], Flat]]:
    """Independent affine rows with their flat, and no more curved rows than it has dimensions."""
    given = program.restrictions
    affine = [k for k in allowed if given[k].is_affine]
    curved = [k for k in allowed if not given[k].is_affine]
    equalities = [k for k, r in enumerate(given) if r.equality]
    bent = sum(not given[k].is_affine for k in equalities)
    dependent: list[frozenset[int]] = []
    for count in range(min(len(affine), program.size - rank) + 1):
        for chosen in combinations(affine, count):
            if any(other <= set(chosen) for other in dependent):
                continue
            flat, found = flat_of([*rows, *(affine_row(given[k].polynomial) for k in chosen)], program.size)
            if flat is None or found < rank + count:
                dependent.append(frozenset(chosen))
                continue
            for size in range(max(0, min(len(curved), flat.dimension - bent)) + 1):
                for more in combinations(curved, size):
                    yield frozenset((*chosen, *more, *equalities)), flat


def _candidates(program: PolynomialProgram, flat: Flat, known: frozenset[int], result: Search) -> list[AlgebraicPoint]:
    curved = [program.restrictions[k].polynomial for k in sorted(known) if not program.restrictions[k].is_affine]
    found = critical_points(flat, program.objective, curved)
    abnormal: list[AlgebraicPoint] = []
    if found is Outcome.CONTINUUM and curved:
        # Where the gradients of the curved rows depend on each other along a curve, KKT may still be finite.
        dependent = abnormal_points(flat, curved)
        found = stationary_points(flat, program.objective, curved)
        if isinstance(dependent, Outcome):
            result.covers_fritz_john = False
        else:
            abnormal = dependent
    if found is Outcome.CONTINUUM:
        some = points_by_level(flat, program.objective, curved)
        if isinstance(some, Outcome):
            result.covers_fritz_john = False
        else:
            abnormal += some[0]
            result.levels += some[1]
        where = _where(program, known)
        result.without_end(f"the KKT points are not listed: {where} the KKT equations have infinitely many solutions")
        return abnormal
    if isinstance(found, Outcome):
        result.complete = result.covers_fritz_john = False
        reason = f"{_where(program, known)} the KKT equations are too large to be solved exactly"
        result.note = result.note or f"the list of KKT points is not complete: {reason}"
        return abnormal
    return [*found, *abnormal]


def _where(program: PolynomialProgram, known: frozenset[int]) -> str:
    labels = [program.restrictions[k].label for k in sorted(known)]
    return f"with {', '.join(labels)} active" if labels else "with no active constraint"


def _continuum(program: PolynomialProgram, found: Continuum) -> str:
    names = ", ".join(program.form.variables)
    start, step = (f"({', '.join(map(str, vector))})" for vector in (found.point, found.direction))
    return f"the KKT points form a continuum: ({names}) = {start} + t*{step} for small t >= 0 among others"


def _add(program: PolynomialProgram, point: AlgebraicPoint, known: frozenset[int], result: Search) -> None:
    if any(same_point(point, other.point) for other in result.found):
        return
    found = judged(program, point, known)
    if found is not None:
        result.found.append(found)


def _add_from(
    program: PolynomialProgram,
    point: AlgebraicPoint,
    known: frozenset[int],
    allowed: Sequence[int],
    result: Search,
) -> None:
    """A point whose active gradients are independent belongs to its whole active set, where it is found as well."""
    found = judged(program, point, known)
    if found is None:
        return
    if found.independent:
        if any(k in found.active and k not in known for k in allowed):
            return
    elif any(not other.independent and same_point(point, other.point) for other in result.found):
        return
    result.found.append(found)
