"""d* <= sum mu_k v_k where paths in D give theta_D(y) <= v_k + s_k'y, or 0 <= v_k + s_k'y wherever it is finite.

Conditions alone whose sum is 0 <= v < 0 leave no such y: theta_D = -inf everywhere.
"""

from __future__ import annotations

from fractions import Fraction
from math import inf

from duality.algebra.paths import Cut, Path, cut
from duality.evidence.question import Question
from duality.model.evidence import Cuts, End, Evidence
from duality.model.scalar import Scalar
from duality.records import replace
from duality.verify.evaluation import is_exact


def check_cuts(question: Question, evidence: Evidence, witness: Cuts) -> tuple[Evidence, ...] | str:
    """The weights are >= 0, those of bounds sum to 1 or there are none, and no multiplier is left in the sum."""
    form = question.form
    weights = [weight for _, weight in witness.entries if is_exact(weight) and weight >= 0]
    if not weights or len(weights) < len(witness.entries):
        return "there are no paths, or a weight is negative or not exact"
    found: list[Cut] = []
    for path, _ in witness.entries:
        if {name for name, _ in path.coordinates} != set(form.variables):
            return "a path does not fit the problem"
        given = cut(form, Path(path.coordinates, path.toward))
        if given is None:
            return "a path is not proved to lie in D, or bounds nothing"
        found.append(given)
    value = _mean([given.value for given in found], weights)
    contradicts = all(given.demand for given in found) and value < 0
    if not contradicts and _mean([Fraction(not given.demand) for given in found], weights) != 1:
        return "the weights of the bounds do not sum to 1"
    for k, constraint in enumerate(form.constraints):
        slope = _mean([given.slopes[k] for given in found], weights)
        if slope > 0 or (constraint.constraint.kind == "equality" and slope != 0):
            return f"the multiplier of {constraint.name} is left in the sum"
    upper = End(-inf) if contradicts else End.of(value)
    return (replace(evidence, side="d", lower=None, upper=upper, attains=None, attained=None, point=None),)


def _mean(values: list[Scalar] | list[Fraction], weights: list[Scalar]) -> Scalar:
    total: Scalar = Fraction(0)
    for value, weight in zip(values, weights, strict=True):
        total = total + weight * value
    return total
