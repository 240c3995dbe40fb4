"""Trees that are polynomials in several variables over the rationals, as flint's sparse polynomials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from operator import mul

import flint

from duality.algebra.powers import rational
from duality.algebra.scalars import flint_of
from duality.model.expression import Call, Expression, Negative, Number, Power, Product, Quotient, Sum, Variable

HIGHEST_DEGREE = 24
MOST_TERMS = 2000


def ring(size: int) -> flint.fmpq_mpoly_ctx:
    """Q[v0, ..., v(size-1)]; the names are flint's own business, never the user's."""
    return flint.fmpq_mpoly_ctx.get(tuple(f"v{k}" for k in range(size)), "degrevlex")


def integer_ring(size: int) -> flint.fmpz_mpoly_ctx:
    """Z[v0, ..., v(size-1)]."""
    return flint.fmpz_mpoly_ctx.get(tuple(f"v{k}" for k in range(size)), "degrevlex")


def eliminating_ring(size: int) -> flint.fmpz_mpoly_ctx:
    """The same in lexicographic order, which eliminates the first variables."""
    return flint.fmpz_mpoly_ctx.get(tuple(f"v{k}" for k in range(size)), "lex")


def integral(polynomial: flint.fmpq_mpoly, context: flint.fmpz_mpoly_ctx) -> flint.fmpz_mpoly:
    """The primitive integer multiple of a polynomial over Q."""
    terms = polynomial.to_dict()
    common = reduce(lambda a, b: a * b // _gcd(a, b), (c.q for c in terms.values()), flint.fmpz(1))
    found = context.from_dict({m: c.p * (common // c.q) for m, c in terms.items()})
    return found if found.is_zero() else found.primitive()[1]


def _gcd(a: flint.fmpz, b: flint.fmpz) -> flint.fmpz:
    return a.gcd(b)


def polynomial_of(node: Expression, context: flint.fmpq_mpoly_ctx, index: Mapping[str, int]) -> flint.fmpq_mpoly | None:
    """The tree in Q[x], its variables at the places of ``index``; ``None`` where it is no polynomial of modest size."""
    match node:
        case Number(value):
            return context.constant(flint_of(value))
        case Variable(name):
            return context.gen(index[name]) if name in index else None
        case Negative(operand):
            inner = polynomial_of(operand, context, index)
            return None if inner is None else -inner
        case Sum(terms):
            found = _all(terms, context, index)
            return None if found is None else sum(found, context.constant(0))
        case Product(factors):
            found = _all(factors, context, index)
            if found is None or sum(p.total_degree() for p in found) > HIGHEST_DEGREE:
                return None
            return _modest(reduce(mul, found, context.constant(1)))
        case Quotient(numerator, denominator):
            above = polynomial_of(numerator, context, index)
            below = polynomial_of(denominator, context, index)
            if above is None or below is None or not below.is_constant() or below.is_zero():
                return None
            return above / below.leading_coefficient()
        case Power(base, exponent):
            return _power(base, rational(exponent), context, index)
        case _:
            return None


def _power(
    base: Expression, exponent: Fraction | None, context: flint.fmpq_mpoly_ctx, index: Mapping[str, int]
) -> flint.fmpq_mpoly | None:
    """base^p for p = 0, 1, 2, ...; an even power of |u| is that of u, of a norm that of its sum of squares."""
    if exponent is None or exponent.denominator != 1 or exponent < 0:
        return None
    p = int(exponent)
    if isinstance(base, Call) and base.function in ("abs", "norm") and p % 2 == 0:
        arguments = _all(base.arguments, context, index)
        inner = None if arguments is None else sum((u * u for u in arguments), context.constant(0))
        p //= 2
    else:
        inner = polynomial_of(base, context, index)
    if inner is None or p * max(0, inner.total_degree()) > HIGHEST_DEGREE:
        return None
    return _modest(inner**p)


def _all(
    nodes: Sequence[Expression], context: flint.fmpq_mpoly_ctx, index: Mapping[str, int]
) -> list[flint.fmpq_mpoly] | None:
    found = [polynomial_of(node, context, index) for node in nodes]
    known = [p for p in found if p is not None]
    return known if len(known) == len(found) else None


def _modest(polynomial: flint.fmpq_mpoly) -> flint.fmpq_mpoly | None:
    return polynomial if len(polynomial) <= MOST_TERMS else None
