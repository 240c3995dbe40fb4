"""p* of a geometric program from below, by the weighted inequality of the arithmetic and the geometric mean.

Let x > 0, f = sum of c_0t x^a_0t, and sum over t of c_kt x^a_kt <= 1 for the rows k. For weights w >= 0 with
sum_t w_0t = 1, sum over all terms of w a = 0 and v_k = sum_t w_kt, with v_0 = 1,
f(x) >= prod (c_kt v_k / w_kt)^w_kt: the powers of x cancel. With w_0 = 0 the product is at most
prod (row k)^v_k <= 1 wherever the rows hold: if it exceeds 1, no x is feasible.
Source: R. J. Duffin, E. L. Peterson, C. Zener, "Geometric Programming" (1967).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf, isfinite

from duality.algebra.coprime_powers import coprime_powers
from duality.algebra.interval_functions import lower_end
from duality.algebra.scalars import flint_of, from_flint, scalar_power, scalar_product
from duality.evidence.comparison import float_below
from duality.evidence.question import Question
from duality.model.evidence import End, Evidence, Means
from duality.model.scalar import Irrational, Scalar, Undecided
from duality.records import replace
from duality.solving.globally.translation.signomials import GeometricProgram, Terms, geometric_program

BITS = 200
PLAIN = 12
"""Denominators of weights, and factors, up to which the bound is asked as an exact number."""

FEW = 4
"""Factors, where some are irrational."""


def check_means(question: Question, evidence: Evidence, witness: Means) -> tuple[Evidence, ...] | str:
    """The weights are such, and the product is a lower bound of f on the feasible set."""
    program = geometric_program(question.form)
    if program is None:
        return "the problem is no geometric program"
    posynomials = program.posynomials
    why = _fault(posynomials, witness.weights)
    if why is not None:
        return why
    weighted = factors(posynomials, witness.weights)
    if not any(witness.weights[0]):
        product = from_below(weighted)
        if product is None or product <= 1:
            return "the product of the rows' weighted terms is not proved to exceed 1"
        return (replace(evidence, side="p", lower=End(inf), upper=None, attains=None, attained=False, point=None),)
    end = _end(program, weighted)
    if end is None:
        return "the product of the weighted terms is not bounded"
    return (replace(evidence, side="p", lower=end, upper=None, attains=None, attained=None, point=None),)


def _fault(posynomials: Sequence[Terms], weights: Sequence[Sequence[Fraction]]) -> str | None:
    if [len(terms) for terms in posynomials] != [len(own) for own in weights]:
        return "there is not one weight for each term"
    if any(weight < 0 for own in weights for weight in own):
        return "a weight is negative"
    if sum(weights[0]) not in (0, 1):
        return "the weights of f do not add up to 1, nor are all of them 0"
    powers: dict[str, Fraction] = {}
    for terms, own in zip(posynomials, weights, strict=True):
        for key, weight in zip(terms, own, strict=True):
            for name, p in key:
                powers[name] = powers.get(name, Fraction(0)) + weight * p
    if any(powers.values()):
        return "the powers of a variable do not cancel"
    return None


def factors(posynomials: Sequence[Terms], weights: Sequence[Sequence[Fraction]]) -> list[tuple[Scalar, Fraction]]:
    """Bases and exponents of the product."""
    return [
        (c * sum(own) / weight, weight)
        for terms, own in zip(posynomials, weights, strict=True)
        for c, weight in zip(terms.values(), own, strict=True)
        if weight > 0
    ]


def _end(program: GeometricProgram, weighted: Sequence[tuple[Scalar, Fraction]]) -> End | None:
    """constant + product, or constant - 1/product."""
    exact = exact_product(weighted)
    product = exact if exact is not None else from_below(weighted)
    if product is None or product <= 0:
        return None
    value = program.constant + (product if program.sign > 0 else -1 / product)
    if exact is not None:
        return End.of(value)
    lower = float_below(value)
    return End(lower) if isfinite(lower) else None


def exact_product(weighted: Sequence[tuple[Scalar, Fraction]]) -> Scalar | None:
    """prod base^exponent as an exact number, where the factors are few and plain."""
    irrational = [base for base, _ in weighted if isinstance(base, Irrational)]
    if not irrational:
        # Roots of the factors may cancel in the product.
        powers = coprime_powers((base, weight) for base, weight in weighted if isinstance(base, Fraction))
        weighted = [(Fraction(base), exponent) for base, exponent in powers.items()]
    if len(weighted) > (FEW if irrational else PLAIN) or any(weight.denominator > PLAIN for _, weight in weighted):
        return None
    if any(map(_has_roots, irrational)):
        return None
    try:
        return scalar_product([scalar_power(base, weight) for base, weight in weighted])
    except Undecided:
        return None


def _has_roots(value: Irrational) -> bool:
    """Roots of what holds roots have no normal form that is worth its time; pi and powers of e have."""
    import sympy

    return any(not power.exp.is_integer for power in value.value.atoms(sympy.Pow)) or value.value.has(sympy.Add)


def from_below(weighted: Sequence[tuple[Scalar, Fraction]]) -> Fraction | None:
    """A number no greater than prod base^exponent, exponents > 0."""
    import flint

    before, flint.ctx.prec = flint.ctx.prec, BITS
    try:
        logarithm = flint.arb(0)
        for base, weight in weighted:
            low = base if isinstance(base, Fraction) else Fraction(float_below(base))
            logarithm += flint.arb(flint_of(weight)) * flint.arb(flint_of(low)).log()
        end = lower_end(logarithm.exp())
    finally:
        flint.ctx.prec = before
    return None if end is None else from_flint(end)
