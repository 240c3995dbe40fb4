"""The region of a single value of the only letter, by numbers: where two pieces meet and neither holds."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from duality.letters.evaluating import scalar_tree
from duality.model.expression import Comparison, Expression, Variable, number
from duality.model.parameter import Parameter
from duality.model.regions import Region
from duality.model.scalar import Scalar
from duality.model.solution import Label, Status
from duality.results.report import Report


def region_of_numbers(report: Report, letter: Parameter, value: Fraction) -> Region | None:
    """The exact answer at one value as a region; ``None`` where it is not exact, or no x attains it."""
    primal = report.primal
    where = (Comparison(("=",), (Variable(letter.name), number(value))),)
    sample = ((letter.name, value),)
    if primal.data.label is not Label.EXACT:
        return None
    if primal.status in ("infeasible", "unbounded"):
        return Region(where, sample, Status(primal.status), None, attained=None)
    point, multipliers = primal.point, report.dual.point
    if primal.status != "optimal" or primal.exact is None or point is None or multipliers is None or report.gap != 0:
        return None
    x, weights = _trees(point), _trees(multipliers)
    if x is None or weights is None:
        return None
    return Region(where, sample, Status.OPTIMAL, primal.exact, x, weights)


def _trees(values: Mapping[str, Scalar | float | int]) -> tuple[tuple[str, Expression], ...] | None:
    """Exact numbers as trees; ``None`` where one is rounded."""
    found = []
    for name, value in values.items():
        if isinstance(value, float):
            return None
        found.append((name, scalar_tree(Fraction(value) if isinstance(value, int) else value)))
    return tuple(found)
