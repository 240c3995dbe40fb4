"""Rays: x + t d is feasible for every t >= 0, and f falls along it without bound; from the problem's data alone."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import inf

from duality import algebra
from duality.algebra.atoms import scalar_expression, substitute
from duality.algebra.membership import contains
from duality.algebra.paths import PARAMETER, Path, limit
from duality.model.expression import Expression, Product, Sum, Variable
from duality.model.form import Bounds, Domain, Row, StandardForm
from duality.model.scalar import Scalar
from duality.model.solution import Ray
from duality.verify.evaluation import as_values, row_value
from duality.verify.rounding import rounded

STEP = PARAMETER
"""The parameter along a ray; a leading underscore cannot be a name of the language."""


ExactPoint = Mapping[str, Scalar]


def ray_holds(form: StandardForm, certificate: Ray) -> bool:
    """True if the ray, as given or rounded to simple fractions, stays feasible and f falls along it without bound."""
    origins = list(rounded(as_values(certificate.origin)))
    directions = list(rounded(as_values(certificate.direction)))
    complete = set(form.variables) <= set(origins[0]) and set(form.variables) <= set(directions[0])
    return complete and any(_is_ray(form, origin, step) for origin in origins for step in directions)


def _is_ray(form: StandardForm, origin: ExactPoint, step: ExactPoint) -> bool:
    return (
        contains(form.domain, origin)
        and _stays_in(form.domain, origin, step)
        and all(_stays_feasible(c.row, c.expression, c.constraint.kind, origin, step) for c in form.constraints)
        and _falls(form.objective, form.objective_expression, origin, step)
    )


def _stays_in(domain: Domain, origin: ExactPoint, step: ExactPoint) -> bool:
    """x + t d in D for every t >= 0."""
    if any(any(step[name] != 0 for name in points.variables) for points in domain.discrete):
        return False
    if not all(_recedes(bounds, step[name]) for name, bounds in domain.bounds):
        return False
    for condition in domain.conditions:
        along = _along(condition.row, origin, step)
        if along is not None:
            kept = along[0] == along[1] == 0 if condition.equality else along[0] >= 0 and along[1] >= 0
            if kept and not condition.nonzero:
                continue
            # A condition that must not vanish keeps its sign if the polynomial only moves away from 0.
            start = row_value(condition.row, condition.expression, origin)
            if condition.nonzero and all(part * start >= 0 for part in along):
                continue
            return False
        if condition.equality or not _keeps_sign(condition.expression, origin, step, strict=condition.strict):
            return False
    return True


def _recedes(bounds: Bounds, step: Scalar) -> bool:
    return (step >= 0 or bounds.lower is None) and (step <= 0 or bounds.upper is None)


def _stays_feasible(row: Row, expression: Expression, kind: str, origin: ExactPoint, step: ExactPoint) -> bool:
    start = row_value(row, expression, origin)
    if isinstance(start, float):
        return False
    along = _along(row, origin, step)
    if kind == "equality":
        return start == 0 and along is not None and along[0] == along[1] == 0
    if start > 0:
        return False
    if along is not None:
        return along[0] <= 0 and along[1] <= 0
    path = {STEP: (Fraction(0), None)}
    return algebra.intervals.sign_over(_on_path(expression, origin, step), path) in ("nonpositive", "negative", "zero")


def _falls(row: Row, expression: Expression, origin: ExactPoint, step: ExactPoint) -> bool:
    """f(x + t d) -> -inf."""
    along = _along(row, origin, step)
    if along is not None:
        slope, bend = along
        return bend < 0 or (bend == 0 and slope < 0)
    return limit(_on_path(expression, origin, step), Path(())).value == -inf


def _along(row: Row, origin: ExactPoint, step: ExactPoint) -> tuple[Scalar, Scalar] | None:
    """(slope, bend) with row(x + t d) = row(x) + slope t + bend t^2; ``None`` for a row that is not quadratic."""
    if not row.is_quadratic:
        return None
    slope: Scalar = Fraction(0)
    bend: Scalar = Fraction(0)
    for name, c in row.linear:
        slope = slope + c * step[name]
    for (a, b), c in row.quadratic:
        slope = slope + c * (origin[a] * step[b] + origin[b] * step[a])
        bend = bend + c * step[a] * step[b]
    return slope, bend


def _keeps_sign(expression: Expression, origin: ExactPoint, step: ExactPoint, *, strict: bool) -> bool:
    allowed = ("positive",) if strict else ("positive", "nonnegative", "zero")
    return algebra.intervals.sign_over(_on_path(expression, origin, step), {STEP: (Fraction(0), None)}) in allowed


def _on_path(expression: Expression, origin: ExactPoint, step: ExactPoint) -> Expression:
    """The tree at x + t d, as a tree in t."""
    return substitute(
        expression,
        {name: _moved(origin[name], step[name]) for name in expression.variables()},
    )


def _moved(start: Scalar, step: Scalar) -> Expression:
    if step == 0:
        return scalar_expression(start)
    return Sum((scalar_expression(start), Product((scalar_expression(step), Variable(STEP)))))
