"""d* where the effective domain of theta_D is a single point: theta_D there, and nothing is searched."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from duality.algebra.exact_linear import particular_and_nullspace
from duality.evidence.attainment import is_settled
from duality.evidence.ledger import Ledger
from duality.evidence.provers.dual_values import closed_form, theta_at
from duality.evidence.provers.inner import at_multipliers
from duality.evidence.question import Question
from duality.model.derivation import Condition, Derivation, DualFunction
from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.scalar import Irrational, Scalar
from duality.model.solution import Rigor, Solution, Status

BACKEND = "theta_D at the only multipliers where it can be finite"


def at_only_point(derivation: Derivation) -> Solution | None:
    """theta_D is -inf except where affine equations hold; ``None`` unless these have one solution, finite there."""
    multipliers = _multipliers(derivation)
    if not multipliers:
        return None
    value = theta_at(derivation, multipliers)
    if not math.isfinite(float(value)):
        return None
    if isinstance(value, (Fraction, Irrational)):
        witness = Engine("exact linear algebra", BACKEND)
        establish(derivation.form, Evidence("d", witness, upper=End.of(value), source=BACKEND))
    return Solution(
        Status.OPTIMAL,
        float(value),
        Rigor.BOUNDED if isinstance(value, float) else Rigor.PROVED,
        float(value),
        float(value),
        exact=closed_form(value),
        attained=True,
        point=tuple(multipliers.items()),
        backend=BACKEND,
    )


def _point(theta: DualFunction) -> dict[str, Scalar] | None:
    """The multipliers that satisfy the equations of all blocks with one branch, if they are the only ones."""
    if not theta.is_closed or not theta.multipliers:
        return None
    equations = [
        condition.affine
        for block in theta.blocks
        if len(block.branches) == 1
        for condition in block.branches[0].conditions
        if isinstance(condition, Condition) and condition.relation == "=" and condition.affine is not None
    ]
    names = [m.name for m in theta.multipliers]
    if len(equations) < len(names):
        return None
    matrix = [[affine.coefficient(name) for name in names] for affine in equations]
    found = particular_and_nullspace(matrix, [Fraction(0) - affine.constant for affine in equations])
    if found is None or found[1]:
        return None
    return dict(zip(names, found[0], strict=True))


class OnlyMultipliers:
    """d* = theta_D at the only multipliers where it can be finite, from the evidence about inf L there."""

    name = "the only multipliers"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if is_settled(ledger, "d"):
            return "d* is known"
        if question.derived is None or not question.form.constraints:
            return "theta_D of a restatement is not asked"
        return None if _multipliers(question.derivation) else "theta_D may be finite at many multipliers"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        yield from at_multipliers(question, _multipliers(question.derivation), only=True)


def _multipliers(derivation: Derivation) -> dict[str, Scalar]:
    """Those multipliers by constraint, empty where there are more, or none with the right signs."""
    theta = derivation.dual_function
    point = _point(theta)
    if point is None or any(m.kind == "inequality" and point[m.name] < 0 for m in theta.multipliers):
        return {}
    return {m.constraint: point[m.name] for m in theta.multipliers}
