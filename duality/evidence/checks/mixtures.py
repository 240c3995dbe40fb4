"""d* <= sum mu_k f(x_k) for points of D with feasible means of c and h: no theta_D exceeds the mean of L."""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.membership import contains
from duality.evidence.question import Question
from duality.model.evidence import End, Evidence, Mixture
from duality.model.scalar import Scalar
from duality.records import replace
from duality.verify.evaluation import as_values, is_exact, place, rational_only


def check_mixture(question: Question, evidence: Evidence, witness: Mixture) -> tuple[Evidence, ...] | str:
    """The mean of f, exact."""
    form = question.form
    if not witness.entries:
        return "there are no points"
    weights: list[Scalar] = []
    for entry in witness.entries:
        if not is_exact(entry.weight) or entry.weight < 0:
            return "a weight is negative or not exact"
        weights.append(entry.weight)
    if _mean([Fraction(1)] * len(weights), weights) != 1:
        return "the weights do not sum to 1"
    places = []
    for entry in witness.entries:
        at = place(form, entry.point)
        if at is None or not at.is_exact or not contains(form.domain, rational_only(as_values(entry.point))):
            return "a point is not exact, or does not lie in D"
        places.append(at)
    for constraint in form.constraints:
        amounts = [at.constraints[constraint.name] for at in places]
        known = [amount for amount in amounts if is_exact(amount)]
        if len(known) < len(amounts):
            return f"{constraint.name} is not known exactly at every point"
        mean = _mean(known, weights)
        if mean > 0 or (constraint.constraint.kind == "equality" and mean != 0):
            return f"the mean of {constraint.name} is not feasible"
    values = [at.objective for at in places]
    exact = [value for value in values if is_exact(value)]
    if len(exact) < len(values):
        return "f is not known exactly at every point"
    upper = End.of(_mean(exact, weights))
    return (replace(evidence, side="d", lower=None, upper=upper, attains=None, attained=None, point=None),)


def _mean(values: list[Scalar], weights: list[Scalar]) -> Scalar:
    total: Scalar = Fraction(0)
    for value, weight in zip(values, weights, strict=True):
        total = total + weight * value
    return total
