"""p* is attained where the level sets are closed and bounded (Weierstrass), in x or in log x.

In log x the level sets of a geometric program are convex, {u : c_t exp(a_t'u) <= v_t for all terms t}. Positive weights
with sum w_t a_t = 0 make them bounded up to translations that change no term (Stiemke): whatever does not raise a term
leaves all of them as they are. Source: R. J. Duffin, E. L. Peterson, C. Zener, "Geometric Programming" (1967), on
canonical programs.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isfinite

from duality.algebra.differentiate import is_continuous
from duality.algebra.exact_linear import rank
from duality.derivation.kkt_points.linear import cancels_positively
from duality.evidence.attainment import attainment
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Engine, Evidence, establish
from duality.model.form import StandardForm
from duality.solving import globally
from duality.solving.globally.translation.signomials import geometric_program


class Compactness:
    """{x feasible: f(x) <= v} for a v >= p* is closed and bounded, by contraction of boxes with outward rounding."""

    name = "compact level sets of f"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if not isfinite(ledger.p.upper.value) or ledger.p.lower.value == float("inf"):
            return "no feasible point is known"
        return "attainment is known" if attainment(ledger, "p")[0] is not None else None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        if globally.attainment.has_compact_level_set(question.form, ledger.p.upper.value):
            witness = Engine("intervals", "the level set of f at a feasible point is closed and bounded")
            yield establish(question.form, Evidence("p", witness, attained=True, source="compact level set"))
        elif globally.separable_growth.grows_in_each_variable(question.form):
            witness = Engine("limits", "f is a sum of functions of one variable, each of which grows beyond all bounds")
            yield establish(question.form, Evidence("p", witness, attained=True, source="compact level set"))
        elif _is_canonical(question.form):
            witness = Engine("exact linear program", "positive weights under which the powers of all terms cancel")
            yield establish(question.form, Evidence("p", witness, attained=True, source="compact level set in log x"))


def _is_canonical(form: StandardForm) -> bool:
    """Positive weights of all terms under which the powers cancel; what the terms do not hold must be closed, too."""
    program = geometric_program(form)
    if program is None or not _is_closed_in_logarithms(form):
        return False
    terms = [dict(key) for posynomial in program.posynomials for key in posynomial if key]
    powers = [[own.get(name, Fraction(0)) for name in form.variables] for own in terms]
    if program.relaxed and rank(powers) < len(form.variables):
        # A row that is left out may tell translations apart.
        return False
    return cancels_positively(powers)


def _is_closed_in_logarithms(form: StandardForm) -> bool:
    bounds = [b for _, b in form.domain.bounds]
    ends = [(b.lower, b.lower_closed) for b in bounds] + [(b.upper, b.upper_closed) for b in bounds]
    rows = [form.objective_expression, *(c.expression for c in (*form.constraints, *form.domain.conditions))]
    closed = all(end is None or end <= 0 or is_closed for end, is_closed in ends)
    return closed and not any(c.strict or c.nonzero for c in form.domain.conditions) and all(map(is_continuous, rows))
