"""inf f from below for a sum of terms c x^a, by the inequality of means for every term that may be negative.

The terms that are nowhere negative have c > 0 and an even exponent in every variable of both signs. For another term
d x^b take shares s_i >= 0 of them and weights w_i >= 0 with sum w_i a_i = b and w_0 = 1 - sum w_i >= 0:

    sum s_i x^a_i + s_0 >= (s_0/w_0)^w_0 prod (s_i/w_i)^w_i |x^b| >= -d x^b,
    s_0 = w_0 (|d| / prod (s_i/w_i)^w_i)^(1/w_0)

and f >= constant - sum of all s_0, if no term gives away more than itself. With w_0 = 0 the product has to be >= |d|.
Sources: S. Iliman, T. de Wolff, "Amoebas, nonnegative polynomials and sums of squares supported on circuits" (2016);
R. J. Duffin, E. L. Peterson, C. Zener, "Geometric Programming" (1967).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isfinite

from duality.algebra.polynomial_of import polynomial
from duality.evidence.checks.means import exact_product, from_below
from duality.evidence.comparison import float_below
from duality.evidence.question import Question
from duality.model.evidence import Circuits, End, Evidence
from duality.model.form import StandardForm
from duality.model.remembered import once
from duality.model.scalar import Scalar
from duality.records import record, replace
from duality.solving.globally.translation.signomials import Powers, signomial

MOST_TERMS = 40


@record
class Alternation:
    """f = constant + sum of the ``rising`` terms + sum of the ``other`` ones, each (powers, coefficient)."""

    constant: Scalar
    rising: tuple[tuple[Powers, Scalar], ...]
    other: tuple[tuple[Powers, Scalar], ...]


@once
def alternation(form: StandardForm) -> Alternation | None:
    """The terms of f; ``None`` where it is no such sum, or no term can be negative."""
    node = form.objective_expression
    signed = {name for name in node.variables() if not _is_nonnegative(form, name)}
    # A root of a square is a monomial over positive numbers alone.
    terms = None if signed and polynomial(node) is None else signomial(node)
    if terms is None or not 1 < len(terms) <= MOST_TERMS:
        return None
    constant = terms.get((), Fraction(0))
    rising, other = [], []
    for key, c in terms.items():
        if key:
            even = all(name not in signed or p % 2 == 0 for name, p in key)
            (rising if c > 0 and even else other).append((key, c))
    return Alternation(constant, tuple(rising), tuple(other)) if rising and other else None


def check_circuits(question: Question, evidence: Evidence, witness: Circuits) -> tuple[Evidence, ...] | str:
    """The bound, of inf f over D, which is theta_D at multipliers 0."""
    terms = alternation(question.form)
    if terms is None:
        return "f is no sum of terms some of which may be negative"
    why = _fault(terms, witness)
    if why is not None:
        return why
    given = [
        _given(d, _factors(shares, weights), 1 - sum(weights, Fraction(0)))
        for (_, d), (shares, weights) in zip(terms.other, witness.entries, strict=True)
    ]
    known = [s for s in given if s is not None]
    if len(known) < len(given):
        return "the product of the weighted terms is not proved to be large enough"
    value = terms.constant - sum((s for s, _ in known), Fraction(0))
    lower = End.of(value) if all(exact for _, exact in known) else End(float_below(value))
    if not isfinite(lower.value):
        return "the bound is beyond the largest number"
    found = replace(evidence, side="p", lower=lower, upper=None, attains=None, attained=None, point=None)
    return found, replace(found, side="d")


def _fault(terms: Alternation, witness: Circuits) -> str | None:
    size = len(terms.rising)
    if len(witness.entries) != len(terms.other):
        return "there is not one entry for each term that may be negative"
    for (key, _), (shares, weights) in zip(terms.other, witness.entries, strict=True):
        if len(shares) != size or len(weights) != size:
            return "there is not one share and one weight for each term that is nowhere negative"
        if any(w < 0 or s < 0 or (w > 0 and s == 0) for w, s in zip(weights, shares, strict=True)) or sum(weights) > 1:
            return "a share or a weight is negative, or the weights add up to more than 1"
        if mean_power(terms.rising, weights) != dict(key):
            return "the weighted powers are not those of the term"
    given = (sum(column) for column in zip(*(shares for shares, _ in witness.entries), strict=True))
    if any(total > c for total, (_, c) in zip(given, terms.rising, strict=True)):
        return "a term gives away more than itself"
    return None


def mean_power(terms: Sequence[tuple[Powers, Scalar]], weights: Sequence[Fraction]) -> dict[str, Fraction]:
    """sum w_i a_i by variable, without zeros."""
    total: dict[str, Fraction] = {}
    for (key, _), weight in zip(terms, weights, strict=True):
        for name, p in key:
            total[name] = total.get(name, Fraction(0)) + weight * p
    return {name: p for name, p in total.items() if p}


def _factors(shares: Sequence[Fraction], weights: Sequence[Fraction]) -> list[tuple[Scalar, Fraction]]:
    return [(s / w, w) for s, w in zip(shares, weights, strict=True) if w > 0]


def _given(d: Scalar, factors: Sequence[tuple[Scalar, Fraction]], rest: Fraction) -> tuple[Scalar, bool] | None:
    """s_0, no less than it has to be, and whether it is exact; ``None`` where there is none."""
    if rest == 0:
        product = exact_product(factors) or from_below(factors)
        return (Fraction(0), True) if product is not None and product >= abs(d) else None
    raised = [*((base, p / rest) for base, p in factors), (1 / abs(d), 1 / rest)]
    exact = exact_product(raised)
    product = exact if exact is not None else from_below(raised)
    return (rest / product, exact is not None) if product is not None and product > 0 else None


def _is_nonnegative(form: StandardForm, name: str) -> bool:
    lower = form.domain.bound(name).lower
    return lower is not None and lower >= 0
