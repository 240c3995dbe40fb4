"""Trees multiplied out, as far as the signs of their parts allow.

exp(u + v) is exp(u)*exp(v), exp(log u) is u; logarithms and roots of products split where the signs of the factors are
known.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from duality.algebra.atoms import scalar_expression
from duality.algebra.boxes import sign_at_least
from duality.algebra.powers import rational
from duality.derivation.rules.partial.budget import Abandoned, Budget
from duality.derivation.rules.partial.expansion import (
    E,
    Expansion,
    Term,
    in_lowest_terms,
    number_power,
    single,
    whole_power,
)
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
)
from duality.model.form import Bounds

HIGHEST_POWER = 8
"""Sums to higher powers are not multiplied out."""


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
                return single(node)
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
        return Expansion.of(in_lowest_terms(term) for term in products.terms)

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
        return single(given.tree, p)

    def _raised_term(self, term: Term, p: Fraction) -> Expansion:
        if p.denominator == 1:
            whole = tuple((base, e * p) for base, e in term.powers)
            return Expansion((in_lowest_terms(Term(whole_power(term.coefficient, int(p)), whole)),))
        if not self._splits(term):
            return single(term.tree, p)
        powers: dict[Expression, Fraction] = {}
        for base, e in term.powers:
            if e.denominator == 1 and e % 2 == 0 and not self.is_nonnegative(base):
                base = Call("abs", (base,))
            powers[base] = powers.get(base, Fraction(0)) + e * p
        number = number_power(term.coefficient, p)
        return Expansion((in_lowest_terms(Term(Fraction(1), tuple(powers.items())).times(number)),))

    def _splits(self, term: Term) -> bool:
        """A root or a logarithm of the term may be taken factor by factor."""
        if not term.coefficient > 0:
            return False
        unknown = [
            base for base, e in term.powers if not (e.denominator == 1 and e % 2 == 0) and not self.is_nonnegative(base)
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
        return single(node)

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
                return single(node)

    def _exponential(self, given: Expansion) -> Expansion:
        """exp(sum c m) = prod exp(m)^c, exp(c log u) = u^c."""
        result = Expansion((Term(Fraction(1)),))
        for term in given.terms:
            factor: Expansion
            if isinstance(term.coefficient, Fraction):
                bare = Term(Fraction(1), term.powers).tree
                match bare:
                    case Number():
                        factor = single(E, term.coefficient)
                    case Call("log", (argument,)):
                        factor = self.raised(self.expand(argument), term.coefficient)
                    case _:
                        factor = single(Call("exp", (bare,)), term.coefficient)
            else:
                factor = single(Call("exp", (term.tree,)))
            result = self.product(result, factor)
        return result

    def _logarithm(self, given: Expansion) -> Expansion:
        """log of a product of positive factors, factor by factor."""
        if len(given.terms) != 1:
            return single(Call("log", (given.tree,)))
        term = given.terms[0]
        positive = [base for base, _ in term.powers if self.is_positive(base)]
        if not term.coefficient > 0 or len(positive) < len(term.powers) - 1:
            return single(Call("log", (given.tree,)))
        number = Call("log", (scalar_expression(term.coefficient),))
        parts = [] if term.coefficient == 1 else [single(number)]
        for base, e in term.powers:
            if isinstance(base, Call) and base.function == "exp":
                parts.append(self.expand(base.arguments[0]).scaled(e))
            elif base == E:
                parts.append(Expansion((Term(e),)))
            elif base not in positive and e.denominator == 1 and e % 2 == 0:
                parts.append(single(Call("log", (Call("abs", (base,)),))).scaled(e))
            else:
                parts.append(single(Call("log", (base,))).scaled(e))
        return Expansion.of(part for expansion in parts for part in expansion.terms)

    def _size(self, given: Expansion) -> Expansion:
        """|c prod u^e| = |c| prod |u|^e."""
        if given.is_zero:
            return given
        if len(given.terms) != 1:
            return single(given.tree) if self.is_nonnegative(given.tree) else single(Call("abs", (given.tree,)))
        term = given.terms[0]
        powers = tuple(
            (base if self.is_nonnegative(base) or (e.denominator == 1 and e % 2 == 0) else Call("abs", (base,)), e)
            for base, e in term.powers
        )
        return Expansion((Term(abs(term.coefficient), powers),))
