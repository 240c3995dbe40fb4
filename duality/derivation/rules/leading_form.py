"""inf over R^n of a polynomial, by its part of the highest degree d, homogeneous: along x = t*v it is P_d(v) t^d.

For odd d, P_d(v) and P_d(-v) have opposite signs: the infimum is -inf, unless every coefficient of P_d is 0. For even
d, one v with P_d(v) < 0 makes it -inf. A cubic f under quadratic constraints has no dual but -inf.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product

from duality.algebra.atoms import scaled, total
from duality.algebra.polynomial import Monomial, Polynomial
from duality.algebra.polynomial_of import polynomial
from duality.derivation.blocks import LagrangianBlock
from duality.derivation.parts import block_part, block_terms, weighted
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.reduced import reduced
from duality.derivation.rules.rule import Answer, Refusal
from duality.derivation.signs import condition
from duality.model.derivation import Block, Condition, Step
from duality.model.expression import Comparison, Expression, Variable
from duality.model.form import FREE, Affine
from duality.model.scalar import Scalar
from duality.records import replace

ENTRY = Entry(
    "Polynomial of odd degree",
    "var x, y\nmin x^2 + y^2\ns.t.\n sheet: x^2*y = 1",
    "Boyd and Vandenberghe, section 5.1.2 (L unbounded below in x: the dual function is -inf)",
)

MOST_VARIABLES = 6

STEPS = (0, 1, -1, 2, -2)
"""Coordinates of the directions in which a form of even degree is tried."""


def leading_form(block: LagrangianBlock) -> Answer:
    """A polynomial of degree 3 or more in unbounded variables."""
    if block.bounds or block.conditions or block.discrete or len(block.variables) > MOST_VARIABLES:
        return Refusal("its variables are bounded by the domain, or too many")
    terms = _by_monomial(block)
    degree = max(map(_degree, terms), default=0)
    if degree <= 2:
        return Refusal("it is no polynomial of degree 3 or more")
    leading = {monomial: form for monomial, form in terms.items() if _degree(monomial) == degree}
    return _odd(block, terms, leading) if degree % 2 else _even(block, leading)


def _by_monomial(block: LagrangianBlock) -> dict[Monomial, Affine]:
    """L over the block by monomials of x, coefficients affine in the multipliers; empty where it is no polynomial."""
    found: dict[Monomial, Affine] = {((name, 1),): form for name, form in block.linear.items()}
    for coefficient, node in block_terms(block):
        read = polynomial(node)
        if read is None:
            return {}
        for factors, c in read.terms:
            monomial = tuple(sorted(factors))
            found[monomial] = found.get(monomial, Affine(Fraction(0))) + coefficient.scaled(c)
    return {monomial: form for monomial, form in found.items() if not form.is_zero}


def _degree(monomial: Monomial) -> int:
    return sum(exponent for _, exponent in monomial)


def _tree(monomial: Monomial) -> Expression:
    return Polynomial.of({monomial: Fraction(1)}).expression()


def _odd(block: LagrangianBlock, terms: Mapping[Monomial, Affine], leading: Mapping[Monomial, Affine]) -> Answer:
    """Every leading coefficient must vanish; the rest of L is derived with the multipliers that this fixes."""
    conditions: list[Condition] = []
    fixed: dict[str, Scalar] = {}
    for form in leading.values():
        upright = -form if form.terms and form.terms[0][1] < 0 else form
        holds = condition(upright, "=", block.nonnegative)
        if holds is False or (form.root is not None and fixed.get(form.root[0], form.root[1]) != form.root[1]):
            return [Block(block.variables, "leading form", (), (_unbounded(leading),), part=block_part(block))]
        if isinstance(holds, bool) or form.root is None:
            return Refusal("its leading coefficients hold several multipliers")
        if holds not in conditions:
            conditions.append(holds)
        fixed[form.root[0]] = form.root[1]
    rest = {monomial: _fixed(form, fixed) for monomial, form in terms.items() if monomial not in leading}
    left = reduced(
        ((form, _tree(monomial)) for monomial, form in rest.items()), block, dict.fromkeys(block.variables, FREE)
    )
    if isinstance(left, Refusal):
        return left
    first, *others = left[1]
    branches = tuple(replace(branch, conditions=(*conditions, *branch.conditions)) for branch in first.branches)
    steps = (_vanishing(leading, conditions), *first.steps)
    return [replace(first, branches=branches, steps=steps), *others]


def _fixed(form: Affine, values: Mapping[str, Scalar]) -> Affine:
    constant = sum((c * values[name] for name, c in form.terms if name in values), form.constant)
    return Affine(constant, tuple((name, c) for name, c in form.terms if name not in values))


def _even(block: LagrangianBlock, leading: Mapping[Monomial, Affine]) -> Answer:
    """A direction in which a form without multipliers is negative."""
    form = Polynomial.of({monomial: c.constant for monomial, c in leading.items()})
    if not all(c.is_constant for c in leading.values()) or not form.is_rational:
        return Refusal("its leading coefficients hold multipliers")
    for steps in product(STEPS, repeat=len(block.variables)):
        direction = dict(zip(block.variables, map(Fraction, steps), strict=True))
        if form.at(direction) < 0:
            step = _descent(block.variables, direction, leading)
            return [Block(block.variables, "leading form", (), (step,), part=block_part(block))]
    return Refusal("its leading form is not seen to be negative anywhere")


def _shown(leading: Mapping[Monomial, Affine]) -> Expression:
    return total([weighted(form, _tree(monomial)) for monomial, form in leading.items()])


def _unbounded(leading: Mapping[Monomial, Affine]) -> Step:
    reason = (
        "Its part of the highest degree is {0}. The degree is odd, so that this takes both signs, and far out along a "
        "line it outgrows all other terms: the function falls without bound."
    )
    return Step("leading form", reason, (_shown(leading),))


def _vanishing(leading: Mapping[Monomial, Affine], conditions: Sequence[Condition]) -> Step:
    reason = (
        "Its part of the highest degree is {0}. The degree is odd, so that this takes both signs, and far out along a "
        "line it outgrows all other terms: the function falls without bound, unless the coefficients vanish:"
    )
    return Step("leading form", reason, (_shown(leading),), tuple(c.comparison for c in conditions))


def _descent(names: Sequence[str], direction: Mapping[str, Scalar], leading: Mapping[Monomial, Affine]) -> Step:
    t = Variable("t" if "t" not in names else "t_")
    places = tuple(
        Comparison(("=",), (Variable(name), scaled(step, t))) for name, step in direction.items() if step != 0
    )
    reason = (
        "Its part of the highest degree is {0}. It is negative in the direction below, where it outgrows all other "
        "terms: the function falls without bound."
    )
    return Step("leading form", reason, (_shown(leading),), places)
