"""p* <= f(x) for an exact feasible x, or for a feasible x that is proved to lie in a box."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import inf, isfinite

from duality import algebra
from duality.algebra.membership import contains
from duality.algebra.scalars import from_flint
from duality.evidence import checks
from duality.evidence.comparison import float_above, is_plain
from duality.evidence.question import Question
from duality.model.evidence import AtPoint, EnclosedPoint, End, Evidence
from duality.model.expression import Call, Expression, Number, Power
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.records import replace
from duality.verify.evaluation import as_values, is_exact, rational_only, row_value
from duality.verify.slater.witness import constraint_sign

PIECEWISE = frozenset({"abs", "max", "min", "norm1", "norminf", "floor", "ceil", "sign"})
"""Functions that give rational values at rational points."""

LONG = 1000
"""Denominators from which on no plain number is met by roots and exponentials."""


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
    node = form.objective_expression
    if not is_plain(point, LONG) and not form.objective.is_quadratic and has_roots_or_calls(node):
        # Exact roots and exponentials of long fractions take seconds, and their float is as good.
        enclosed = _enclosed_end(form, point)
        if enclosed is not None:
            return enclosed
    found = row_value(form.objective, node, point)
    return End.of(found) if is_exact(found) else _enclosed_end(form, point)


def has_roots_or_calls(node: Expression) -> bool:
    """Its values at rational points need not be rational."""
    return any(
        (isinstance(part, Call) and part.function not in PIECEWISE)
        or (isinstance(part, Power) and not _is_whole(part.exponent))
        for part in node.walk()
    )


def _is_whole(exponent: Expression) -> bool:
    return isinstance(exponent, Number) and isinstance(exponent.value, Fraction) and exponent.value.denominator == 1


def _enclosed_end(form: StandardForm, point: Mapping[str, Scalar]) -> End | None:
    box = {name: point[name] for name in form.objective_expression.variables()}
    if not all(isinstance(value, Fraction) for value in box.values()):
        return None
    ends = {name: (value, value) for name, value in box.items() if isinstance(value, Fraction)}
    enclosed = algebra.intervals.enclosure(form.objective_expression, ends)
    if enclosed.defined != "everywhere" or enclosed.range.upper is None:
        return None
    upper = float_above(from_flint(enclosed.range.upper))
    return End(upper) if isfinite(upper) or upper == -inf else None
