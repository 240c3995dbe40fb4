"""All KKT points of a form as data, and the global minimum where the list settles it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cmp_to_key
from math import inf, isfinite, nextafter

import flint

from duality.algebra.evaluate import constant
from duality.algebra.polynomial_systems.algebraic import AlgebraicPoint
from duality.algebra.polynomial_systems.comparison import are_equal, compare
from duality.algebra.polynomial_systems.smooth import PolynomialValue, Smooth
from duality.algebra.polynomial_systems.trees import ring
from duality.algebra.scalars import flint_of
from duality.derivation.kkt_points.attainment import attainment
from duality.derivation.kkt_points.judging import Found, value_of
from duality.derivation.kkt_points.presentation import nearest, presented
from duality.derivation.kkt_points.program import PolynomialProgram, polynomial_program
from duality.derivation.kkt_points.search import TOO_MANY, active_near, search, too_many
from duality.model.budget import Budget, current
from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.form import StandardForm
from duality.model.report import KKTPoint, KKTPoints
from duality.model.solution import Point, Rigor, Solution, Status

BACKEND = "all KKT points"
SHARE = 0.1
"""Of the usual work, where no budget is given."""


def kkt_points(
    form: StandardForm, *, budget: Budget | None = None, near: Point | None = None, attains: bool = False
) -> KKTPoints | None:
    """Every KKT and Fritz John point in min form; ``None`` for a form that is no polynomial program over Q.

    With more than 14 inequalities only the active sets next to the point ``near`` are tried. Where f attains its
    minimum and the list covers every Fritz John point, the lowest value is p*; without any point no x is feasible.
    ``attains``: it is known by other means that it does.
    Active sets with endless points count by the levels of f there, none of which may lie below.
    A form is listed once: a second list would take the same time and stop at the same place.
    """
    known = form.__dict__.setdefault("_kkt_points", {})
    if (near, attains) not in known:
        known[near, attains] = _listed(form, budget or current().aside(SHARE), near, attains)
    return known[near, attains]


def _listed(form: StandardForm, budget: Budget, near: Point | None, attains: bool) -> KKTPoints | None:
    program = polynomial_program(form)
    if program is None:
        return None
    if near is None and too_many(program):
        return KKTPoints((), complete=False, note=TOO_MANY, needs_point=True)
    searched = form.__dict__.setdefault("_kkt_search", {})
    if near not in searched:
        searched[near] = search(program, budget, None if near is None else active_near(program, near))
    result = searched[near]
    valued = _sorted(program, result.found)
    lowest = min((value for _, value in valued), key=cmp_to_key(compare), default=None)
    settles = result.covers_fritz_john and _nothing_below(lowest, result.levels)
    settles = settles and (attains or attainment(program, _level(valued)) is not None)
    if not settles:
        lowest = next((value for found, value in valued if found.inside and found.is_saddle), None)
    best = [found for found, value in valued if lowest is not None and (value is lowest or are_equal(value, lowest))]
    inside = [(found, value) for found, value in valued if found.inside]
    is_attained = any(found.inside for found in best)
    points = tuple(presented(program, found, value, is_global=is_attained and found in best) for found, value in inside)
    minimum = None
    if settles and not valued:
        _establish(form, End(inf), None, None, COMPLETE)
        minimum = Solution(Status.INFEASIBLE, inf, Rigor.PROVED, inf, inf, attained=False, backend=BACKEND)
    elif is_attained:
        first = next(point for point in points if point.is_global and (settles or point.is_saddle))
        minimum = _claim(program, first)
        ends = _ends(minimum)
        _establish(form, *ends, minimum.point, COMPLETE if settles else SADDLE)
        saddle = next((point for point in points if point.is_global and point.is_saddle), None)
        if saddle is not None:
            at = saddle.multipliers
            establish(form, Evidence("d", Engine(BACKEND, SADDLE), *ends, attained=True, point=at, source=BACKEND))
    return KKTPoints(() if result.endless else points, result.complete, result.note, minimum)


def _level(valued: Sequence[tuple[Found, PolynomialValue]]) -> flint.fmpq | None:
    """A rational number above the least value at a feasible point."""
    values = [nearest(value) for found, value in valued if found.inside]
    return None if not values or not isfinite(min(values)) else flint_of(Fraction(nextafter(min(values), inf)))


COMPLETE = "the complete list of KKT and Fritz John points, of a problem that attains its minimum"
SADDLE = "L is convex at KKT multipliers of the minimum, which therefore minimizes L over X"


def _nothing_below(lowest: PolynomialValue | None, levels: Sequence[AlgebraicPoint]) -> bool:
    """No level of f where the points are not listed is below the lowest value of those that are."""
    identity = Smooth(ring(1).gen(0))
    values = [PolynomialValue(identity, level) for level in levels]
    return not values if lowest is None else all(compare(lowest, value) <= 0 for value in values)


def _ends(minimum: Solution) -> tuple[End, End]:
    """The value exactly, else the doubles beside the one next to it."""
    value, exact = minimum.value or 0.0, None if minimum.exact is None else constant(minimum.exact)
    if exact is None and not minimum.root_of:
        return End(nextafter(value, -inf)), End(nextafter(value, inf))
    end = End(value, exact, minimum.root_of if exact is None else ())
    return end, end


def _establish(form: StandardForm, lower: End, upper: End | None, point: Point | None, why: str) -> None:
    """The value of the minimum, attained; an infinite one: nothing is feasible."""
    attained = upper is not None
    establish(form, Evidence("p", Engine(BACKEND, why), lower, upper, attained=attained, point=point, source=BACKEND))


def _sorted(program: PolynomialProgram, found: Sequence[Found]) -> list[tuple[Found, PolynomialValue]]:
    """On a line from left to right, elsewhere from the lowest value up; ties by coordinates."""
    valued = [(one, value_of(program, one.point)) for one in found]

    def order(a: tuple[Found, PolynomialValue], b: tuple[Found, PolynomialValue]) -> int:
        signs = [] if program.size == 1 else [compare(a[1], b[1])]
        signs += [compare(x, y) for x, y in zip(a[0].point.exact, b[0].point.exact, strict=True)]
        return next((sign for sign in signs if sign), 0)

    return sorted(valued, key=cmp_to_key(order))


def _claim(program: PolynomialProgram, best: KKTPoint) -> Solution:
    is_exact = all(not isinstance(x, float) for _, x in best.point)
    point: Point = best.point if is_exact else tuple((name, float(x)) for name, x in best.point)
    return Solution(
        Status.OPTIMAL,
        best.value,
        Rigor.PROVED,
        best.value,
        best.value,
        exact=best.exact,
        attained=True,
        point=point,
        multipliers=best.multipliers if best.kind != "Fritz John" else None,
        backend=BACKEND,
        root_of=() if best.exact is not None else best.root_of,
    )
