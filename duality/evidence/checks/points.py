"""p* <= f(x) for an exact feasible x, or for a feasible x that is proved to lie in a box."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import inf, isfinite

from duality import algebra
from duality.algebra.exact_linear import from_flint
from duality.algebra.membership import contains
from duality.evidence import checks
from duality.evidence.comparison import float_above
from duality.evidence.question import Question
from duality.model.evidence import AtPoint, EnclosedPoint, End, Evidence
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.verify.evaluation import as_values, is_exact, rational_only, row_value
from duality.verify.slater.witness import constraint_sign


def check_point(question: Question, evidence: Evidence, witness: AtPoint | EnclosedPoint) -> tuple[Evidence, ...] | str:
    """f(x), exact where its closed form is, else rounded upwards."""
    if isinstance(witness, EnclosedPoint):
        end = checks.enclosed_points.upper_end(question.form, witness)
        if isinstance(end, str):
            return end
        return (replace(evidence, side="p", lower=None, upper=end, attains=None, attained=None),)
    values = as_values(witness.point)
    if any(name not in values for name in question.form.variables):
        return "the point lacks a variable"
    if not all(map(is_exact, values.values())):
        return "the point is not exact"
    point = rational_only(values)
    fault = infeasibility(question.form, point)
    if fault is not None:
        return fault
    end = objective_end(question.form, point)
    if end is None:
        return "f could not be bounded at the point"
    attains = True if end.is_exact else None
    proved = replace(evidence, side="p", lower=None, upper=end, attains=attains, attained=None, point=witness.point)
    return (proved,)


def infeasibility(form: StandardForm, point: Mapping[str, Scalar]) -> str | None:
    """What the exact point violates, ``None`` where it is proved to be feasible."""
    if not contains(form.domain, point):
        return "the point is not in D"
    for constraint in form.constraints:
        sign = constraint_sign(constraint, point)
        if sign is None:
            return f"{constraint.name} is not defined at the point"
        if sign > 0 or (sign < 0 and constraint.constraint.kind == "equality"):
            return f"the point violates {constraint.name}"
    return None


def objective_end(form: StandardForm, point: Mapping[str, Scalar]) -> End | None:
    """f(x), exact or rounded upwards; ``None`` where f is not defined."""
    found = row_value(form.objective, form.objective_expression, point)
    if is_exact(found):
        return End.of(found)
    box = {name: point[name] for name in form.objective_expression.variables()}
    if not all(isinstance(value, Fraction) for value in box.values()):
        return None
    ends = {name: (value, value) for name, value in box.items() if isinstance(value, Fraction)}
    enclosed = algebra.intervals.enclosure(form.objective_expression, ends)
    if enclosed.defined != "everywhere" or enclosed.range.upper is None:
        return None
    upper = float_above(from_flint(enclosed.range.upper))
    return End(upper) if isfinite(upper) or upper == -inf else None
