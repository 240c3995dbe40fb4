"""The KKT points of a problem that is not convex: each with its second-order class, the Fritz John points apart."""

from __future__ import annotations

from collections.abc import Sequence

from duality.model.report import KKTPoint, Report
from duality.model.scalar import Scalar
from duality.model.solution import Status
from duality.report.document import EQUALS, Inline, Line, Name, Phrase, Value
from duality.report.notation import Letters
from duality.report.numbers import short_decimal
from duality.report.options import Options
from duality.report.sections.outcome import point_phrase

MOST_POINTS = 12
"""More points are counted by their kinds, unless everything is asked for."""

MOST_OF_A_KIND = 4


def kkt_lines(report: Report, letters: Letters, options: Options, label: str) -> list[Line]:
    """A line of all points, what is special about them, and with everything asked for one line a point."""
    if report.primal.status is Status.INFEASIBLE:
        return []
    if not report.kkt_points and not report.kkt_note and not report.kkt_complete:
        return []
    points = [point for point in report.kkt_points if point.kind != "Fritz John"]
    others = [point for point in report.kkt_points if point.kind == "Fritz John"]
    lines: list[Line] = []
    if points or report.kkt_complete:
        if len(points) > MOST_POINTS and not options.verbose:
            lines += _grouped(points, label)
        else:
            lines.append(Line((label,), _listed(points, options, report.kkt_complete)))
    if others:
        lines.append(Line(("Fritz John",), (*_listed(others, options, False), " without KKT multipliers")))
    if report.kkt_note:
        lines.append(Line((() if lines else (label,)), (report.kkt_note,)))
    several = sum(not point.unique for point in points)
    if several:
        which = "every point" if several == len(points) else f"{several} of the points"
        lines.append(Line((), (f"at {which} the multipliers are not unique",)))
    if options.verbose:
        names = {m.constraint: letters.name(m.name) for m in report.derivation.dual_function.multipliers}
        lines += [Line((), _details(point, names)) for point in report.kkt_points]
    return lines


def _listed(points: Sequence[KKTPoint], options: Options, complete: bool) -> Phrase:
    """3 points: x = 0 (local min), 0.1699 (local max), 1.131 (global min)."""
    if not points:
        return ("no point satisfies the KKT conditions",) if complete else ()
    phrase: list[Inline] = [f"{len(points)} point{'s' if len(points) > 1 else ''}: "]
    for k, point in enumerate(points):
        phrase += [", " if k else "", *_place(point, k == 0), _kind(point)]
    return tuple(phrase)


def _place(point: KKTPoint, first: bool) -> Phrase:
    """x = 0 for the first point of one variable, the number for others; (0, 1) of several variables."""
    if len(point.point) == 1:
        name, value = point.point[0]
        return (*((Name(name), " = ") if first else ()), _coordinate(value))
    phrase: list[Inline] = ["("]
    for place, (_, value) in enumerate(point.point):
        phrase += [", "] * (place > 0) + [_coordinate(value)]
    return (*phrase, ")")


def _grouped(points: Sequence[KKTPoint], label: str) -> list[Line]:
    """32 points: 10 global min, 22 local min; then some of each kind."""
    kinds: dict[str, list[KKTPoint]] = {}
    for point in points:
        kinds.setdefault("class undecided" if point.kind == "unknown" else point.kind, []).append(point)
    counts = ", ".join(f"{len(group)} {kind}" for kind, group in kinds.items())
    lines = [Line((label,), (f"{len(points)} points: {counts}",))]
    for kind, group in kinds.items():
        phrase: list[Inline] = [f"{kind}: "]
        for k, point in enumerate(group[:MOST_OF_A_KIND]):
            phrase += [", " if k else "", *_place(point, k == 0)]
        lines.append(Line((), (*phrase, ", ..." if len(group) > MOST_OF_A_KIND else "")))
    return lines


def _kind(point: KKTPoint) -> str:
    if point.kind == "Fritz John":
        return " (global optimum)" if point.is_global else ""
    return " (class undecided)" if point.kind == "unknown" else f" ({point.kind})"


def _coordinate(value: Scalar | float) -> Inline:
    """Four digits of a decimal; an exact number exactly."""
    return short_decimal(value) if isinstance(value, float) else Value(value)


def _details(point: KKTPoint, names: dict[str, str]) -> Phrase:
    """at x = 1, y = 0: f = 2; alpha_1 = 3; reduced cost of x = 1/2."""
    value = Value(point.value) if point.exact is None else point.exact
    phrase: list[Inline] = ["at ", *point_phrase(point.point, {}), ": f", EQUALS, value]
    if point.multipliers:
        phrase += ["; ", *point_phrase(point.multipliers, names, None)]
    if point.reduced_costs:
        phrase += ["; reduced costs ", *point_phrase(point.reduced_costs, {}, None)]
    if not point.unique and point.kind != "Fritz John":
        phrase.append("; other multipliers exist")
    return tuple(phrase)
