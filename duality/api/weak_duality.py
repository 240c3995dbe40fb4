"""d* <= p* (Theorem 1), asserted of every pair of claims before anything is told: a violation is a defect of ours."""

from __future__ import annotations

from math import inf, isfinite

from duality.errors import DerivationError
from duality.model.scalar import Scalar
from duality.model.solution import Label, Solution, Status

ROUNDING = 1e-5
"""By how much, relatively, a lower bound of d* may exceed an upper bound of p* where one of them is numeric."""

DEFECT = "defect: the lower bound {lower:.10g} of d* exceeds the upper bound {upper:.10g} of p*, against weak duality"


def consistent(primal: Solution, dual: Solution) -> tuple[Solution, Solution, tuple[str, ...]]:
    """The claims, in the min form, with the defects; both are withdrawn where they contradict weak duality."""
    lower, upper = _lower(dual), _upper(primal)
    if not exceeds(lower, upper):
        return primal, dual, ()
    return withdrawn(primal), withdrawn(dual), (f"{DEFECT.format(lower=lower, upper=upper)}; neither is reported",)


def exceeds(lower: float, upper: float) -> bool:
    """lower > upper beyond rounding."""
    if lower == -inf or upper == inf:
        return False
    return lower - upper > ROUNDING * max(1.0, abs(upper)) if isfinite(upper) and isfinite(lower) else lower > upper


def assert_weak_duality(lower: Scalar | float | None, upper: Scalar | float | None) -> None:
    """theta_D(alpha, beta) <= theta_P(x), whatever they are; `DerivationError` says that one of them is wrong."""
    if lower is None or upper is None or not exceeds(float(lower), float(upper)):
        return
    raise DerivationError(
        f"defect: theta_D = {float(lower):.10g} exceeds f(x) = {float(upper):.10g} at a feasible x, against weak "
        "duality; neither is reported"
    )


def withdrawn(claim: Solution) -> Solution:
    """Nothing is left of the claim but who made it."""
    return Solution(Status.UNKNOWN, None, Label.NUMERICAL, backend=claim.backend, warnings=claim.warnings)


def _lower(dual: Solution) -> float:
    return dual.lower if dual.value is None or dual.status is Status.UNKNOWN else max(dual.lower, dual.value)


def _upper(primal: Solution) -> float:
    return primal.upper if primal.value is None or primal.status is Status.UNKNOWN else min(primal.upper, primal.value)
