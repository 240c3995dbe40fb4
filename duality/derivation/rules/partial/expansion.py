"""Sums of products of powers: sum coefficient * prod base^exponent, the common form that trees are multiplied out to.

Bases are variables, constants, function values, and sums under a root or a fraction bar.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from duality.algebra.atoms import power, scalar_expression, total
from duality.derivation.rules.univariate.formulas import fraction
from duality.derivation.rules.vector.roots import root_parts
from duality.model.expression import Call, Constant, Expression, Negative, Number, number
from duality.model.scalar import Scalar
from duality.records import record

E = Constant("e")
Key = frozenset[tuple[Expression, Fraction]]


@record
class Term:
    """coefficient * prod base^exponent; no base twice, no exponent 0."""

    coefficient: Scalar
    powers: tuple[tuple[Expression, Fraction], ...] = ()

    @property
    def key(self) -> Key:
        """Equal for like terms."""
        return frozenset(self.powers)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for base, _ in self.powers for name in base.variables())

    def split(self, names: Iterable[str]) -> tuple[Term, Term]:
        """(those bases that contain one of the names, the rest with the coefficient)."""
        chosen = set(names)
        inside = tuple((base, e) for base, e in self.powers if chosen & set(base.variables()))
        outside = tuple((base, e) for base, e in self.powers if not chosen & set(base.variables()))
        return Term(Fraction(1), inside), Term(self.coefficient, outside)

    def times(self, other: Term) -> Term:
        exponents = dict(self.powers)
        for base, e in other.powers:
            exponents[base] = exponents.get(base, Fraction(0)) + e
        return Term(self.coefficient * other.coefficient, tuple((b, e) for b, e in exponents.items() if e != 0))

    @property
    def tree(self) -> Expression:
        above: list[Expression] = []
        below: list[Expression] = []
        exponents: list[Expression] = []
        for base, e in self.powers:
            if isinstance(base, Call) and base.function == "exp":
                exponents.append(fraction(e, [base.arguments[0]]))
            elif base == E:
                exponents.append(number(e))
            else:
                (above if e > 0 else below).append(power(base, abs(e)))
        if exponents:
            above.append(Call("exp", (total(exponents),)))
        if isinstance(self.coefficient, Fraction):
            return fraction(self.coefficient, above, below)
        return fraction(Fraction(1), [scalar_expression(self.coefficient), *above], below)


@record
class Expansion:
    """A sum of unlike terms, in the order of their first appearance."""

    terms: tuple[Term, ...] = ()

    @staticmethod
    def of(terms: Iterable[Term]) -> Expansion:
        """Like terms merged, those that cancel left out."""
        found: dict[Key, Term] = {}
        for term in terms:
            known = found.get(term.key)
            found[term.key] = term if known is None else Term(known.coefficient + term.coefficient, known.powers)
        return Expansion(tuple(term for term in found.values() if term.coefficient != 0))

    @property
    def is_zero(self) -> bool:
        return not self.terms

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for term in self.terms for name in term.names)

    @property
    def tree(self) -> Expression:
        trees = [term.tree for term in self.terms]
        leader = next((k for k, tree in enumerate(trees) if not isinstance(tree, Negative)), 0)
        return total(trees if not trees else [trees[leader], *trees[:leader], *trees[leader + 1 :]])

    def plus(self, other: Expansion) -> Expansion:
        return Expansion.of((*self.terms, *other.terms))

    def scaled(self, factor: Scalar) -> Expansion:
        return Expansion.of(Term(term.coefficient * factor, term.powers) for term in self.terms)

    def equals(self, other: Expansion) -> bool:
        return self.plus(other.scaled(Fraction(-1))).is_zero


def single(base: Expression, exponent: Fraction = Fraction(1)) -> Expansion:
    """base^exponent."""
    return Expansion((Term(Fraction(1), ((base, exponent),)),))


def whole_power(value: Scalar, p: int) -> Scalar:
    """value^p, a negative p too."""
    return value**p if p >= 0 else 1 / value**-p


def number_power(value: Scalar, p: Fraction) -> Term:
    """value^p for value > 0, as a rational times a root of a whole number."""
    if not isinstance(value, Fraction):
        return Term(Fraction(1), ((scalar_expression(value), p),))
    outside, inside, degree = root_parts(value**p.numerator, p.denominator)
    return Term(outside, () if inside == 1 else ((Number(Fraction(inside)), Fraction(1, degree)),))


def in_lowest_terms(term: Term) -> Term:
    """|u|^2 is u^2, and the roots of numbers are gathered to one."""
    result = Term(term.coefficient)
    radicand, degree = Fraction(1), lcm(*(e.denominator for base, e in term.powers if isinstance(base, Number)))
    for base, e in term.powers:
        if isinstance(base, Number):
            radicand *= base.value ** int(e * degree)
            continue
        if isinstance(base, Call) and base.function == "abs" and e.denominator == 1 and e % 2 == 0:
            base = base.arguments[0]
        result = result.times(Term(Fraction(1), ((base, e),)))
    return result if radicand == 1 else result.times(number_power(radicand, Fraction(1, degree)))
