"""p* = f(x) = theta_D(alpha, beta) = d* for a convex problem and an exact x with exact KKT multipliers."""

from __future__ import annotations

from dataclasses import replace

from duality.evidence.question import Question
from duality.model.evidence import End, Evidence, KarushKuhnTucker
from duality.solving.proofs.optimality import proof
from duality.verify.evaluation import as_values, floats, is_exact, rational_only


def check_kkt(question: Question, evidence: Evidence, witness: KarushKuhnTucker) -> tuple[Evidence, ...] | str:
    """x minimizes L(., alpha, beta) over D, because L is convex and stationary there up to the normal cone of D."""
    values = as_values(witness.point)
    if not all(map(is_exact, values.values())):
        return "the point is not exact"
    if any(name not in values for name in question.form.variables):
        return "the point lacks a variable"
    if not question.is_convex:
        return "the problem is not proved to be convex"
    found = proof(question.form, rational_only(values), floats(as_values(witness.hint)))
    if found is None:
        return "no multipliers satisfy KKT exactly at the point"
    end = End.of(found.value)
    at = Evidence("p", witness, end, end, attains=True, point=witness.point, source=evidence.source)
    return at, replace(at, side="d", point=found.multipliers)
