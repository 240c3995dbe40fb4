"""theta_D at one point where it has no closed form: the infimum of L over D, from the evidence about that problem."""

from __future__ import annotations

import math
from collections.abc import Mapping

from duality.derivation import inner_problem
from duality.evidence.conclude import conclude
from duality.evidence.question import Question
from duality.evidence.settling import settled
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.model.solution import Label
from duality.solving import solve

CLOSE = 1e-6
"""Relative width up to which a value between proved bounds is told."""


def inner_infimum(form: StandardForm, multipliers: Mapping[str, Scalar | float]) -> float:
    """inf over x in D of L(x, alpha, beta) at multipliers by constraint name; -inf where L falls without bound.

    Raises ``ValueError`` where L is not proved convex there (a local minimum would prove nothing) and its infimum is
    not proved otherwise.
    """
    if any(multipliers[c.name] < 0 for c in form.inequalities):
        return -math.inf
    inner = inner_problem(form, multipliers)
    question = Question(inner)
    claim = solve(inner, convex=question.convexity.verdict)
    question.claims.append(claim)
    ledger = settled(question)
    found = conclude(ledger).primal
    if found.value is None:
        raise ValueError("theta_D has no closed form, and the infimum of L was not settled numerically")
    if found.label is Label.NUMERICAL and not question.is_convex:
        why = question.convexity.why
        raise ValueError(f"theta_D has no closed form, and its value at these multipliers is not proved: {why}")
    return found.value
