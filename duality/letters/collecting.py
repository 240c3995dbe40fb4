"""Formulas of multipliers and letters in the shape a person would write: (a - b)*alpha_1 - alpha_1^2/4.

A tree is multiplied out into a sum of products of powers, like terms are collected by their multipliers, and whichever
of the two forms is shorter is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from duality.algebra.atoms import power as power_tree
from duality.algebra.atoms import scaled, total
from duality.algebra.powers import rational
from duality.algebra.scalars import scalar_power
from duality.algebra.tape.compiler import value_in
from duality.algebra.tape.tape import Rules
from duality.model.expression import (
    ONE,
    ZERO,
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
from duality.named_tuples import NamedTuple

Factors = tuple[tuple[Expression, Fraction], ...]
"""((base, exponent), ...) in the order of first appearance of the bases' texts; the empty tuple is 1."""

Terms = dict[Factors, Fraction]
"""sum of coefficient * product of powers."""

MOST_TERMS = 150
HIGHEST_POWER = 4


class Written(NamedTuple):
    """A formula in its best shape so far, and multiplied out."""

    best: Expression
    terms: Terms


def collected(node: Expression, multipliers: Collection[str]) -> Expression:
    """The tree with like terms collected by the named multipliers, where that makes it shorter."""
    return _written(node, multipliers).best


def terms_of(node: Expression, multipliers: Collection[str] = ()) -> Terms:
    """The tree as a sum of products of powers; what cannot be multiplied out stands as a base of its own."""
    return _written(node, multipliers).terms


def tree_of(terms: Mapping[Factors, Fraction], multipliers: Collection[str] = ()) -> Expression:
    """The sum as a tree, collected by the multipliers."""
    return _Collector(multipliers).tree(terms)


def _written(node: Expression, multipliers: Collection[str]) -> Written:
    return value_in(_Collector(multipliers), node, RULES)


RULES = Rules("collecting", scales=False, continues=False)


class _Collector:
    """The algebra of formulas."""

    def __init__(self, multipliers: Collection[str]) -> None:
        self.multipliers = frozenset(multipliers)

    def variable(self, _: list[Written], name: str) -> Written:
        return _base(Variable(name))

    def number(self, _: list[Written], value: Fraction) -> Written:
        return Written(scaled(value, ONE), {(): value} if value else {})

    def constant(self, _: list[Written], name: Literal["pi", "e"]) -> Written:
        return _base(Constant(name))

    def sum(self, parts: list[Written], _: None) -> Written:
        return self._shorter(total([part.best for part in parts]), _sum(part.terms for part in parts))

    def negative(self, operand: list[Written], _: None) -> Written:
        terms = {key: -c for key, c in operand[0].terms.items()}
        return self._shorter(scaled(Fraction(-1), operand[0].best), terms)

    def product(self, factors: list[Written], _: None) -> Written:
        found: Terms = {(): Fraction(1)}
        for factor in factors:
            found = _times(found, factor.terms)
        return self._shorter(_product([factor.best for factor in factors]), found)

    def quotient(self, both: list[Written], _: None) -> Written:
        above, below = both
        terms = _times(above.terms, self._power(below.terms, Fraction(-1)))
        return self._shorter(_quotient(above.best, below.best), terms)

    def power(self, base: list[Written], exponent: Fraction) -> Written:
        return self._shorter(power_tree(base[0].best, exponent), self._power(base[0].terms, exponent))

    def real_power(self, both: list[Written], _: None) -> Written:
        return _base(Power(both[0].best, both[1].best))

    def call(self, arguments: list[Written], name: str) -> Written:
        node = Call(name, tuple(argument.best for argument in arguments))
        return Written(node, self._power(arguments[0].terms, Fraction(1, 2))) if name == "sqrt" else _base(node)

    def _shorter(self, kept: Expression, terms: Terms) -> Written:
        """The shorter of a tree with better parts and its collected form."""
        if len(terms) > MOST_TERMS:
            return Written(kept, terms)
        other = self.tree(terms)
        return Written(other if _size(other) <= _size(kept) else kept, terms)

    def _power(self, inner: Terms, p: Fraction) -> Terms:
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


def _base(node: Expression) -> Written:
    """What cannot be multiplied out."""
    return Written(node, {((node, Fraction(1)),): Fraction(1)})


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
