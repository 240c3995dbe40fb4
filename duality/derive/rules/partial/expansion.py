"""Trees as sums of products of powers: sum coefficient * prod base^exponent, multiplied out.

Bases are variables, constants, function values and sums under a root or a fraction bar. exp(u + v) is exp(u)*exp(v),
exp(log u) is u, and log and roots of products split where the signs of the factors are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from duality.algebra.atoms import power, scalar_expression, total
from duality.algebra.boxes import sign_at_least
from duality.algebra.powers import rational
from duality.derive.rules.partial.budget import Abandoned, Budget
from duality.derive.rules.univariate.formulas import fraction
from duality.derive.rules.vector.radicals import root_parts
from duality.model.expression import (
    Call,
    Constant,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    number,
)
from duality.model.form import Bounds
from duality.model.scalar import Scalar

HIGHEST_POWER = 8
"""Sums to higher powers are not multiplied out."""

E = Constant("e")
Key = frozenset[tuple[Expression, Fraction]]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


class Expander:
    """Multiplies trees out, knowing bounds of the variables and of the multipliers."""

    def __init__(self, box: Mapping[str, Bounds], budget: Budget) -> None:
        self.box = box
        self.budget = budget

    def is_positive(self, node: Expression) -> bool:
        """Known to be > 0."""
        return sign_at_least(node, self.box, strict=True)

    def is_nonnegative(self, node: Expression) -> bool:
        """Known to be >= 0 wherever it is defined."""
        return sign_at_least(node, self.box, strict=False)

    def expand(self, node: Expression) -> Expansion:
        """The tree multiplied out; raises `Abandoned` where that takes too long, or divides by zero."""
        self.budget.spend(1)
        match node:
            case Number(value):
                return Expansion((Term(value),)) if value != 0 else Expansion()
            case Variable() | Constant():
                return _single(node)
            case Sum(terms):
                return Expansion.of(term for inner in terms for term in self.expand(inner).terms)
            case Negative(operand):
                return self.expand(operand).scaled(Fraction(-1))
            case Product(factors):
                result = Expansion((Term(Fraction(1)),))
                for factor in factors:
                    result = self.product(result, self.expand(factor))
                return result
            case Quotient(numerator, denominator):
                return self.product(self.expand(numerator), self.raised(self.expand(denominator), Fraction(-1)))
            case Power(base, exponent):
                return self._power(node, base, exponent)
            case Call(function, arguments):
                return self._call(node, function, arguments)
            case _:
                raise TypeError(f"{type(node).__name__} is not a node of the tree")

    def product(self, first: Expansion, second: Expansion) -> Expansion:
        """first * second."""
        self.budget.spend(len(first.terms) * len(second.terms))
        products = Expansion.of(a.times(b) for a in first.terms for b in second.terms)
        return Expansion.of(_in_lowest_terms(term) for term in products.terms)

    def raised(self, given: Expansion, p: Fraction) -> Expansion:
        """given^p."""
        if p == 1:
            return given
        if given.is_zero:
            if p < 0:
                raise Abandoned("a case of a partial minimization divides by zero")
            return given
        if len(given.terms) == 1:
            return self._raised_term(given.terms[0], p)
        if p.denominator == 1 and 0 < p <= HIGHEST_POWER:
            result = given
            for _ in range(int(p) - 1):
                result = self.product(result, given)
            return result
        return _single(given.tree, p)

    def _raised_term(self, term: Term, p: Fraction) -> Expansion:
        if p.denominator == 1:
            powers = tuple((base, e * p) for base, e in term.powers)
            return Expansion((Term(_whole_power(term.coefficient, int(p)), powers),))
        if not self._splits(term):
            return _single(term.tree, p)
        powers: dict[Expression, Fraction] = {}
        for base, e in term.powers:
            if e.denominator == 1 and e % 2 == 0 and not self.is_nonnegative(base):
                base = Call("abs", (base,))
            powers[base] = powers.get(base, Fraction(0)) + e * p
        number = _number_power(term.coefficient, p)
        return Expansion((Term(Fraction(1), tuple(powers.items())).times(number),))

    def _splits(self, term: Term) -> bool:
        """A root or a logarithm of the term may be taken factor by factor."""
        if not term.coefficient > 0:
            return False
        unknown = [
            base
            for base, e in term.powers
            if not (e.denominator == 1 and e % 2 == 0) and not self.is_nonnegative(base)
        ]
        rest = [base for base, _ in term.powers if base not in unknown]
        # One factor of unknown sign is >= 0 because the product must be, provided that the others cannot vanish.
        return not unknown or (len(unknown) == 1 and all(self.is_positive(base) for base in rest))

    def _power(self, node: Expression, base: Expression, exponent: Expression) -> Expansion:
        p = rational(exponent)
        if p is not None:
            return self.raised(self.expand(base), p) if p != 0 else Expansion((Term(Fraction(1)),))
        if base == E:
            return self._exponential(self.expand(exponent))
        if not base.variables() and self.is_positive(base):
            return self._exponential(self.expand(Product((exponent, Call("log", (base,))))))
        return _single(node)

    def _call(self, node: Expression, function: str, arguments: tuple[Expression, ...]) -> Expansion:
        match function:
            case "sqrt":
                return self.raised(self.expand(arguments[0]), Fraction(1, 2))
            case "exp":
                return self._exponential(self.expand(arguments[0]))
            case "log":
                return self._logarithm(self.expand(arguments[0]))
            case "abs":
                return self._size(self.expand(arguments[0]))
            case _:
                return _single(node)

    def _exponential(self, given: Expansion) -> Expansion:
        """exp(sum c m) = prod exp(m)^c, exp(c log u) = u^c."""
        result = Expansion((Term(Fraction(1)),))
        for term in given.terms:
            factor: Expansion
            if isinstance(term.coefficient, Fraction):
                bare = Term(Fraction(1), term.powers).tree
                match bare:
                    case Number():
                        factor = _single(E, term.coefficient)
                    case Call("log", (argument,)):
                        factor = self.raised(self.expand(argument), term.coefficient)
                    case _:
                        factor = _single(Call("exp", (bare,)), term.coefficient)
            else:
                factor = _single(Call("exp", (term.tree,)))
            result = self.product(result, factor)
        return result

    def _logarithm(self, given: Expansion) -> Expansion:
        """log of a product of positive factors, factor by factor."""
        if len(given.terms) != 1:
            return _single(Call("log", (given.tree,)))
        term = given.terms[0]
        positive = [base for base, _ in term.powers if self.is_positive(base)]
        if not term.coefficient > 0 or len(positive) < len(term.powers) - 1:
            return _single(Call("log", (given.tree,)))
        parts = [Expansion()] if term.coefficient == 1 else [_single(Call("log", (scalar_expression(term.coefficient),)))]
        for base, e in term.powers:
            if isinstance(base, Call) and base.function == "exp":
                parts.append(self.expand(base.arguments[0]).scaled(e))
            elif base == E:
                parts.append(Expansion((Term(e),)))
            elif base not in positive and e.denominator == 1 and e % 2 == 0:
                parts.append(_single(Call("log", (Call("abs", (base,)),))).scaled(e))
            else:
                parts.append(_single(Call("log", (base,))).scaled(e))
        return Expansion.of(part for expansion in parts for part in expansion.terms)

    def _size(self, given: Expansion) -> Expansion:
        """|c prod u^e| = |c| prod |u|^e."""
        if given.is_zero:
            return given
        if len(given.terms) != 1:
            return _single(given.tree) if self.is_nonnegative(given.tree) else _single(Call("abs", (given.tree,)))
        term = given.terms[0]
        powers = tuple(
            (base if self.is_nonnegative(base) or (e.denominator == 1 and e % 2 == 0) else Call("abs", (base,)), e)
            for base, e in term.powers
        )
        return Expansion((Term(abs(term.coefficient), powers),))


def _single(base: Expression, exponent: Fraction = Fraction(1)) -> Expansion:
    return Expansion((Term(Fraction(1), ((base, exponent),)),))


def _whole_power(value: Scalar, p: int) -> Scalar:
    return value**p if p >= 0 else 1 / value**-p


def _number_power(value: Scalar, p: Fraction) -> Term:
    """value^p for value > 0, as a rational times a root of a whole number."""
    if not isinstance(value, Fraction):
        return Term(Fraction(1), ((scalar_expression(value), p),))
    outside, inside, degree = root_parts(value**p.numerator, p.denominator)
    return Term(outside, () if inside == 1 else ((Number(Fraction(inside)), Fraction(1, degree)),))


def _in_lowest_terms(term: Term) -> Term:
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
    return result if radicand == 1 else result.times(_number_power(radicand, Fraction(1, degree)))
