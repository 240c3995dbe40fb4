"""Polynomials of one variable with exact coefficients, (a_0, a_1, ...) for sum a_k t^k: values, signs, real roots."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from duality.algebra.scalars import flint_of, from_flint, scalar_power, sign
from duality.model.form import Bounds
from duality.model.scalar import Scalar

Coefficients = tuple[Scalar, ...]


def trimmed(coefficients: Sequence[Scalar]) -> Coefficients:
    """Without leading zeros; () is the zero polynomial."""
    size = len(coefficients)
    while size and coefficients[size - 1] == 0:
        size -= 1
    return tuple(coefficients[:size])


def degree(p: Coefficients) -> int:
    """The degree; -1 for the zero polynomial."""
    return len(p) - 1


def plus(p: Coefficients, q: Coefficients) -> Coefficients:
    size = max(len(p), len(q))
    return trimmed([_coefficient(p, k) + _coefficient(q, k) for k in range(size)])


def scaled(p: Coefficients, factor: Scalar) -> Coefficients:
    return trimmed([a * factor for a in p])


def times(p: Coefficients, q: Coefficients) -> Coefficients:
    result: list[Scalar] = [Fraction(0)] * max(len(p) + len(q) - 1, 0)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            result[i + j] = result[i + j] + a * b
    return trimmed(result)


def raised(p: Coefficients, exponent: int) -> Coefficients:
    result: Coefficients = (Fraction(1),)
    for _ in range(exponent):
        result = times(result, p)
    return result


def derivative(p: Coefficients) -> Coefficients:
    return trimmed([k * a for k, a in enumerate(p)][1:])


def at(p: Coefficients, t: Scalar) -> Scalar:
    result: Scalar = Fraction(0)
    for a in reversed(p):
        result = result * t + a
    return result


def quotient_and_remainder(p: Coefficients, q: Coefficients) -> tuple[Coefficients, Coefficients]:
    """p = quotient * q + remainder with the remainder of lower degree than q, q not zero."""
    quotient: list[Scalar] = [Fraction(0)] * max(len(p) - len(q) + 1, 0)
    rest = p
    while len(rest) >= len(q):
        lead, shift = rest[-1] / q[-1], len(rest) - len(q)
        quotient[shift] = lead
        rest = plus(rest[:-1], tuple([Fraction(0)] * shift + [-lead * a for a in q[:-1]]))
    return trimmed(quotient), rest


def roots_up_to_degree_two(p: Coefficients) -> list[Scalar] | None:
    """The real roots in increasing order, each once, for degree 0, 1 or 2; ``None`` for a higher degree or p = 0."""
    match degree(p):
        case 0:
            return []
        case 1:
            return [-p[0] / p[1]]
        case 2:
            discriminant = p[1] * p[1] - 4 * p[0] * p[2]
            if discriminant < 0:
                return []
            if discriminant == 0:
                return [-p[1] / (2 * p[2])]
            size = square_root(discriminant)
            return sorted([(-p[1] - size) / (2 * p[2]), (-p[1] + size) / (2 * p[2])])
        case _:
            return None


def square_root(value: Scalar) -> Scalar:
    """sqrt(value) for value >= 0, rational where it is."""
    return scalar_power(value, Fraction(1, 2))


def sign_on(p: Coefficients, bounds: Bounds) -> int | None:
    """1 if p >= 0 on the whole interval, -1 if p <= 0, 0 if p is zero, ``None`` if p changes its sign there.

    An interval may be a single point.

    p changes its sign at its roots of odd order and nowhere else; Sturm's theorem counts those in the open interval.
    """
    if not p:
        return 0
    if bounds.lower is not None and bounds.lower == bounds.upper:
        return sign(at(p, bounds.lower))
    rational = [a for a in p if isinstance(a, Fraction)]
    chain = _rational_chain(rational) if len(rational) == len(p) else _sturm_chain(_odd_part(p))
    crossings = _variations(chain, bounds.lower, -1) - _variations(chain, bounds.upper, 1)
    if bounds.upper is not None and at(chain[0], bounds.upper) == 0:
        crossings -= 1
    if crossings:
        return None
    return 1 if _at_some_nonroot(p, bounds) > 0 else -1


def _at_some_nonroot(p: Coefficients, bounds: Bounds) -> Scalar:
    """p at a point inside the interval that is no root."""
    low, high = bounds.lower, bounds.upper
    for k in range(1, len(p) + 1):
        if low is not None and high is not None:
            t = low + (high - low) * Fraction(k, len(p) + 1)
        elif low is not None:
            t = low + k
        else:
            t = Fraction(k) if high is None else high - k
        value = at(p, t)
        if value != 0:
            return value
    raise AssertionError("a polynomial of degree n has at most n roots")


def _odd_part(p: Coefficients) -> Coefficients:
    """The product of (t - r) over the roots r of odd order (and of their complex kin), by Yun's decomposition."""
    shared = _common_divisor(p, derivative(p))
    simple = quotient_and_remainder(p, shared)[0]
    odd: Coefficients = (Fraction(1),)
    order = 1
    while degree(simple) > 0:
        deeper = _common_divisor(simple, shared)
        if order % 2:
            odd = times(odd, quotient_and_remainder(simple, deeper)[0])
        simple, shared = deeper, quotient_and_remainder(shared, deeper)[0]
        order += 1
    return odd


def _common_divisor(p: Coefficients, q: Coefficients) -> Coefficients:
    while q:
        p, q = q, quotient_and_remainder(p, q)[1]
    return scaled(p, 1 / p[-1])


def _sturm_chain(p: Coefficients) -> list[Coefficients]:
    chain = [p]
    following = derivative(p)
    while following:
        chain.append(following)
        following = scaled(quotient_and_remainder(chain[-2], chain[-1])[1], Fraction(-1))
    return chain


def _rational_chain(p: Sequence[Fraction]) -> list[Coefficients]:
    """The Sturm chain of the part of odd order, up to positive factors, which keep its numbers small."""
    import flint

    whole = flint.fmpq_poly([flint_of(a) for a in p])
    odd = flint.fmpq_poly([1])
    for factor, order in whole.factor_squarefree()[1]:
        odd *= factor if order % 2 else 1
    chain = [odd]
    following = odd.derivative()
    while following:
        numerator = following.numer()
        chain.append(flint.fmpq_poly(numerator / numerator.content()))
        following = -(chain[-2] % chain[-1])
    return [tuple(map(from_flint, q.coeffs())) for q in chain]


def _variations(chain: list[Coefficients], t: Scalar | None, side: int) -> int:
    """Sign changes of the chain at t (``None``: at infinity on that side); its drop over (a, b] counts the roots."""
    if t is None:
        values = [q[-1] * (1 if side > 0 or degree(q) % 2 == 0 else -1) for q in chain]
    else:
        values = [at(q, t) for q in chain]
    signs = [value > 0 for value in values if value != 0]
    return sum(1 for a, b in pairwise(signs) if a != b)


def _coefficient(p: Coefficients, k: int) -> Scalar:
    return p[k] if k < len(p) else Fraction(0)
