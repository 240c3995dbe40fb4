"""One-sided prices where the multipliers at x* are not unique.

For a convex problem p(u) = inf {f : c <= u, h = v} is convex, and its one-sided slopes in u_i at 0 are

    -max alpha_i  from the left,   -min alpha_i  from the right,

over all multipliers that satisfy KKT at an optimal x*, a polyhedron: two exact linear programs for every active row.
The multipliers of X, unbounded ones among them, are variables of these programs, too. This asks for Slater's condition
or for a polyhedral problem, where p is closed and a side without feasible x has an infinite slope.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

from duality.algebra.atoms import scalar_expression
from duality.derivation.standardize import standardize
from duality.model.expression import ZERO, Comparison, Expression, Product, Sum, Variable
from duality.model.form import StandardForm
from duality.model.problem import ConstraintRow, Problem, Sense
from duality.model.report import Report, SlacknessRow
from duality.model.scalar import Scalar
from duality.model.solution import Point, Rigor, Solution, Status
from duality.records import replace
from duality.solving import solve
from duality.verify.evaluation import Gradient, is_exact, place, row_gradient
from duality.verify.kinks import differentiable_at
from duality.verify.slackness import price
from duality.verify.uniqueness import ActiveGradient, active_gradients, are_unique

MOST_ROWS = 30

Rate = Scalar | float


def with_rates(report: Report, point: Point | None) -> Report:
    """The report with an interval of one-sided rates for every row that has no price, where they are known.

    ``point`` is x* of the min form, exact; elsewhere the report is unchanged.
    """
    form = report.form
    if not _applies(report) or point is None or not all(is_exact(value) for _, value in point):
        return report
    at = place(form, point)
    if at is None or not at.is_defined or are_unique(at) is not False:
        return report
    if not all(differentiable_at(c.expression, at.point) for c in form.constraints if not c.row.is_quadratic):
        return report
    if not form.objective.is_quadratic and not differentiable_at(form.objective_expression, at.point):
        return report
    active = active_gradients(at)
    slope = row_gradient(form.objective, form.objective_expression, at.point, form.variables)
    if active is None or slope is None or len(active) > MOST_ROWS:
        return report
    if not all(is_exact(v) for g in (slope, *(a.gradient for a in active)) for v in g.values()):
        return report
    rows = tuple(_row(form, row, active, slope) for row in report.slackness)
    if all(row.rates is None for row in rows):
        return report
    kept = tuple(w for w in report.warnings if not w.startswith("the multipliers are not unique"))
    note = "the multipliers are not unique: a price is the interval of the rates on either side"
    return replace(report, slackness=rows, warnings=(*kept, note))


def _applies(report: Report) -> bool:
    if report.strong_duality.verdict != "holds" or report.convexity.verdict != "proved":
        return False
    if any(row.price is not None for row in report.slackness):
        return False
    return report.slater.verdict == "holds" or report.form.is_linearly_constrained_quadratic


def _row(form: StandardForm, row: SlacknessRow, active: list[ActiveGradient], slope: Gradient) -> SlacknessRow:
    constraint = next(c for c in form.constraints if c.name == row.name)
    places = [k for k, entry in enumerate(active) if entry.name == row.name]
    if not places:
        return replace(row, rates=(Fraction(0), Fraction(0)))
    ends = [_extreme(active, slope, form.variables, places[0], sense) for sense in (Sense.MIN, Sense.MAX)]
    if any(end is None for end in ends):
        return row
    least, most = (price(constraint, end, form.sign) for end in ends if end is not None)
    # u rises with the right-hand side of <= and =, and falls with that of >=.
    rises = constraint.constraint.relation != ">="
    left, right = (most, least) if rises else (least, most)
    return replace(row, rates=(left, right))


def _extreme(
    active: list[ActiveGradient], slope: Gradient, names: Iterable[str], chosen: int, sense: Sense
) -> Rate | None:
    """min or max of one weight over {w : grad f + sum w_k g_k = 0, w_k >= 0 unless free}."""
    weights = [Variable(f"w{k}") for k in range(len(active))]
    rows: list[ConstraintRow] = []
    for name in names:
        terms: list[Expression] = [
            Product((_tree(entry.gradient[name]), weight))
            for entry, weight in zip(active, weights, strict=True)
            if entry.gradient.get(name, 0) != 0
        ]
        constant = _tree(slope.get(name, Fraction(0)))
        if terms:
            rows.append(ConstraintRow(Comparison(("=",), (Sum((constant, *terms)), ZERO))))
        elif constant != ZERO:
            return None
    signs = tuple(
        Comparison((">=",), (weight, ZERO)) for entry, weight in zip(active, weights, strict=True) if not entry.free
    )
    problem = Problem(weights[chosen], sense, tuple(w.name for w in weights), tuple(rows), signs)
    form = standardize(problem)
    return _value(solve(form, convex="proved"), sense)


def _value(found: Solution, sense: Sense) -> Rate | None:
    """The exact optimum in the sense of the program."""
    if found.rigor is not Rigor.PROVED:
        return None
    if found.status is Status.UNBOUNDED:
        return math.inf if sense is Sense.MAX else -math.inf
    if found.status is not Status.OPTIMAL or found.exact is None:
        return None
    from duality.algebra.evaluate import constant

    value = constant(found.exact)
    return -value if sense is Sense.MAX else value


def _tree(value: object) -> Expression:
    return scalar_expression(value) if is_exact(value) else ZERO  # type: ignore[arg-type]
