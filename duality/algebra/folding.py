"""Numbers folded: 2*30*x is 60*x, 1 + 1 is 2, 0*x goes; the order of what is left stays as it was stated."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from duality.algebra.atoms import substitute
from duality.model.expression import (
    ZERO,
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

LARGEST = 1000
"""A numeric power with a larger exponent stays as it is written."""


def folded(node: Expression) -> Expression:
    """The same function on the same domain; the node itself where there is nothing to fold.

    A product with 0 goes only where its factors are polynomials: 0*log(x) keeps x > 0.
    """
    match node:
        case Sum(terms):
            return _sum(node, tuple(map(folded, terms)))
        case Product(factors):
            return _product(node, tuple(map(folded, factors)))
        case Negative(operand):
            inside = folded(operand)
            value = _value(inside)
            if value is not None and value <= 0:
                return number(-value)
            if isinstance(inside, Negative) and inside is not operand:
                return inside.operand
            return node if inside is operand else Negative(inside)
        case Quotient(numerator, denominator):
            return _quotient(node, folded(numerator), folded(denominator))
        case Power(base, exponent):
            inside, above = folded(base), folded(exponent)
            value, power = _value(inside), _value(above)
            if value is not None and power is not None and power.denominator == 1 and 0 <= power <= LARGEST:
                return number(value ** int(power))
            return node if inside is base and above is exponent else Power(inside, above)
        case _:
            return node


def with_numbers(node: Expression, fixed: Mapping[str, Expression]) -> Expression | None:
    """The value with numbers put in wherever it has one: 0*log(x) and 0/x go; ``None`` where a denominator is 0."""
    put = _cleared(substitute(node, fixed))
    divides = any(isinstance(part, Quotient) and part.denominator == ZERO for part in put.walk())
    return None if divides else put


def _cleared(node: Expression) -> Expression:
    inner = folded(node.mapped(_cleared) if node.children else node)
    match inner:
        case Product(factors) if ZERO in factors:
            return ZERO
        case Quotient(numerator, denominator) if numerator == ZERO != denominator:
            return ZERO
        case _:
            return inner


def _value(node: Expression) -> Fraction | None:
    """The number that a folded node is."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Negative) and isinstance(node.operand, Number):
        return -node.operand.value
    return None


def _sum(node: Sum, terms: tuple[Expression, ...]) -> Expression:
    """Numbers are added where the first of them stands."""
    values = [_value(term) for term in terms]
    numbers = [value for value in values if value is not None]
    if len(numbers) < 2 and 0 not in numbers and all(a is b for a, b in zip(terms, node.terms, strict=True)):
        return node
    total = sum(numbers, Fraction(0))
    place = next((k for k, value in enumerate(values) if value), None)
    kept = [
        number(total) if k == place else term
        for k, (term, value) in enumerate(zip(terms, values, strict=True))
        if value is None or (k == place and total != 0)
    ]
    if not kept:
        return number(Fraction(0))
    return kept[0] if len(kept) == 1 else Sum(tuple(kept))


def _product(node: Product, factors: tuple[Expression, ...]) -> Expression:
    """Numbers are multiplied and go first; 1 is left out."""
    factors = tuple(part for factor in factors for part in _led_by_a_number(factor))
    values = [_value(factor) for factor in factors]
    numbers = [value for value in values if value is not None]
    rest = [factor for factor, value in zip(factors, values, strict=True) if value is None]
    same = len(factors) == len(node.factors) and all(a is b for a, b in zip(factors, node.factors, strict=True))
    if same and len(numbers) < 2 and not {0, 1} & set(numbers):
        return node
    total = Fraction(1)
    for value in numbers:
        total *= value
    if total == 0:
        return number(Fraction(0)) if all(map(_is_polynomial, rest)) else node
    if not rest:
        return number(total)
    body = rest[0] if len(rest) == 1 else Product(tuple(rest))
    if total in (1, -1):
        return body if total == 1 else Negative(body)
    first = number(abs(total))
    shown = Product((first, *rest))
    return shown if total > 0 else Negative(shown)


def _led_by_a_number(factor: Expression) -> tuple[Expression, ...]:
    """The factors of 2*y, so that 3*(2*y) is 6*y."""
    return factor.factors if isinstance(factor, Product) and isinstance(factor.factors[0], Number) else (factor,)


def _quotient(node: Quotient, numerator: Expression, denominator: Expression) -> Expression:
    above, below = _value(numerator), _value(denominator)
    if above is not None and below:
        return number(above / below)
    if below == 1:
        return numerator
    same = numerator is node.numerator and denominator is node.denominator
    return node if same else Quotient(numerator, denominator)


def _is_polynomial(node: Expression) -> bool:
    """Defined everywhere: sums, products and whole powers of variables and numbers."""
    match node:
        case Variable() | Number():
            return True
        case Power(base, Number(exponent)):
            return exponent.denominator == 1 and exponent >= 0 and _is_polynomial(base)
        case Sum() | Product() | Negative():
            return all(map(_is_polynomial, node.children))
        case _:
            return False
