"""Complete lists of KKT points as evidence: of a problem, and of L at exact multipliers, where bounds leave a width."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, nextafter

from duality.derivation import inner_problem, kkt_points
from duality.evidence.ledger import Ledger
from duality.evidence.provers.inner import at_multipliers
from duality.evidence.question import Question
from duality.model.evidence import Evidence, established
from duality.solving import globally
from duality.verify.evaluation import as_values, is_exact, rational_only

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
    """d* >= theta_D = inf L over D where p* is exact and d* near to it: x* may minimize L."""

    name = "stationary points of L"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        p, d = ledger.p, ledger.d
        if d.is_closed or not (p.is_closed and p.upper.is_finite):
            return "d* is known exactly, or p* is not"
        if p.upper.value - d.lower.value > CLOSE * max(1.0, abs(p.upper.value)):
            return "d* is not known to be near p*"
        if len(question.form.variables) > LARGEST or question.form.domain.discrete:
            return f"finite sets, or more than {LARGEST} variables"
        return None if ledger.d.lower_by is not None else "no multipliers are known"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        best = None if ledger.d.lower_by is None else ledger.d.lower_by.point
        values = as_values(best or ())
        if any(c.name not in values or not is_exact(values[c.name]) for c in question.form.constraints):
            return
        multipliers = rational_only({c.name: values[c.name] for c in question.form.constraints})
        form = inner_problem(question.form, multipliers)
        kkt_points.kkt_points(form, budget=question.budget.aside(SHARE))
        inner = question.inner(multipliers)
        if inner is not None:
            for proved in established(form):
                inner.add(proved)
            yield from at_multipliers(question, multipliers)
