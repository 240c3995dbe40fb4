"""f(x; letters) = sum m_k(letters) * e_k(x): products are multiplied out, and a letter is drawn out of a function

where the function allows it: log(q*u) = log q + log u, exp(b + u) = exp(b) exp(u), |q*u| = |q| |u|.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from duality.algebra.atoms import power as power_tree
from duality.algebra.atoms import row_expression, total
from duality.algebra.functions import function as function_record
from duality.algebra.letter_signs import Sign, sign
from duality.algebra.powers import rational
from duality.algebra.rows import decompose
from duality.letters.monomials import UNIT, Monomial, is_nonnegative, is_positive, monomial, raised, times, tree
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
    opposite,
    quotient,
)
from duality.model.parameter import Parameter, letters_of

Parts = Mapping[Monomial, Expression]
"""sum of monomial * function of x."""

EXPANDED = 2
"""Sums are multiplied out up to this power: (x - a)^4 is better understood by a change of variables."""


class Inseparable(ValueError):
    """A letter stands inside a function that does not let it out."""

    def __init__(self, node: Expression) -> None:
        names = ", ".join(letter.name for letter in letters_of(node))
        super().__init__(f"{names} cannot be drawn out of {node}")
        self.node = node


def separated(node: Expression) -> Parts:
    """The parts of a tree; raises `Inseparable`."""
    return {m: e for m, part in _separated(node).items() if (e := settled(part)) != ZERO}


def is_letters_only(node: Expression) -> bool:
    """No variable occurs."""
    return not node.variables()


def settled(node: Expression) -> Expression:
    """The tree with what cancels left out, where it is a polynomial of degree two at most; else unchanged."""
    value = rational(node)
    if value is not None:
        return ZERO if value == 0 else node
    if not isinstance(node, (Sum, Product, Negative)) or letters_of(node):
        return node
    row = decompose(node, node.variables())
    return row_expression(row) if row.is_quadratic and _cancels(node) else node


def _cancels(node: Expression) -> bool:
    """Some variable occurs more than once, so that parts of the sum may cancel."""
    names = [below.name for below in node.walk() if isinstance(below, Variable)]
    return len(names) > len(set(names)) or not names


def _separated(node: Expression) -> Parts:
    if not letters_of(node):
        return {UNIT: node}
    match node:
        case Parameter():
            return {monomial(node): ONE}
        case Sum(terms):
            return _sum(_separated(term) for term in terms)
        case Negative(operand):
            return {m: opposite(e) for m, e in _separated(operand).items()}
        case Product(factors):
            return _product(factors)
        case Quotient(numerator, denominator):
            return _times(_separated(numerator), _inverse(node, denominator))
        case Power(base, exponent):
            return _power(node, base, exponent)
        case Call("sqrt", (argument,)):
            return _root(node, argument, Fraction(1, 2))
        case Call(function, arguments):
            return _call(node, function, arguments)
        case _:
            raise Inseparable(node)


def _sum(parts: Iterable[Parts]) -> Parts:
    collected: dict[Monomial, list[Expression]] = {}
    for part in parts:
        for m, e in part.items():
            collected.setdefault(m, []).append(e)
    return {m: total(terms) for m, terms in collected.items()}


def _product(factors: Sequence[Expression]) -> Parts:
    found: Parts = {UNIT: ONE}
    for factor in factors:
        found = _times(found, _separated(factor))
    return found


def _times(first: Parts, second: Parts) -> Parts:
    return _sum({times(m, n): _multiplied(a, b)} for m, a in first.items() for n, b in second.items())


def _multiplied(a: Expression, b: Expression) -> Expression:
    if ZERO in (a, b):
        return ZERO
    if a == ONE or b == ONE:
        return b if a == ONE else a
    if isinstance(a, Negative):
        return opposite(_multiplied(a.operand, b))
    if isinstance(b, Negative):
        return opposite(_multiplied(a, b.operand))
    if isinstance(b, Number) and not isinstance(a, Number):
        a, b = b, a
    parts = [*(a.factors if isinstance(a, Product) else (a,)), *(b.factors if isinstance(b, Product) else (b,))]
    return Product(tuple(parts))


def _inverse(node: Expression, denominator: Expression) -> Parts:
    parts = separated(denominator)
    if len(parts) == 1:
        (m, e), *_ = parts.items()
        return {raised(m, Fraction(-1)): quotient(ONE, e)}
    if is_letters_only(denominator):
        return {monomial(denominator, -1): ONE}
    raise Inseparable(node)


def _power(node: Expression, base: Expression, exponent: Expression) -> Parts:
    p = rational(exponent)
    if p is None:
        raise Inseparable(node)
    if p.denominator != 1:
        return _root(node, base, p)
    if p < 0:
        return _power_of(_inverse(node, base), int(-p))
    parts = separated(base)
    if len(parts) > 1 and p > EXPANDED:
        raise Inseparable(node)
    return _power_of(parts, int(p))


def _power_of(parts: Parts, exponent: int) -> Parts:
    if len(parts) == 1:
        (m, e), *_ = parts.items()
        value = e if e == ONE else power_tree(e, Fraction(exponent))
        return {raised(m, Fraction(exponent)): value}
    found: Parts = {UNIT: ONE}
    for _ in range(exponent):
        found = _times(found, parts)
    return found


def _root(node: Expression, base: Expression, p: Fraction) -> Parts:
    """u^p for a fraction p: a factor that is >= 0 comes out with its own power."""
    parts = separated(base)
    if len(parts) == 1:
        (m, e), *_ = parts.items()
        if is_positive(m) or (is_nonnegative(m) and p > 0):
            value = e if e == ONE else Call("sqrt", (e,)) if p == Fraction(1, 2) else power_tree(e, p)
            return {raised(m, p): value}
    if is_letters_only(base):
        return {monomial(base, p): ONE}
    raise Inseparable(node)


def _call(node: Expression, function: str, arguments: tuple[Expression, ...]) -> Parts:
    if is_letters_only(node):
        if function == "log":
            return _logarithm(node, arguments[0])
        return {monomial(node): ONE}
    match function:
        case "exp":
            return _exponential(node, arguments[0])
        case "log":
            return _logarithm(node, arguments[0])
        case _ if function_record(function).degree == 1:
            return _homogeneous(node, function, arguments)
        case _:
            return {UNIT: Call(function, tuple(_alone(node, argument) for argument in arguments))}


def _alone(node: Expression, argument: Expression) -> Expression:
    """The argument, whose letters cancel."""
    parts = separated(argument)
    if set(parts) - {UNIT}:
        raise Inseparable(node)
    return parts.get(UNIT, ZERO)


def _exponential(node: Expression, argument: Expression) -> Parts:
    """exp(g + u) = exp(g) * exp(u)."""
    free: list[Expression] = []
    rest = ZERO
    for m, e in separated(argument).items():
        if m == UNIT:
            rest = e
        elif is_letters_only(e):
            free.append(_multiplied(e, tree(m)))
        else:
            raise Inseparable(node)
    outside = {monomial(Call("exp", (total(free),))): ONE} if free else {UNIT: ONE}
    return outside if rest == ZERO else _times(outside, {UNIT: Call("exp", (rest,))})


def _logarithm(node: Expression, argument: Expression) -> Parts:
    """log(q^p * u) = p log q + log u where q > 0."""
    parts = separated(argument)
    if len(parts) == 1:
        (m, e), *_ = parts.items()
        if is_positive(m):
            logs = [{monomial(Call("log", (base,))): Number(p) if p > 0 else Negative(Number(-p))} for base, p in m]
            return _sum([*logs, *([] if e == ONE else [{UNIT: Call("log", (e,))}])])
    if is_letters_only(node):
        return {monomial(node): ONE}
    raise Inseparable(node)


def _homogeneous(node: Expression, function: str, arguments: Sequence[Expression]) -> Parts:
    """F(q*u) = |q| F(u) for norms, q F(u) for max and min where q >= 0."""
    pieces: list[Mapping[Monomial, Expression]] = [separated(argument) for argument in arguments]
    shared = {m for piece in pieces for m in piece}
    if len(shared) != 1:
        raise Inseparable(node)
    m = shared.pop()
    inner = Call(function, tuple(piece.get(m, ZERO) for piece in pieces))
    if is_nonnegative(m):
        return {m: inner}
    if function_record(function).is_norm:
        return {monomial(Call("abs", (tree(m),))): inner}
    raise Inseparable(node)


__all__ = ["Inseparable", "Parts", "Sign", "is_letters_only", "separated", "settled", "sign"]
