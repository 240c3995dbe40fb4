"""Formulas over the multipliers in textbook form: ratios, powers, logarithms of affine forms, with numbers folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, power, scalar_expression, total
from duality.algebra.content import content
from duality.algebra.scalars import integer_root
from duality.derivation.rules.univariate.irrationals import is_negative
from duality.model.expression import ONE, ZERO, Call, Expression, Negative, Number, Product, Quotient, Sum, number
from duality.model.form import Affine
from duality.model.scalar import Scalar
from duality.records import record

UNIT = Affine(Fraction(1))
NOTHING = Affine(Fraction(0))


def content_and_primitive(form: Affine) -> tuple[Scalar, Affine]:
    """form = content * primitive, the primitive with coprime integer coefficients and no minus in front.

    A constant is all content; a form whose coefficients have no common measure gives its sign only.
    """
    if form.is_constant:
        return form.constant, UNIT
    size = content([c for _, c in form.terms] + ([form.constant] if form.constant != 0 else []))
    leads_with_minus = is_negative(form.terms[0][1]) and (form.constant == 0 or is_negative(form.constant))
    reduced = form if size == 1 else form.scaled(1 / size)
    return (-size, -reduced) if leads_with_minus else (size, reduced)


@record
class Ratio:
    """factor * above / below, both primitive; ``below`` is 1 where the ratio is affine."""

    factor: Scalar
    above: Affine
    below: Affine

    @staticmethod
    def of(above: Affine, below: Affine) -> Ratio:
        """above / below in lowest terms."""
        above_content, above = content_and_primitive(above)
        below_content, below = content_and_primitive(below)
        if above_content == 0:
            return Ratio(Fraction(0), UNIT, UNIT)
        if (above - below).is_zero:
            above = below = UNIT
        return Ratio(above_content / below_content, above, below)

    @property
    def affine(self) -> Affine | None:
        """The ratio as an affine form, where its denominator is constant."""
        return self.above.scaled(self.factor) if self.below == UNIT else None

    def scaled(self, factor: Scalar) -> Ratio:
        return Ratio(self.factor * factor, self.above, self.below)

    def power(self, exponent: int) -> Expression:
        """The ratio to an integer power, numbers folded: (2 u / c)^3 = 8*u^3/c^3."""
        if exponent < 0:
            return Ratio(1 / self.factor, self.below, self.above).power(-exponent)
        return fraction(
            self.factor**exponent,
            [root(affine_expression(self.above), Fraction(exponent))],
            [root(affine_expression(self.below), Fraction(exponent))],
        )

    @property
    def tree(self) -> Expression:
        form = self.affine
        whole = isinstance(self.factor, Fraction) and self.factor.denominator == 1
        if form is not None and (form.is_constant or whole):
            return affine_expression(form)
        return fraction(self.factor, [affine_expression(self.above)], [affine_expression(self.below)])


def fraction(factor: Scalar, above: Sequence[Expression], below: Sequence[Expression] = ()) -> Expression:
    """factor * prod above / prod below: numbers gathered in front, one minus outside, ones left out."""
    numerator: list[Expression] = []
    denominator: list[Expression] = []
    for node in above:
        factor = _gather(node, factor, numerator, denominator)
    inverse: Scalar = Fraction(1)
    for node in below:
        inverse = _gather(node, inverse, denominator, numerator)
    factor = factor / inverse
    if factor == 0:
        return ZERO
    if is_negative(factor):
        return Negative(fraction(-factor, numerator, denominator))
    if isinstance(factor, Fraction):
        if not numerator and not denominator:
            return number(factor)
        heads = ([number(factor.numerator)], [number(factor.denominator)])
    else:
        head = scalar_expression(factor)
        heads = ([head.numerator], [head.denominator]) if isinstance(head, Quotient) else ([head], [])
    top = _times([head for head in heads[0] if head != ONE] + _raised(numerator))
    bottom = _times([head for head in heads[1] if head != ONE] + _raised(denominator))
    return top if bottom == ONE else Quotient(top, bottom)


def _raised(factors: Sequence[Expression]) -> list[Expression]:
    """Equal factors as a power, each at its first place."""
    counts = Counter(factors)
    return [node if count == 1 else power(node, Fraction(count)) for node, count in counts.items()]


def _gather(node: Expression, factor: Scalar, same: list[Expression], opposite: list[Expression]) -> Scalar:
    """Multiplies factor * prod same / prod opposite by the node; returns the new factor."""
    match node:
        case Number(value):
            return factor * value
        case Negative(operand):
            return _gather(operand, -factor, same, opposite)
        case Product(factors):
            for inner in factors:
                factor = _gather(inner, factor, same, opposite)
            return factor
        case Quotient(numerator, denominator):
            factor = _gather(numerator, factor, same, opposite)
            return factor / _gather(denominator, Fraction(1), opposite, same)
        case _:
            same.append(node)
            return factor


def _times(factors: list[Expression]) -> Expression:
    if not factors:
        return ONE
    return factors[0] if len(factors) == 1 else Product(tuple(factors))


def root(base: Expression, exponent: Fraction) -> Expression:
    """base^exponent for base >= 0; a power of a number is folded where it is rational, and (1/u)^p is 1/u^p."""
    if isinstance(base, Number):
        folded = rational_power(base.value, exponent)
        if folded is not None:
            return number(folded)
    if isinstance(base, Quotient) and base.numerator == ONE and exponent > 0:
        return fraction(Fraction(1), [], [root(base.denominator, exponent)])
    return power(base, exponent)


def square(form: Affine) -> Expression:
    """form^2 with its number in front: 9*alpha^2, (1 - alpha)^2/4."""
    content, primitive = content_and_primitive(form)
    return fraction(content * content, [root(affine_expression(primitive), Fraction(2))])


def rational_power(value: Fraction, exponent: Fraction) -> Fraction | None:
    """value^exponent for value >= 0 where it is rational, else ``None``."""
    if exponent.denominator != 1:
        above, below = (integer_root(n, exponent.denominator) for n in (value.numerator, value.denominator))
        if above is None or below is None:
            return None
        value = Fraction(above, below)
    return None if value == 0 and exponent < 0 else value**exponent.numerator


def logarithm(node: Expression) -> Expression:
    """log of a positive tree; log 1 = 0 and log(1/n) = -log n."""
    if node == ONE:
        return ZERO
    if isinstance(node, Number) and node.value.numerator == 1:
        return Negative(Call("log", (number(node.value.denominator),)))
    return Call("log", (node,))


def minus_log(form: Affine, argument: Expression) -> Expression:
    """-form * log(argument), numbers and signs gathered in front."""
    return fraction(Fraction(-1), [affine_tree(form), logarithm(argument)])


def affine_tree(form: Affine) -> Expression:
    """The form as content times primitive, so that products gather its number: 2*(1 - alpha), -(1 + beta)."""
    content, primitive = content_and_primitive(form)
    return fraction(content, [affine_expression(primitive)])


def absolute(form: Affine) -> Expression:
    """|form| with its content outside."""
    content, primitive = content_and_primitive(form)
    if primitive == UNIT:
        return scalar_expression(abs(content))
    return fraction(abs(content), [Call("abs", (affine_expression(primitive),))])


def added(form: Affine, others: Sequence[Expression]) -> Expression:
    """form + others; a positive term stands first where there is one."""
    terms = [term for term in others if term != ZERO]
    if form.is_zero:
        return total(_positive_first(terms))
    lead = affine_expression(form)
    first = lead.terms[0] if isinstance(lead, Sum) else lead
    if isinstance(first, Negative) and any(not isinstance(term, Negative) for term in terms):
        return total([*_positive_first(terms), lead])
    return total([lead, *terms])


def _positive_first(terms: list[Expression]) -> list[Expression]:
    leader = next((k for k, term in enumerate(terms) if not isinstance(term, Negative)), 0)
    return terms if not terms else [terms[leader], *terms[:leader], *terms[leader + 1 :]]


def product(form: Affine, node: Expression) -> Expression:
    """form * node."""
    return fraction(Fraction(1), [affine_tree(form), node])


def summed(*terms: Expression) -> Expression:
    """The sum, a positive term in front where there is one."""
    return total(_positive_first([term for term in terms if term != ZERO]))
