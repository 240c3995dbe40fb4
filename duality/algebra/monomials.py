"""Products in collected form: coefficient * prod base_i^p_i, and sums with like terms merged.

The trees that derivatives are written in: 2*x*exp(x^2), x/norm(x, y), 3/2*sqrt(x), -1/(2*x^2). A sign stands in front,
numbers come first, bases keep the order of their first appearance. Equal bases cancel, so a tree may be defined where
the product it came from was not (x/x becomes 1); it never changes a value.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from duality.algebra.literals import literal
from duality.algebra.scalars import LARGEST_POWER_BITS
from duality.model.expression import (
    ONE,
    ZERO,
    Call,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    number,
    opposite,
)
from duality.records import field, record

HALF = Fraction(1, 2)


@record(frozen=False)
class Monomial:
    """coefficient * prod base^exponent; exponents are never 0."""

    coefficient: Fraction = Fraction(1)
    powers: dict[Expression, Fraction] = field(default_factory=dict)

    def multiply(self, node: Expression, exponent: int = 1) -> None:
        """Multiplies by node or, with exponent -1, divides by it."""
        match node:
            case Number(value) if value != 0 or exponent > 0:
                self.coefficient = self.coefficient * value**exponent
            case Negative(operand):
                self.coefficient = -self.coefficient
                self.multiply(operand, exponent)
            case Product(factors):
                for factor in factors:
                    self.multiply(factor, exponent)
            case Quotient(numerator, denominator):
                self.multiply(numerator, exponent)
                self.multiply(denominator, -exponent)
            case Power(base, power) if (p := literal(power)) is not None:
                self._raise(base, p * exponent)
            case Call("sqrt", (argument,)):
                self._raise(argument, HALF * exponent)
            case _:
                self._raise(node, Fraction(exponent))

    def _raise(self, base: Expression, exponent: Fraction) -> None:
        if base == ZERO and exponent > 0:
            self.coefficient = Fraction(0)
            return
        total = self.powers.get(base, Fraction(0)) + exponent
        if (
            isinstance(base, Number)
            and total.denominator == 1
            and isinstance(power := raised(base, abs(total)), Number)
            and (total > 0 or power.value != 0)
        ):
            self.powers.pop(base, None)
            self.coefficient *= power.value if total > 0 else 1 / power.value
        elif total == 0:
            self.powers.pop(base, None)
        else:
            self.powers[base] = total

    @property
    def key(self) -> frozenset[tuple[Expression, Fraction]]:
        """Equal for like terms, whatever their order."""
        return frozenset(self.powers.items())

    def expression(self) -> Expression:
        """The tree; a denominator of the coefficient joins the other denominators."""
        if self.coefficient == 0:
            return ZERO
        size = abs(self.coefficient)
        above = [raised(base, p) for base, p in self.powers.items() if p > 0]
        below = [raised(base, -p) for base, p in self.powers.items() if p < 0]
        if below:
            numerator = _joined(Fraction(size.numerator), above)
            result: Expression = Quotient(numerator, _joined(Fraction(size.denominator), below))
        elif above and size.numerator == 1 and size != 1:
            result = Quotient(_joined(Fraction(1), above), Number(Fraction(size.denominator)))
        else:
            result = _joined(size, above)
        return result if self.coefficient > 0 else Negative(result)


def _joined(coefficient: Fraction, factors: list[Expression]) -> Expression:
    flat: list[Expression] = [] if coefficient == 1 and factors else [Number(coefficient)]
    for factor in factors:
        flat += factor.factors if isinstance(factor, Product) else (factor,)
    return flat[0] if len(flat) == 1 else Product(tuple(flat))


def raised(base: Expression, exponent: Fraction) -> Expression:
    """base^exponent: 1, base itself, sqrt(base), 1/base^2, base^(3/2); an integer power of a number is computed."""
    if exponent == 0 or base == ONE:
        return ONE
    if exponent == 1:
        return base
    if exponent < 0:
        return Quotient(ONE, raised(base, -exponent))
    if exponent == HALF:
        return Call("sqrt", (base,))
    if isinstance(base, Number) and exponent.denominator == 1:
        size = max(base.value.numerator.bit_length(), base.value.denominator.bit_length())
        if size * exponent <= LARGEST_POWER_BITS:
            return Number(base.value**exponent.numerator)
    return Power(base, Number(exponent))


def product(factors: Iterable[Expression]) -> Expression:
    """The product of trees, collected."""
    monomial = Monomial()
    for factor in factors:
        monomial.multiply(factor)
    return monomial.expression()


def ratio(numerator: Expression, denominator: Expression) -> Expression:
    """numerator / denominator, collected."""
    monomial = Monomial()
    monomial.multiply(numerator)
    monomial.multiply(denominator, -1)
    return monomial.expression()


def collected_sum(terms: Iterable[Expression]) -> Expression:
    """The sum of trees with like terms merged, in the order of their first appearance; no term is 0."""
    found: dict[frozenset[tuple[Expression, Fraction]], tuple[Monomial, Expression | None]] = {}
    for term in _flat(terms):
        monomial = Monomial()
        monomial.multiply(term)
        known = found.get(monomial.key)
        if known is None:
            found[monomial.key] = (monomial, term)
        else:
            known[0].coefficient += monomial.coefficient
            found[monomial.key] = (known[0], None)
    kept = [
        monomial.expression() if written is None else written
        for monomial, written in found.values()
        if monomial.coefficient != 0
    ]
    return ZERO if not kept else kept[0] if len(kept) == 1 else Sum(tuple(kept))


def _flat(terms: Iterable[Expression]) -> Iterable[Expression]:
    for term in terms:
        if isinstance(term, Sum):
            yield from _flat(term.terms)
        elif isinstance(term, Negative) and isinstance(term.operand, Sum):
            yield from _flat(opposite(inner) for inner in term.operand.terms)
        elif isinstance(term, Number):
            yield number(term.value)
        else:
            yield term


def factored(node: Expression) -> Expression:
    """A sum with its common factors in front: exp(-x)*(x - 1) for x*exp(-x) - exp(-x).

    Over an interval the product tells its sign, where the range of the sum has both.
    """
    if not isinstance(node, Sum):
        return node
    terms = []
    for term in node.terms:
        terms.append(Monomial())
        terms[-1].multiply(term)
    common = {base: min(term.powers.get(base, Fraction(0)) for term in terms) for base in terms[0].powers}
    shared = {base: p for base, p in common.items() if p > 0 and p.denominator == 1}
    if not shared:
        return node
    for term in terms:
        for base, p in shared.items():
            term.multiply(raised(base, p), -1)
    rest = collected_sum(term.expression() for term in terms)
    return Product((*(raised(base, p) for base, p in shared.items()), rest))
