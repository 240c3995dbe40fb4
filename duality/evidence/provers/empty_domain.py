"""An empty D: nothing is feasible, and theta_D is +inf at every multiplier."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from duality.algebra.boxes import Box, is_empty, sign_at_least
from duality.algebra.membership import membership
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import End, Engine, Evidence, Side, establish
from duality.model.expression import opposite
from duality.model.form import Domain, DomainCondition, StandardForm

SIDES: tuple[Side, Side] = ("p", "d")


class EmptyDomain:
    """D is empty: p* = +inf, and theta_D = inf over the empty set = +inf at every multiplier, so d* = +inf."""

    name = "empty D"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        return None if _contradiction(question.form) else "no bounds and conditions of D contradict each other"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        witness = Engine("bounds of D", _contradiction(question.form))
        for side in SIDES:
            stated = Evidence(side, witness, lower=End(inf), attained=False, source="D is empty")
            yield establish(question.form, stated)


def _contradiction(form: StandardForm) -> str:
    """Which bounds or conditions leave no value; empty where none do."""
    name = next((name for name, bounds in form.domain.bounds if is_empty(bounds)), None)
    empty = next((points.variables[0] for points in form.domain.discrete if not points.points), None)
    if name is not None or empty is not None:
        return f"no value of {name or empty} satisfies them all"
    return _broken_condition(form.domain)


def _broken_condition(domain: Domain) -> str:
    """A condition of D that fails at the only values that the bounds leave, or by its sign, in words."""
    fixed = {name: b.lower for name, b in domain.bounds if b.lower is not None and b.lower == b.upper}
    decided = tuple(c for c in domain.conditions if fixed.keys() >= set(c.expression.variables()))
    found = membership(Domain(conditions=decided), fixed)
    if found.verdict == "no":
        return found.reason
    failing = next((c for c in domain.conditions if _fails(c, dict(domain.bounds))), None)
    return "" if failing is None else f"{failing.expression} has the wrong sign wherever it is defined"


def _fails(condition: DomainCondition, box: Box) -> bool:
    """The row is < 0 over the box, or <= 0 where it has to be positive; for an equation, > 0 does, too."""
    if condition.nonzero:
        return False
    below = sign_at_least(opposite(condition.expression), box, strict=not condition.strict)
    return below or (condition.equality and sign_at_least(condition.expression, box, strict=True))
