"""Directions in which f keeps falling, so that p* is not attained."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from duality.algebra.exact_linear import particular_and_nullspace
from duality.evidence import checks
from duality.evidence.attainment import attainment
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Evidence, Recession
from duality.model.form import StandardForm

LARGEST = 4
MOST_SEARCHES = 4
"""Directions in which f is searched for a place where it does not fall."""


class Receding:
    """Directions with components -1, 0 and 1, and those that keep the affine equations."""

    name = "directions of recession"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if attainment(ledger, "p")[0] is not None or not ledger.p.upper.is_finite:
            return "attainment is known, or no feasible point is"
        return f"more than {LARGEST} variables" if len(question.form.variables) > LARGEST else None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        form = question.form
        is_fit = checks.recession.unfit(question) is None
        places = [dict(claim.point) for claim in question.claims if claim.point is not None]
        searches = 0
        for direction in _directions(form):
            falls = searches < MOST_SEARCHES and checks.descent.falls_at(form, direction, places)
            searches += falls
            if (falls and checks.descent.descends(form, direction)) or (
                is_fit and checks.recession.keeps_from_minimizing(question, direction)
            ):
                witness = Recession(tuple(direction.items()))
                yield Evidence("p", witness, attained=False, source="direction of recession")
                return


def _directions(form: StandardForm) -> Iterator[dict[str, Fraction]]:
    names = form.variables
    rows = [[c.row.affine.coefficient(name) for name in names] for c in form.equalities if c.row.is_affine]
    solved = particular_and_nullspace(rows, [Fraction(0)] * len(rows)) if rows else None
    for basis in solved[1] if solved is not None else ():
        if all(isinstance(step, Fraction) for step in basis):
            for sign in (1, -1):
                yield {name: sign * Fraction(step) for name, step in zip(names, basis, strict=True)}  # type: ignore[arg-type]
    for steps in product((0, 1, -1), repeat=len(names)):
        if any(steps):
            yield dict(zip(names, map(Fraction, steps), strict=True))
