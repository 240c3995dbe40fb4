"""The sign of a tree in one variable t by its factors: rational in t and in exponentials, logarithms and the like.

Each kernel such as exp(t), log(t), cosh(t) becomes a symbol, exponentials of multiples of t powers of one. The tree is
then P/Q in t and the symbols, and the factors of P*Q are looked at one by one: a factor in a single symbol over the
range of that symbol, exactly; any other by enclosures. t*exp(t) has the second derivative (t + 2)*exp(t), whose sign at
t = -2 no enclosure of the sum tells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import gcd, lcm

from duality import algebra
from duality.algebra.atoms import substitute
from duality.algebra.polynomial import Polynomial
from duality.algebra.polynomial_of import multiply, polynomial
from duality.algebra.powers import rational
from duality.algebra.scalars import flint_of
from duality.derivation.curvature.nonnegative import is_nonnegative_on
from duality.model.expression import (
    Call,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Variable,
)
from duality.model.form import PLACEHOLDER, Bounds

MOST_KERNELS = 3
MOST_TERMS = 200

Enclosed = Callable[[Expression], bool]
"""Is a tree in t >= 0 over the interval, by enclosures."""


def sign_by_factors(
    node: Expression,
    range_: Bounds,
    fraction_of: Callable[[Expression], tuple[Polynomial, Polynomial] | None],
    enclosed: Enclosed,
) -> bool:
    """node >= 0 over the interval wherever it is defined; False where the factors do not prove it."""
    kernels: dict[Expression, Expression] = {}
    _collect(node, kernels)
    symbols = _symbols(list(kernels))
    if symbols is None:
        return False
    replaced, meanings = symbols
    fraction = fraction_of(node.replaced(replaced.get))
    if fraction is None or not all(p.is_rational for p in fraction):
        return False
    same_sign = multiply(fraction)
    if same_sign is None or not same_sign.terms or len(same_sign.terms) > MOST_TERMS:
        return same_sign is not None and not same_sign.terms
    sign, factors = _factors(same_sign)
    for factor in factors:
        found = _sign(factor, range_, meanings, enclosed)
        if not found:
            return False
        sign *= found
    return sign > 0


def _collect(node: Expression, kernels: dict[Expression, Expression]) -> None:
    """The outermost calls and fractional powers."""
    match node:
        case Call():
            kernels[node] = node
        case Power(base, exponent):
            p = rational(exponent)
            if p is None or p.denominator != 1:
                kernels[node] = node
            else:
                _collect(base, kernels)
        case _:
            for child in node.children:
                _collect(child, kernels)


def _symbols(kernels: list[Expression]) -> tuple[dict[Expression, Expression], dict[str, Expression]] | None:
    """What stands for each kernel, and what each symbol means; ``None`` for none or too many of them."""
    multiples = {kernel: c for kernel in kernels if (c := _exponential_rate(kernel)) is not None}
    replaced: dict[Expression, Expression] = {}
    meanings: dict[str, Expression] = {}
    if multiples:
        scale = lcm(*(c.denominator for c in multiples.values()))
        unit = Fraction(gcd(*(int(c * scale) for c in multiples.values())), scale)
        symbol = Variable("_k0")
        meanings["_k0"] = Call("exp", (Product((Number(unit), Variable(PLACEHOLDER))),))
        for kernel, rate in multiples.items():
            power = Power(symbol, Number(abs(rate / unit)))
            replaced[kernel] = power if rate > 0 else Quotient(Number(Fraction(1)), power)
    for k, kernel in enumerate(kernel for kernel in kernels if kernel not in multiples):
        replaced[kernel] = Variable(f"_k{k + 1}")
        meanings[f"_k{k + 1}"] = kernel
    return (replaced, meanings) if 0 < len(meanings) <= MOST_KERNELS else None


def _exponential_rate(kernel: Expression) -> Fraction | None:
    """c != 0 with kernel = exp(c*t)."""
    if not isinstance(kernel, Call) or kernel.function != "exp":
        return None
    p = polynomial(kernel.arguments[0])
    form = None if p is None else p.as_affine()
    if form is None or form.constant != 0 or form.names != (PLACEHOLDER,):
        return None
    rate = form.coefficient(PLACEHOLDER)
    return rate if isinstance(rate, Fraction) else None


def _factors(p: Polynomial) -> tuple[int, list[Polynomial]]:
    """The sign of the constant factor, and the irreducible factors of odd multiplicity."""
    import flint

    order = p.names
    context = flint.fmpq_mpoly_ctx.get(tuple(f"v{k}" for k in range(len(order))), "degrevlex")
    terms: dict[tuple[int, ...], flint.fmpq] = {}
    for monomial, c in p.terms:
        exponents = dict(monomial)
        assert isinstance(c, Fraction)
        terms[tuple(exponents.get(name, 0) for name in order)] = flint_of(c)
    content, parts = context.from_dict(terms).factor()
    found = []
    for part, multiplicity in parts:
        if multiplicity % 2:
            collected = {
                tuple((name, int(e)) for name, e in zip(order, exponents, strict=True) if e): Fraction(
                    int(c.p), int(c.q)
                )
                for exponents, c in part.to_dict().items()
            }
            found.append(Polynomial.of(collected))
    return (1 if content > 0 else -1), found


def _sign(factor: Polynomial, range_: Bounds, meanings: Mapping[str, Expression], enclosed: Enclosed) -> int:
    """1 or -1 where the factor keeps that sign (zeros allowed) over the interval, 0 where it is not proved."""
    order = factor.names
    if len(order) == 1:
        bounds = range_ if order[0] == PLACEHOLDER else _range_of(meanings[order[0]], range_)
        if is_nonnegative_on(factor, bounds):
            return 1
        if is_nonnegative_on(factor.scaled(Fraction(-1)), bounds):
            return -1
    tree = substitute(factor.expression(), meanings)
    return 1 if enclosed(tree) else -1 if enclosed(Negative(tree)) else 0


def _range_of(kernel: Expression, range_: Bounds) -> Bounds:
    """The values of a kernel over the interval, rounded outward."""
    ends = (range_.lower, range_.upper)
    box = tuple(end if isinstance(end, Fraction) else None for end in ends)
    lower, upper = algebra.intervals.enclose(kernel, {PLACEHOLDER: (box[0], box[1])})
    return Bounds(lower, upper)
