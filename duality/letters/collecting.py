"""Formulas of multipliers and letters in the shape a person would write: (a - b)*alpha_1 - alpha_1^2/4.

A tree is multiplied out into a sum of products of powers, like terms are collected by their multipliers, and whichever
of the two forms is shorter is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from duality.algebra.atoms import power as power_tree
from duality.algebra.atoms import scaled, total
from duality.algebra.powers import rational
from duality.algebra.scalars import scalar_power
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
    Variable,
)

Factors = tuple[tuple[Expression, Fraction], ...]
"""((base, exponent), ...) in the order of first appearance of the bases' texts; the empty tuple is 1."""

Terms = dict[Factors, Fraction]
"""sum of coefficient * product of powers."""

MOST_TERMS = 150
HIGHEST_POWER = 4


def collected(node: Expression, multipliers: Collection[str]) -> Expression:
    """The tree with like terms collected by the named multipliers, where that makes it shorter."""
    return _Collector(frozenset(multipliers)).best(node)


def terms_of(node: Expression, multipliers: Collection[str] = ()) -> Terms:
    """The tree as a sum of products of powers; what cannot be multiplied out stands as a base of its own."""
    return _Collector(frozenset(multipliers)).terms(node)


def tree_of(terms: Mapping[Factors, Fraction], multipliers: Collection[str] = ()) -> Expression:
    """The sum as a tree, collected by the multipliers."""
    return _Collector(frozenset(multipliers)).tree(terms)


class _Collector:
    def __init__(self, multipliers: frozenset[str]) -> None:
        self.multipliers = multipliers

    def best(self, node: Expression) -> Expression:
        """The shorter of the tree with better parts and its collected form."""
        kept = self._with_better_parts(node)
        if not isinstance(node, (Sum, Product, Quotient, Negative, Power)):
            return kept
        found = self.terms(node)
        if len(found) > MOST_TERMS:
            return kept
        other = self.tree(found)
        return other if _size(other) <= _size(kept) else kept

    def _with_better_parts(self, node: Expression) -> Expression:
        if not node.children:
            return node
        children = [self.best(child) for child in node.children]
        match node:
            case Sum():
                return total(children)
            case Negative():
                return scaled(Fraction(-1), children[0])
            case Product():
                return _product(children)
            case Quotient():
                return _quotient(*children)
            case _:
                return node.rebuilt(children)

    def terms(self, node: Expression) -> Terms:
        value = rational(node)
        if value is not None:
            return {(): value} if value else {}
        match node:
            case Sum(parts):
                return _sum(self.terms(part) for part in parts)
            case Negative(operand):
                return {key: -c for key, c in self.terms(operand).items()}
            case Product(factors):
                found: Terms = {(): Fraction(1)}
                for factor in factors:
                    found = _times(found, self.terms(factor))
                return found
            case Quotient(numerator, denominator):
                return _times(self.terms(numerator), self._power(denominator, Fraction(-1)))
            case Power(base, exponent) if (p := rational(exponent)) is not None:
                return self._power(base, p)
            case Call("sqrt", (argument,)):
                return self._power(argument, Fraction(1, 2))
            case Call():
                return {((self._with_better_parts(node), Fraction(1)),): Fraction(1)}
            case _:
                return {((node, Fraction(1)),): Fraction(1)}

    def _power(self, base: Expression, p: Fraction) -> Terms:
        inner = self.terms(base)
        if len(inner) == 1 and (p.denominator == 1 or not _may_be_negative(inner)):
            (factors, c), *_ = inner.items()
            root = _exact_power(c, p)
            if root is not None:
                return {_ordered((b, q * p) for b, q in factors): root}
        if p.denominator == 1 and 0 <= p <= HIGHEST_POWER and len(inner) <= 8:
            found: Terms = {(): Fraction(1)}
            for _ in range(int(p)):
                found = _times(found, inner)
            return found
        return {((self.tree(inner) if inner else ZERO, p),): Fraction(1)}

    def tree(self, terms: Mapping[Factors, Fraction]) -> Expression:
        """Terms with the same multipliers share one coefficient: by degree, a number last."""
        groups: dict[Factors, Terms] = {}
        for factors, c in terms.items():
            if c:
                outer = tuple(f for f in factors if self._moves(f[0]))
                inner = tuple(f for f in factors if not self._moves(f[0]))
                groups.setdefault(outer, {})[inner] = c
        ordered = sorted(groups.items(), key=lambda item: (set(item[1]) == {item[0]}, item[0] != (), *_degree(item)))
        parts = [_multiplied(_letters(inner), outer) for outer, inner in ordered]
        return _positive_first(parts)

    def _moves(self, base: Expression) -> bool:
        """A multiplier occurs in it."""
        return any(name in self.multipliers for name in base.variables())


