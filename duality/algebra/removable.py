"""Products that are continued by 0: u log(k u) = 0 at u = 0, for k not 0.

A product of the form core * log(ratio * core) * rest takes the value 0 where core = 0, ratio > 0 and rest is finite.
These are the only places where 0 times an undefined factor has a value.
"""

from __future__ import annotations

from fractions import Fraction

from duality.model.expression import (
    ONE,
    Call,
    Expression,
    Negative,
    Number,
    Product,
    Quotient,
    Sum,
    Variable,
    number,
)
from duality.model.form import Affine
from duality.records import record


@record
class ZeroLimit:
    """The product equals core * log(ratio * core) * rest."""

    core: Expression
    ratio: Expression
    rest: Expression


@record
class Chain:
    """sign * prod above / prod below, no entry being itself a product, a quotient or a negative."""

    sign: int
    above: tuple[Expression, ...]
    below: tuple[Expression, ...]


def chain(node: Expression) -> Chain:
    """The factors of a tree of products, quotients and signs, left to right."""
    above: list[Expression] = []
    below: list[Expression] = []
    sign = 1
    stack = [(node, True)]
    while stack:
        inner, is_above = stack.pop()
        match inner:
            case Product(factors):
                stack.extend((factor, is_above) for factor in reversed(factors))
            case Quotient(numerator, denominator):
                stack += [(denominator, not is_above), (numerator, is_above)]
            case Negative(operand):
                sign = -sign
                stack.append((operand, is_above))
            case _:
                (above if is_above else below).append(inner)
    return Chain(sign, tuple(above), tuple(below))


def zero_limits(node: Product) -> tuple[ZeroLimit, ...]:
    """Every way to read the product as core * log(ratio * core) * rest."""
    if not any(isinstance(inner, Call) and inner.function == "log" for inner in chain(node).above):
        return ()
    parts = chain(node)
    found = []
    for k, factor in enumerate(parts.above):
        if not (isinstance(factor, Call) and factor.function == "log"):
            continue
        for j, core in enumerate(parts.above):
            if j == k:
                continue
            ratio = _ratio(factor.arguments[0], core)
            if ratio is not None:
                others = tuple(other for i, other in enumerate(parts.above) if i not in (j, k))
                sign = parts.sign
                if isinstance(ratio, Negative):
                    # u log(-k u) = -(-u) log(k (-u)).
                    core, ratio, sign = Negative(core), ratio.operand, -sign
                found.append(ZeroLimit(core, ratio, _tree(Chain(sign, others, parts.below))))
    return tuple(found)


def _ratio(argument: Expression, core: Expression) -> Expression | None:
    """argument / core where the core is a factor of the argument, or both are proportional affine forms."""
    parts = chain(argument)
    if core in parts.above:
        k = parts.above.index(core)
        return _tree(Chain(parts.sign, parts.above[:k] + parts.above[k + 1 :], parts.below))
    if not isinstance(argument, (Sum, Product, Quotient, Negative)) and not isinstance(core, Sum):
        return None
    first, second = affine_coefficients(argument), affine_coefficients(core)
    if first is None or second is None or first.keys() != second.keys() or not first.keys() - {None}:
        return None
    factors = {value / second[name] for name, value in first.items()}
    return number(factors.pop()) if len(factors) == 1 else None


def affine_coefficients(node: Expression) -> dict[str | None, Fraction] | None:
    """The coefficients of a rational affine form by name, the constant at ``None``; ``None`` for any other tree."""
    collected: dict[str | None, Fraction] = {}
    stack: list[tuple[Expression, Fraction]] = [(node, Fraction(1))]
    while stack:
        inner, factor = stack.pop()
        match inner:
            case Number(value):
                collected[None] = collected.get(None, Fraction(0)) + factor * value
            case Variable(name):
                collected[name] = collected.get(name, Fraction(0)) + factor
            case Negative(operand):
                stack.append((operand, -factor))
            case Sum(terms):
                stack.extend((term, factor) for term in terms)
            case Quotient(numerator, Number(value)) if value != 0:
                stack.append((numerator, factor / value))
            case Product(factors):
                others = [other for other in factors if not isinstance(other, Number)]
                if len(others) != 1:
                    return None
                for other in factors:
                    if isinstance(other, Number):
                        factor = factor * other.value
                stack.append((others[0], factor))
            case _:
                return None
    return {name: value for name, value in collected.items() if value != 0}


def affine_form(node: Expression) -> Affine | None:
    """A rational affine form as such; ``None`` for any other tree."""
    read = affine_coefficients(node)
    if read is None:
        return None
    constant = read.pop(None, Fraction(0))
    return Affine(constant, tuple((name, c) for name, c in read.items() if name is not None))


def _tree(parts: Chain) -> Expression:
    above = _product(parts.above)
    whole = Quotient(above, _product(parts.below)) if parts.below else above
    return whole if parts.sign > 0 else Negative(whole)


def _product(factors: tuple[Expression, ...]) -> Expression:
    if not factors:
        return ONE
    return factors[0] if len(factors) == 1 else Product(factors)
