"""How a value that is not attained is approached: a path for the reader, where what proved the value was none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from duality.algebra.paths import limit
from duality.algebra.paths.proposals import proposals
from duality.evidence.attainment import attainment
from duality.evidence.comparison import same
from duality.evidence.ledger import Ledger
from duality.evidence.provers.along_paths import end_of, limits_of_theta
from duality.evidence.question import Question
from duality.model.evidence import AlongPath, Evidence, Side

LARGEST, MOST_PATHS = 6, 60
SHARE = 0.02
"""Of the usual work: it proves nothing new."""


class Approaches:
    """A feasible path with lim f = p*, or a path of multipliers with lim theta_D = d*."""

    name = "paths to a value that is not attained"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        return None if _missing(ledger) else "every value is attained, infinite, or has a path"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        budget = question.budget.aside(SHARE)
        for side in _missing(ledger):
            found = _of_p(question, ledger) if side == "p" else _of_d(question, ledger)
            for evidence in found:
                if budget.is_over:
                    return
                yield evidence
                if side not in _missing(ledger):
                    break


def _missing(ledger: Ledger) -> list[Side]:
    """The sides whose finite value is known, not attained, and without a path that leads to it."""
    found: list[Side] = []
    sides: tuple[Side, ...] = ("p", "d")
    for side in sides:
        own = ledger.p if side == "p" else ledger.d
        if own.is_closed and own.lower.is_finite and attainment(ledger, side)[0] is False:
            ends = [e.upper if side == "p" else e.lower for e in ledger.accepted if e.side == side and _is_path(e)]
            if not any(end is not None and same(end, own.lower) for end in ends):
                found.append(side)
    return found


def _is_path(evidence: Evidence) -> bool:
    return isinstance(evidence.witness, AlongPath)


def _of_p(question: Question, ledger: Ledger) -> Iterator[Evidence]:
    form = question.form
    if form.domain.discrete or len(form.variables) > LARGEST:
        return
    for path in islice(proposals(form, None), MOST_PATHS):
        if same(end_of(limit(form.objective_expression, path).upper), ledger.p.upper):
            yield Evidence("p", AlongPath(path.coordinates, path.toward), source=f"limit along {path.words}")


def _of_d(question: Question, ledger: Ledger) -> Iterator[Evidence]:
    if question.derived is None or not question.derived.dual_function.is_closed:
        return
    if len(question.derived.dual_function.multipliers) > LARGEST:
        return
    for evidence in limits_of_theta(question, MOST_PATHS):
        if evidence.lower is not None and same(evidence.lower, ledger.d.lower):
            yield evidence
