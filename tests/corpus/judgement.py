"""Holds what the package said of a problem against its known answer."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

from tests.corpus.answers import Answer

Outcome = Literal["right", "wrong", "unknown"]


@dataclass
class Judgement:
    """Outcomes of p* and d*; ``false_claims`` lists wrong statements that were labeled stronger than numerical."""

    p_star: Outcome = "unknown"
    d_star: Outcome = "unknown"
    theta: str = ""
    false_claims: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def judge(answer: Answer, record: dict) -> Judgement:
    """Compares values within 1e-6 of max(1, |answer|) for convex problems, 1e-5 otherwise (the answers' own digits)."""
    judgement = Judgement()
    if "error" in record:
        judgement.remarks.append(record["error"])
        return judgement
    judgement.p_star = _value(answer, "p*", answer.p_star, record["primal"], judgement)
    if answer.d_star is not None:
        judgement.d_star = _value(answer, "d*", answer.d_star, record["dual"], judgement)
    _check_verdicts(answer, record, judgement)
    if "theta" in record:
        compared = record["theta"]
        judgement.theta = f"{compared['right']}/{compared['right'] + len(compared['wrong'])}"
        if compared["wrong"]:
            judgement.false_claims.append(f"theta_D: {compared['wrong'][0]}")
    return judgement


def _tolerance(answer: Answer, value: float) -> float:
    return (1e-6 if answer.convex else 1e-5) * max(1.0, abs(value))


def _value(answer: Answer, name: str, expected: float, side: dict, judgement: Judgement) -> Outcome:
    found, label = side["value"], side["label"]
    _check_bounds(answer, name, expected, side, judgement)
    if found is None or side["status"] == "unknown":
        return "unknown"
    if _close(answer, found, expected):
        return "right"
    better = -1 if (answer.sense == "min") == (name == "p*") else 1
    if name == "p*" and not answer.proved and better * (found - expected) > 0:
        judgement.remarks.append(f"{name} = {found:.10g} is better than the best value known, {expected:.10g}")
        return "unknown"
    words = f"{name} = {found:.10g} ({label}, {side['status']}) where {expected:.10g} is right"
    (judgement.remarks if label == "numerical" else judgement.false_claims).append(words)
    return "wrong"


def _close(answer: Answer, found: float, expected: float) -> bool:
    if math.isinf(expected) or math.isinf(found):
        return found == expected
    return abs(found - expected) <= _tolerance(answer, expected)


def _check_bounds(answer: Answer, name: str, expected: float, side: dict, judgement: Judgement) -> None:
    slack = _tolerance(answer, expected) if math.isfinite(expected) else 0.0
    if not side["lower"] - slack <= expected <= side["upper"] + slack:
        words = f"{expected:.10g} lies outside the bounds [{side['lower']:.10g}, {side['upper']:.10g}] of {name}"
        (judgement.remarks if side["label"] == "numerical" else judgement.false_claims).append(words)


def _check_verdicts(answer: Answer, record: dict, judgement: Judgement) -> None:
    claims = judgement.false_claims
    if record["convexity"] == "proved" and not answer.convex:
        judgement.remarks.append("convexity proved; the answer calls the statement nonconvex")
    if record["convexity"] == "refuted" and answer.convex:
        claims.append("convexity refuted, but the problem is convex")
    if record["slater"] == "holds" and answer.slater is False:
        claims.append("Slater holds, but no point satisfies it")
    if record["slater"] == "fails" and answer.slater is True:
        claims.append("Slater fails, but a point satisfies it")
    for name, side, known in (
        ("p*", record["primal"], answer.p_attained if answer.status == "optimal" else None),
        ("d*", record["dual"], answer.d_attained),
    ):
        if known is not None and side["attained"] is not None and side["attained"] != known:
            claims.append(f"{name} attained: {side['attained']}, but it is {known}")
    if answer.d_star is not None and math.isfinite(answer.p_star) and math.isfinite(answer.d_star):
        difference = abs(answer.p_star - answer.d_star)
        clear = difference > 1e-3 * max(1.0, abs(answer.p_star))
        if record["strong"] == "holds" and clear:
            claims.append("strong duality holds, but there is a gap")
        if record["strong"] == "fails" and difference <= _tolerance(answer, answer.p_star):
            claims.append("strong duality fails, but there is no gap")