def _letters(terms: Terms) -> Expression:
    """The coefficient of one product of multipliers: a common factor is drawn out, as in C*(4 - C)/2."""
    ordered = sorted(terms.items(), key=_degree)
    return _positive_first([_multiplied(scaled(c, ONE), factors) for factors, c in ordered])


def _multiplied(coefficient: Expression, factors: Factors) -> Expression:
    """coefficient * factors as one fraction with the sign in front."""
    if isinstance(coefficient, Negative):
        return scaled(Fraction(-1), _multiplied(coefficient.operand, factors))
    if isinstance(coefficient, Sum) and all(isinstance(term, Negative) for term in coefficient.terms):
        return scaled(Fraction(-1), _multiplied(total([scaled(Fraction(-1), t) for t in coefficient.terms]), factors))
    above: list[Expression] = [power_tree(b, p) for b, p in factors if p > 0]
    below: list[Expression] = [power_tree(b, -p) for b, p in factors if p < 0]
    if isinstance(coefficient, Quotient):
        below.insert(0, coefficient.denominator)
        coefficient = coefficient.numerator
    if isinstance(coefficient, Number) and coefficient.value.denominator != 1:
        below.insert(0, Number(Fraction(coefficient.value.denominator)))
        coefficient = Number(Fraction(coefficient.value.numerator))
    return _quotient(_product([coefficient, *above]), _product(below))


def _product(factors: Sequence[Expression]) -> Expression:
    """The product with a number in front and the sign before it."""
    negative, number, rest = False, Fraction(1), []
    for factor in factors:
        inner = factor
        if isinstance(inner, Negative):
            negative, inner = not negative, inner.operand
        for part in inner.factors if isinstance(inner, Product) else (inner,):
            if isinstance(part, Number):
                number = number * part.value
            else:
                rest.append(part)
    if number == 0:
        return ZERO
    body = ONE if not rest else rest[0] if len(rest) == 1 else Product(tuple(rest))
    return scaled(-number if negative else number, body)


def _quotient(above: Expression, below: Expression) -> Expression:
    value = rational(below)
    if value is not None and value != 0:
        return scaled(1 / value, above)
    if isinstance(above, Negative):
        return Negative(_quotient(above.operand, below))
    if isinstance(below, Negative):
        return scaled(Fraction(-1), _quotient(above, below.operand))
    return ZERO if above == ZERO else Quotient(above, below)


def _positive_first(parts: Sequence[Expression]) -> Expression:
    leader = next((k for k, part in enumerate(parts) if not isinstance(part, Negative)), 0)
    return total([*parts[leader : leader + 1], *parts[:leader], *parts[leader + 1 :]])


def _sum(parts: Iterable[Terms]) -> Terms:
    found: Terms = {}
    for part in parts:
        for factors, c in part.items():
            found[factors] = found.get(factors, Fraction(0)) + c
    return {factors: c for factors, c in found.items() if c}


def _times(first: Terms, second: Terms) -> Terms:
    if len(first) * len(second) > 4 * MOST_TERMS:
        return {((tree_of(first), Fraction(1)), (tree_of(second), Fraction(1))): Fraction(1)}
    return _sum({_ordered((*a, *b)): c * d} for a, c in first.items() for b, d in second.items())


def _ordered(factors: Iterable[tuple[Expression, Fraction]]) -> Factors:
    collected: dict[Expression, Fraction] = {}
    for base, p in factors:
        collected[base] = collected.get(base, Fraction(0)) + p
    return tuple(sorted(((b, p) for b, p in collected.items() if p), key=lambda factor: str(factor[0])))


def _degree(item: tuple[Factors, object]) -> tuple:
    factors = item[0]
    plain = all(isinstance(b, Variable) for b, _ in factors)
    return (not factors, not plain, sum((p for _, p in factors), Fraction(0)) if plain else 0)


def _may_be_negative(terms: Terms) -> bool:
    """A fractional power must not be drawn apart: sqrt(a^2) is not a."""
    (factors, c), *_ = terms.items()
    return c < 0 or len(factors) > 1 or any(p != 1 for _, p in factors)


def _exact_power(c: Fraction, p: Fraction) -> Fraction | None:
    if p.denominator == 1:
        return c ** int(p) if abs(p) <= 64 else None
    found = scalar_power(c, p) if c > 0 else None
    return found if isinstance(found, Fraction) else None


def _size(node: Expression) -> int:
    return sum(1 for _ in node.walk())
