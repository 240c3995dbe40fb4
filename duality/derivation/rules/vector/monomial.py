"""inf over u > 0 of c*prod u_i^(-q_i) + w'u, q_i > 0, Q = sum q_i.

c > 0: (1 + Q)*R with R = (c*prod (w_i/q_i)^q_i)^(1/(1 + Q)) where w > 0, attained at u_i = q_i*R/w_i; 0 where w >= 0
and some w_i = 0, approached as that u_i grows; -inf elsewhere.
c = 0: 0 where w >= 0, attained where w = 0. c < 0: -inf, as all u_i go to 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate.regions import above, at_least, zero
from duality.derivation.rules.vector.arguments import POSITIVE, Conjugand, conjugand
from duality.derivation.rules.vector.branches import branch
from duality.derivation.rules.vector.products import FormProduct
from duality.derivation.rules.vector.rule import Group
from duality.derivation.signs import Sign, sign
from duality.model.derivation import Branch, BranchCondition, Step
from duality.model.expression import ONE

ENTRY = Entry(
    "Reciprocal of a product",
    "var x, y\ndomain x > 0\ndomain y > 0\nmin 1/(x*y)\ns.t.\n a: x <= 2\n b: y <= 3",
    "Boyd and Vandenberghe, section 4.5 (posynomials)",
)


def monomial(group: Group) -> Sequence[Branch] | Refusal:
    """The reciprocal of a product of powers, on the positive orthant."""
    given = conjugand(group, [POSITIVE] * len(group.atom.arguments))
    if isinstance(given, Refusal):
        return given
    if given.constants:
        return Refusal("a product has a constant factor inside")
    exponents = [-p for p in group.atom.parameters]
    return [*_interior(given, exponents), *_border(given), *_linear(given)]


def _interior(given: Conjugand, exponents: Sequence[Fraction]) -> list[Branch]:
    """c > 0 and w > 0."""
    c = given.coefficient
    if any(sign(form, given.nonnegative) in _DOWNWARD for form in (c, *given.slopes)):
        return []
    whole = 1 + sum(exponents, Fraction(0))
    factors = [(Fraction(1), c, 1 / whole)]
    factors += [(1 / q, w, q / whole) for w, q in zip(given.slopes, exponents, strict=True)]
    value = FormProduct.of(factors).times(whole)
    point = [
        FormProduct.of([*factors, (1 / q, w, Fraction(-1))]).times(Fraction(1))
        for w, q in zip(given.slopes, exponents, strict=True)
    ]
    step = Step("monomial", "Setting the gradient to zero gives the value {0}.", (value,))
    clauses = [above(c), *(above(w) for w in given.slopes)]
    return branch(given, clauses, [], [value], attained=True, minimizer=given.at(point), steps=(step,))


def _border(given: Conjugand) -> list[Branch]:
    """c > 0 and some w_i = 0."""
    found: dict[tuple[BranchCondition, ...], Branch] = {}
    for k, slope in enumerate(given.slopes):
        others = [at_least(w) for i, w in enumerate(given.slopes) if i != k]
        step = Step(
            "monomial: border",
            "A variable without a slope, {0} = 0, lets the product grow at no cost: as it does, the infimum is "
            "approached and not attained.",
            (affine_expression(slope),),
        )
        clauses = [above(given.coefficient), zero(slope), *others]
        for border in branch(given, clauses, [], [], attained=False, steps=(step,)):
            found.setdefault(border.conditions, border)
    return list(found.values())


def _linear(given: Conjugand) -> list[Branch]:
    """c = 0: only w'u is left, on the open orthant."""
    clauses = [zero(given.coefficient), *(at_least(w) for w in given.slopes)]
    signs = [sign(w, given.nonnegative) for w in given.slopes]
    flat = all(known in (Sign.ZERO, Sign.NONPOSITIVE) for known in signs)
    attained = True if flat else False if Sign.POSITIVE in signs else None
    minimizer = given.at([ONE] * len(given.arguments)) if flat else None
    reason = "Where {0} = 0 only a linear function is left."
    step = Step("monomial: linear", reason, (affine_expression(given.coefficient),))
    return branch(given, clauses, [], [], attained=attained, minimizer=minimizer, steps=(step,))


_DOWNWARD = (Sign.ZERO, Sign.NEGATIVE, Sign.NONPOSITIVE)
