"""Exact KKT points at whose multipliers L is convex, and the theorem of compact level sets of convex problems."""

from __future__ import annotations

from collections.abc import Iterator

from duality.algebra.membership import contains
from duality.algebra.nearby_rationals import nearby_points
from duality.evidence.attainment import is_settled
from duality.evidence.checks.open_borders import closure
from duality.evidence.checks.theorems import COMPACT
from duality.evidence.comparison import is_plain
from duality.evidence.ledger import Ledger
from duality.evidence.question import LONG, Question
from duality.model.evidence import Evidence, KarushKuhnTucker, Theorem
from duality.verify.evaluation import as_values, floats, is_exact, rational_only


class KKTPoint:
    """x with exact multipliers at which L is convex proves p* = d*."""

    name = "KKT with a convex L"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if is_settled(ledger, "p") and is_settled(ledger, "d"):
            return "both values are known"
        return "D has finite sets" if question.form.domain.discrete else None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        own = set(question.form.variables)
        for solution in question.claims:
            point = tuple(entry for entry in solution.point or () if entry[0] in own)
            if len(point) == len(own) and all(map(is_exact, as_values(point).values())):
                hint = solution.multipliers or ()
                yield Evidence("p", KarushKuhnTucker(point, hint), source=solution.backend)
                if is_settled(ledger, "p") and is_settled(ledger, "d"):
                    return


class KKTAtBest(KKTPoint):
    """The same at the best exact point that is known by now."""

    name = "KKT at the best point"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        best, bound = ledger.p.upper_by, ledger.d.lower_by
        values = as_values((best and best.point) or ())
        if best is None or not best.point or not all(map(is_exact, values.values())):
            return
        if question.is_convex or is_plain(rational_only(values), LONG):
            hint = (bound and bound.point) or next((s.multipliers for s in question.claims if s.multipliers), ())
            yield Evidence("p", KarushKuhnTucker(best.point, hint), source=best.source)


class KKTAtBorder(KKTPoint):
    """The same of the closure of D, at points beside the solvers' that D leaves out."""

    name = "KKT at an open border"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if not question.is_convex or closure(question.form) is None:
            return "the problem is not proved to be convex, or D leaves no border out"
        return super().refusal(question, ledger)

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        for solution in question.claims:
            values = as_values(solution.point or ())
            if set(values) >= set(question.form.variables):
                own = {name: values[name] for name in question.form.variables}
                for near in nearby_points(floats(own), largest=LONG):
                    if not contains(question.form.domain, near):
                        hint = solution.multipliers or ()
                        yield Evidence("p", KarushKuhnTucker(tuple(near.items()), hint), source=solution.backend)


class CompactLevels:
    """p* = d* of a convex problem whose optimal set is compact, whether Slater's condition holds or not."""

    name = "compact level sets"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if ledger.equal is not None or ledger.is_closed:
            return "p* = d* is known, or both are"
        if question.form.domain.discrete:
            return "D has finite sets"
        return None if question.is_convex else "the problem is not proved to be convex"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        yield Evidence("p", Theorem(COMPACT, "convex, closed, and bounded level sets"), source=COMPACT)
