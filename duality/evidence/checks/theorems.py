"""p* = d* by a theorem: its premises are proved here and now.

Theorem 2   a convex problem with a strictly feasible point (Slater) has p* = d*, attained by the dual if finite.
linear      a linear program that is feasible, or whose dual is, has p* = d*.
compact     a convex problem over a closed D, with f and c continuous there, whose set of optimal x is not empty and
            compact has p* = d*: its value function is closed. Source: R. T. Rockafellar, Convex Analysis (1970),
            Theorem 30.4 (i).
parts       where p* = d* is finite in each of several independent parts, so it is of the whole.
none        without constraints theta_D() = inf f over D = p*.
inactive    f has a minimizer over D, and c < 0 at all of its minimizers.
"""

from __future__ import annotations

from math import inf

from duality.evidence import checks
from duality.evidence.comparison import same
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Evidence, Theorem
from duality.records import replace
from duality.solving import globally

SLATER, LINEAR, COMPACT = "Theorem 2", "linear programming duality", "compact level sets"
NO_CONSTRAINTS, PARTS = "no constraints", "independent parts"


def check_theorem(
    question: Question, evidence: Evidence, witness: Theorem, ledger: Ledger
) -> tuple[Evidence, ...] | str:
    """The theorem as evidence on both sides, where its premises hold."""
    match witness.name:
        case "Theorem 2":
            if not question.is_convex:
                return "the problem is not proved to be convex"
            if question.slater.verdict != "holds":
                return f"Slater's condition is not proved: {question.slater.why}"
            stated = replace(evidence, lower=None, upper=None, attains=None, point=None)
            # With a strictly feasible point the set of optimal multipliers is not empty where d* is finite.
            return replace(stated, side="p", attained=None), replace(stated, side="d", attained=True)
        case "linear programming duality":
            if not question.form.is_linear:
                return "it is not a linear program"
            if not (ledger.p.upper.value < inf or ledger.d.lower.value > -inf):
                return "neither side is known to be feasible"
            stated = replace(evidence, lower=None, upper=None, attains=None, point=None)
            return replace(stated, side="p", attained=True), replace(stated, side="d", attained=True)
        case "compact level sets":
            why = _not_compact(question, ledger)
            if why is not None:
                return why
            stated = replace(evidence, lower=None, upper=None, attains=None, point=None)
            return replace(stated, side="p", attained=True), replace(stated, side="d", attained=None)
        case "no constraints":
            if question.form.constraints:
                return "there are constraints"
            stated = replace(evidence, lower=None, upper=None, attains=None, attained=None, point=None)
            return replace(stated, side="p"), replace(stated, side="d")
        case "independent parts":
            if not question.part_ledgers or not all(map(_is_finite_and_equal, question.part_ledgers.values())):
                return "p* = d* is not known to be finite in every part"
            stated = replace(evidence, lower=None, upper=None, attains=None, attained=None, point=None)
            return replace(stated, side="p"), replace(stated, side="d")
        case "inactive constraints":
            return checks.inactive.check_inactive(question, evidence)
        case _:
            return f"no theorem of the name {witness.name}"


def _is_finite_and_equal(part: Ledger) -> bool:
    known = part.equal is not None or (part.is_closed and same(part.p.lower, part.d.lower))
    return part.contradiction is None and known and part.p.lower.is_finite and part.p.upper.is_finite


def _not_compact(question: Question, ledger: Ledger) -> str | None:
    """Why the optimal set is not known to be compact; ``None`` where it is."""
    if not question.is_convex:
        return "the problem is not proved to be convex"
    if not -inf < ledger.p.upper.value < inf:
        return "no feasible point is known"
    if not globally.attainment.is_closed(question.form):
        return "D is not closed"
    if not globally.attainment.has_compact_level_set(question.form, ledger.p.upper.value):
        return "the level sets are not proved to be bounded"
    return None
