"""The kernel: one match over the witnesses, each checked from the problem's data alone.

Bounds come out of the check and not out of the claim: a witness that passes says what it proves, and evidence that
states more than that is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from duality.evidence import checks
from duality.evidence.comparison import greater
from duality.model.evidence import (
    AlongPath,
    AtMultipliers,
    AtPoint,
    Circuits,
    Combinations,
    Components,
    Cuts,
    EnclosedPoint,
    EnclosedSaddle,
    Engine,
    Evidence,
    ExplicitDual,
    KarushKuhnTucker,
    Means,
    Mixture,
    Recession,
    Restated,
    SolverClaim,
    Theorem,
)
from duality.model.solution import Farkas, Ray
from duality.records import record

if TYPE_CHECKING:
    from duality.evidence.ledger import Ledger
    from duality.evidence.question import Question


@record
class Refusal:
    """Evidence that does not hold, or could not be checked, and why."""

    evidence: Evidence
    why: str


def checked(question: Question, evidence: Evidence, ledger: Ledger) -> tuple[Evidence, ...] | Refusal:
    """What the witness proves, as evidence with bounds of its own; `Refusal` where it proves less than is stated."""
    found = _proved(question, evidence, ledger)
    if isinstance(found, str):
        return Refusal(evidence, found)
    for entry in found:
        if entry.side == evidence.side and _claims_more(evidence, entry):
            return Refusal(evidence, "the witness proves less than what is stated")
    return found


def _claims_more(stated: Evidence, proved: Evidence) -> bool:
    lower, upper = stated.lower, stated.upper
    too_high = lower is not None and (proved.lower is None or greater(lower, proved.lower))
    too_low = upper is not None and (proved.upper is None or greater(proved.upper, upper))
    return too_high or too_low


def _proved(question: Question, evidence: Evidence, ledger: Ledger) -> tuple[Evidence, ...] | str:
    match evidence.witness:
        case AtPoint() | EnclosedPoint() as witness:
            return checks.points.check_point(question, evidence, witness)
        case EnclosedSaddle() as witness:
            return checks.saddles.check_saddle(question, evidence, witness)
        case AtMultipliers() as witness:
            return checks.multipliers.check_multipliers(question, evidence, witness)
        case KarushKuhnTucker() as witness:
            return checks.stationarity.check_kkt(question, evidence, witness)
        case AlongPath() as witness:
            return checks.paths.check_path(question, evidence, witness)
        case Mixture() as witness:
            return checks.mixtures.check_mixture(question, evidence, witness)
        case Cuts() as witness:
            return checks.cuts.check_cuts(question, evidence, witness)
        case Recession() as witness:
            return checks.recession.check_recession(question, evidence, witness)
        case Means() as witness:
            return checks.means.check_means(question, evidence, witness)
        case Circuits() as witness:
            return checks.circuits.check_circuits(question, evidence, witness)
        case Farkas() as witness:
            return checks.infinities.check_farkas(question, evidence, witness, ledger)
        case Ray() as witness:
            return checks.infinities.check_ray(question, evidence, witness)
        case Engine():
            return checks.engines.check_engine(question, evidence)
        case Restated() | Combinations() | ExplicitDual() | Components() as witness:
            return checks.composites.check_composite(question, evidence, witness)
        case Theorem() as witness:
            return checks.theorems.check_theorem(question, evidence, witness, ledger)
        case SolverClaim(solver):
            return f"a solver's word ({solver}) moves no bound"
        case _:
            assert_never(evidence.witness)
