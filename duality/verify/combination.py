"""A convex combination that claims d*: points of D, weights with the sum 1, feasible means of c and h, mean of f = d*.

For all multipliers with alpha >= 0, theta_D <= sum mu_k L(x_k, ., .) <= sum mu_k f(x_k), so the mean bounds d* from
above, and from below it is d*. Exact where points and weights are; within a tolerance in floating point.
"""

from __future__ import annotations

from fractions import Fraction

from duality.model.form import StandardForm
from duality.model.solution import Solution
from duality.verify.evaluation import Number, Place, is_exact, place, plus, times
from duality.verify.feasibility import TOLERANCE, is_in_domain
from duality.verify.values import are_close


def combination_fault(form: StandardForm, dual: Solution) -> str | None:
    """What is wrong with the combination of a dual claim in min form; ``None``: it proves what it claims."""
    places = [place(form, entry.point) for entry in dual.combination]
    known = [at for at in places if at is not None and at.is_defined and is_in_domain(at)]
    if len(known) < len(places):
        return "a point of the convex combination lies outside D"
    weights = [entry.weight for entry in dual.combination]
    if any(weight < 0 for weight in weights) or not _is_one(_mean([Fraction(1)] * len(weights), weights)):
        return "the weights of the convex combination do not sum to 1"
    for constraint in form.constraints:
        name = constraint.name
        mean = _mean([at.constraints[name] for at in known], weights)
        slack = 0 if is_exact(mean) else TOLERANCE * _size(known, name)
        if mean > slack or (constraint.constraint.kind == "equality" and mean < -slack):
            return f"the mean of {name} over the convex combination is {float(mean):.6g}"
    mean = _mean([at.objective for at in known], weights)
    if dual.value is None or not are_close(float(mean), dual.value):
        return f"the mean of f over the convex combination is {float(mean):.10g}, and not d*"
    return None


def exact_mean(form: StandardForm, dual: Solution) -> Number | None:
    """sum mu_k f(x_k) where all of it is exact; an upper bound of d* once `combination_fault` finds none."""
    places = [place(form, entry.point) for entry in dual.combination]
    known = [at for at in places if at is not None and at.is_exact]
    weights = [entry.weight for entry in dual.combination]
    if not known or len(known) < len(places) or not all(map(is_exact, weights)):
        return None
    mean = _mean([at.objective for at in known], weights)
    return mean if is_exact(mean) else None


def _mean(values: list[Number], weights: list[Number]) -> Number:
    total: Number = Fraction(0)
    for weight, value in zip(weights, values, strict=True):
        total = plus(total, times(weight, value))
    return total


def _is_one(total: Number) -> bool:
    return total == 1 if is_exact(total) else abs(float(total) - 1) <= 1e-12


def _size(places: list[Place], name: str) -> float:
    return max(1.0, *(abs(float(at.constraints[name])) for at in places))
