"""g(x, ...) = 0 solved for one variable, as trees in the others.

Where the variable occurs once, the operations are undone from the outside in; where it occurs more often, g must be a
polynomial of degree one or two in it. A solution that is offered need not be one (a square root has a domain, an even
power two roots): whoever uses it checks it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from duality.algebra.evaluate import constant
from duality.algebra.function_record.one_variable import OneVariable
from duality.algebra.functions import function as function_record
from duality.algebra.monomials import collected_sum, product, raised, ratio
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
    number,
    opposite,
)
from duality.model.scalar import Scalar

HALF = Number(Fraction(1, 2))
TWO = Number(Fraction(2))
PI = Constant("pi")
TURNS = (0, 1, -1)
"""Half turns at which the zeros of sin, cos and tan are offered."""


def exact_solutions(node: Expression, name: str) -> Iterator[Scalar]:
    """The numbers among the solutions, of a tree in this variable alone."""
    for tree in solutions(node, name):
        try:
            yield constant(tree)
        except (ValueError, ZeroDivisionError):
            continue


def solutions(node: Expression, name: str) -> Iterator[Expression]:
    """Trees v(other variables) with node = 0 at name = v, as far as they are found."""
    if sum(isinstance(part, Variable) and part.name == name for part in node.walk()) == 1:
        yield from isolated(node, name, ZERO)
        return
    match node:
        case Product(factors):
            for factor in factors:
                yield from solutions(factor, name)
        case Quotient(numerator, _) | Negative(numerator):
            yield from solutions(numerator, name)
        case _:
            yield from _roots(_over_one_denominator(node, name), name)


def isolated(node: Expression, name: str, value: Expression) -> Iterator[Expression]:
    """node = value solved for a variable that occurs once."""
    match node:
        case Variable():
            yield value
        case Negative(operand):
            yield from isolated(operand, name, opposite(value))
        case Sum(terms):
            inner, others = _parted(terms, name)
            yield from isolated(inner, name, collected_sum([value, *map(opposite, others)]))
        case Product(factors):
            inner, others = _parted(factors, name)
            scale = product(others)
            if scale != ZERO:
                # Else the product is 0 whatever the variable.
                yield from isolated(inner, name, value if value == ZERO else ratio(value, scale))
        case Quotient(numerator, denominator) if name in numerator.variables():
            yield from isolated(numerator, name, value if value == ZERO else product([value, denominator]))
        case Quotient(numerator, denominator) if value != ZERO:
            yield from isolated(denominator, name, ratio(numerator, value))
        case Power(base, Number(p)):
            for root in _powers_undone(value, p):
                yield from isolated(base, name, root)
        case Call(function, (argument,)):
            for inverse in _inverses(function, value):
                yield from isolated(argument, name, inverse)
        case Call(function, arguments) if value == ZERO and function_record(function).is_norm:
            yield from isolated(_parted(arguments, name)[0], name, ZERO)


def _parted(parts: Sequence[Expression], name: str) -> tuple[Expression, list[Expression]]:
    """The part that holds the variable, and the others."""
    inner = next(part for part in parts if name in part.variables())
    return inner, [part for part in parts if part is not inner]


def _powers_undone(value: Expression, p: Fraction) -> Iterator[Expression]:
    if value == ZERO:
        if p > 0:
            yield ZERO
        return
    if p < 0:
        value, p = ratio(ONE, value), -p
    yield raised(value, 1 / p)
    if p.denominator == 1 and p % 2 == 0:
        yield opposite(raised(value, 1 / p))
    elif p.denominator == 1 and p > 1:
        yield opposite(raised(opposite(value), 1 / p))


def _inverses(function: str, value: Expression) -> Iterator[Expression]:
    match function:
        case "sqrt":
            yield raised(value, Fraction(2)) if value != ZERO else ZERO
        case "abs":
            yield from dict.fromkeys((value, opposite(value)))
        case "sin" | "tan" if value == ZERO:
            yield from (half_turns(Fraction(k)) for k in TURNS)
        case "cos" if value == ZERO:
            yield from (half_turns(k + Fraction(1, 2)) for k in TURNS)
        case "asin" | "acos" | "atan":
            yield Call(function[1:], (value,))
        case "sin" | "cos" | "tan":
            yield Call(f"a{function}", (value,))
        case _:
            record = function_record(function)
            found = record.undone(value) if isinstance(record, OneVariable) else None
            yield from () if found is None else (found,)


def half_turns(count: Fraction) -> Expression:
    """count * pi."""
    return product([number(count), PI]) if count != 0 else ZERO


def _over_one_denominator(node: Expression, name: str) -> Expression:
    """The numerator of a sum whose terms have the variable below."""
    terms = node.terms if isinstance(node, Sum) else (node,)
    parts = [_as_quotient(term) for term in terms]
    below = list(dict.fromkeys(d for _, d in parts if name in d.variables()))
    if not below:
        return node
    cleared = [n if own in below else ratio(n, own) for n, own in parts]
    return collected_sum(
        product([n, *(d for d in below if d != own)]) for n, (_, own) in zip(cleared, parts, strict=True)
    )


def _as_quotient(term: Expression) -> tuple[Expression, Expression]:
    match term:
        case Quotient(numerator, denominator):
            return numerator, denominator
        case Negative(Quotient(numerator, denominator)):
            return opposite(numerator), denominator
        case _:
            return term, ONE


def _roots(node: Expression, name: str) -> Iterator[Expression]:
    """Of a polynomial of degree one or two in the variable."""
    found = coefficients(node, name)
    if found is None or not 1 <= max(found) <= 2:
        return
    c, b, a = (found.get(k, ZERO) for k in range(3))
    if a == ZERO:
        yield ratio(opposite(c), b)
        return
    root = Call("sqrt", (collected_sum([raised(b, Fraction(2)), opposite(product([number(4), a, c]))]),))
    for signed in (root, opposite(root)):
        yield ratio(collected_sum([opposite(b), signed]), product([TWO, a]))


def coefficients(node: Expression, name: str) -> Mapping[int, Expression] | None:
    """{power: tree without the variable} of a polynomial in it, ``None`` where it is none; zeros are left out."""
    if name not in node.variables():
        return {0: node} if node != ZERO else {0: ZERO}
    match node:
        case Variable():
            return {1: ONE}
        case Negative(operand):
            found = coefficients(operand, name)
            return None if found is None else {k: opposite(c) for k, c in found.items()}
        case Sum(terms):
            return _added([coefficients(term, name) for term in terms])
        case Product(factors):
            return _multiplied([coefficients(factor, name) for factor in factors])
        case Quotient(numerator, denominator) if name not in denominator.variables():
            found = coefficients(numerator, name)
            return None if found is None else {k: ratio(c, denominator) for k, c in found.items()}
        case Power(base, Number(p)) if p.denominator == 1 and 0 < p <= 4:
            return _multiplied([coefficients(base, name)] * int(p))
        case _:
            return None


def _added(parts: Sequence[Mapping[int, Expression] | None]) -> Mapping[int, Expression] | None:
    gathered: dict[int, list[Expression]] = {}
    for part in parts:
        if part is None:
            return None
        for power, c in part.items():
            gathered.setdefault(power, []).append(c)
    return _without_zeros({power: collected_sum(terms) for power, terms in gathered.items()})


def _multiplied(parts: Sequence[Mapping[int, Expression] | None]) -> Mapping[int, Expression] | None:
    result: Mapping[int, Expression] = {0: ONE}
    for part in parts:
        if part is None:
            return None
        gathered: dict[int, list[Expression]] = {}
        for i, a in result.items():
            for j, b in part.items():
                gathered.setdefault(i + j, []).append(product([a, b]))
        result = _without_zeros({power: collected_sum(terms) for power, terms in gathered.items()})
    return result


def _without_zeros(found: dict[int, Expression]) -> Mapping[int, Expression]:
    return {power: c for power, c in found.items() if c != ZERO} or {0: ZERO}
