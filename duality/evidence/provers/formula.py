"""What the formula of theta_D says by itself: it is never finite, or its value where there are no multipliers."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import AtMultipliers, End, Engine, Evidence, establish


class Formula:
    """d* = -inf where a block of L has no infimum at any multipliers; without constraints d* = inf f over D = p*."""

    name = "formula of theta_D"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        return "d* is known" if ledger.d.is_closed else None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        if question.derived is None and question.depth > 0:
            return
        form = question.form
        if question.derivation.dual_function.never_finite:
            witness = Engine("derivation", "theta_D is -inf at every multiplier")
            yield establish(form, Evidence("d", witness, upper=End(-inf), source="derivation"))
        elif not form.constraints:
            yield Evidence("d", AtMultipliers(()), source="derivation")
            yield from _unconstrained(question, ledger)


def _unconstrained(question: Question, ledger: Ledger) -> Iterator[Evidence]:
    """No multipliers: theta_D() = inf f over D = p*."""
    own = ledger.p
    witness = Engine("no constraints", "theta_D has no multipliers, and its value is p*")
    if own.lower.value > -inf or own.lower.is_finite or own.upper.value < inf:
        lower = own.lower if own.lower.value > -inf else None
        stated = Evidence("d", witness, lower=lower, upper=own.upper, attained=True, point=(), source="theta_D")
        yield establish(question.form, stated)
