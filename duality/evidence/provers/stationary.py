"""Complete lists of KKT points as evidence: of a problem, and of L at exact multipliers, where bounds leave a width."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, nextafter

from duality.derivation import inner_problem, kkt_points
from duality.evidence.ledger import Ledger
from duality.evidence.provers.inner import at_multipliers
from duality.evidence.question import Question
from duality.model.evidence import Evidence, established
from duality.model.scalar import Scalar
from duality.solving import globally
from duality.solving.proofs.optimality import proof
from duality.verify.evaluation import as_values, floats, is_exact, rational_only

LARGEST = 4
CLOSE = 1e-5
"""Relative: p* and d* so near to each other may be the same number."""

SHARE = 0.05
"""Of the usual work."""


class AllKKTPoints:
    """p* as the least value of all KKT and Fritz John points, where the minimum is attained."""

    name = "all KKT points"

    def __init__(self, *, largest: int = LARGEST) -> None:
        self.largest = largest

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if ledger.p.is_closed or question.form.domain.discrete:
            return "p* is known exactly, or there are finite sets"
        if question.depth == 0 and not question.is_convex:
            return "they were listed before the search"
        return None if len(question.form.variables) <= self.largest else f"more than {self.largest} variables"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        form = question.form
        found = kkt_points.kkt_points(form, budget=question.budget.aside(SHARE))
        if found is not None and found.complete and found.minimum is None and found.points:
            least = min(point.value for point in found.points)
            if globally.attainment.has_compact_level_set(form, nextafter(least, inf)):
                kkt_points.kkt_points(form, budget=question.budget.aside(SHARE), attains=True)
        yield from established(form)


class StationaryPoints:
    """d* >= theta_D = inf L over D where p* is exact: x* may minimize L at its multipliers, or those of d* nearby."""

    name = "stationary points of L"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        p, d = ledger.p, ledger.d
        if d.is_closed or not (p.is_closed and p.upper.is_finite):
            return "d* is known exactly, or p* is not"
        if len(question.form.variables) > LARGEST or question.form.domain.discrete:
            return f"finite sets, or more than {LARGEST} variables"
        return None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        for multipliers in _candidates(question, ledger):
            form = inner_problem(question.form, multipliers)
            kkt_points.kkt_points(form, budget=question.budget.aside(SHARE))
            inner = question.inner(multipliers)
            if inner is not None:
                for proved in established(form):
                    inner.add(proved)
                yield from at_multipliers(question, multipliers)
            if ledger.d.is_closed:
                return


def _candidates(question: Question, ledger: Ledger) -> Iterator[dict[str, Scalar]]:
    """The exact multipliers of a d* that is near to p*, and those of x*."""
    p, d = ledger.p, ledger.d
    near = p.upper.value - d.lower.value <= CLOSE * max(1.0, abs(p.upper.value))
    values = as_values((near and d.lower_by and d.lower_by.point) or ())
    names = [c.name for c in question.form.constraints]
    if names and all(name in values and is_exact(values[name]) for name in names):
        yield rational_only({name: values[name] for name in names})
    point = as_values((p.upper_by and p.upper_by.point) or ())
    if point.keys() == set(question.form.variables) and all(map(is_exact, point.values())):
        found = proof(question.form, rational_only(point), floats(values))
        if found is not None:
            yield dict(found.multipliers)
