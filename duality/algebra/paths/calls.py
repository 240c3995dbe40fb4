"""Functions of enclosures, by name, as t -> inf.

atan(c + d) = atan(c) + atan(d/(1 + c^2 + c d)), and atan(u) = sign(u) pi/2 - atan(1/u) far out. 1 - erf(u) lies between
exp(-u^2)/(2u) and exp(-u^2) from some u on. What is written in other functions is expanded as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from duality.algebra.paths import constant_functions, elementary
from duality.algebra.paths.between import (
    UNIT_BAND,
    Between,
    Undecided,
    common,
    constant_of,
    increasing,
    larger,
    product,
    smaller,
)
from duality.algebra.paths.series import Series

if TYPE_CHECKING:
    from duality.algebra.paths.expand import Expansion

HALF = Fraction(1, 2)
ONE = Between.constant(Fraction(1))


def applied(name: str, values: Sequence[Between], expansion: Expansion) -> Between:
    """phi(f, ...). Raises `Undecided` where it is undefined or not known."""
    first = values[0]
    match name:
        case "exp":
            return expansion.exp(first)
        case "log":
            return expansion.log(first)
        case "sqrt":
            return expansion.raised(first, HALF)
        case "abs":
            return first.size
        case "sin" | "cos":
            return _sine(first, expansion, quarter=name == "cos")
        case "tan":
            cosine = _sine(first, expansion, quarter=True)
            return expansion.times(_sine(first, expansion, quarter=False), expansion.raised(cosine, Fraction(-1)))
        case "sinh" | "cosh":
            opposite = expansion.exp(-first)
            return (expansion.exp(first) + (opposite if name == "cosh" else -opposite)).scaled(HALF)
        case "tanh":
            return increasing(lambda series: _tanh(series, expansion), first)
        case "atan":
            return increasing(lambda series: _atan(series, expansion), first)
        case "asin" | "acos":
            return _arcsine(first, expansion) if name == "asin" else _quarter() - _arcsine(first, expansion)
        case "erf":
            return increasing(lambda series: _erf(series, expansion), first)
        case "huber":
            return _huber(first, values[1], expansion)
        case _:
            return _piecewise(name, values)


def _piecewise(name: str, values: Sequence[Between]) -> Between:
    match name:
        case "max":
            return _extreme(larger, values)
        case "min":
            return _extreme(smaller, values)
        case "norm1":
            return total([value.size for value in values])
        case "norminf":
            return _extreme(larger, [value.size for value in values])
        case "sign":
            known = values[0].sign
            return UNIT_BAND if known is None else Between.constant(Fraction(known))
        case "floor":
            return increasing(_floor, values[0])
        case "ceil":
            return -increasing(_floor, -values[0])
        case _:
            raise Undecided(f"the growth of {name} is not known")


def total(values: Sequence[Between]) -> Between:
    """The sum."""
    found = values[0]
    for value in values[1:]:
        found = found + value
    return found


def _sine(value: Between, expansion: Expansion, *, quarter: bool) -> Between:
    """|sin u - sin v| <= |u - v| where the argument itself is only enclosed."""
    start = elementary.without_turns(value.lower) if expansion.whole else value.lower
    found = elementary.sine(start, expansion.order, quarter=quarter)
    if value.is_exact:
        return found
    width = value.upper - value.lower
    return common(found + Between(-width, width), UNIT_BAND)


def _tanh(series: Series, expansion: Expansion) -> Between:
    """sign(u) (1 - exp(-2|u|)) / (1 + exp(-2|u|))."""
    if series.sign < 0:
        return -_tanh(-series, expansion)
    decay = elementary.exp(series.scaled(Fraction(-2)), expansion.order)
    return expansion.times(ONE - decay, expansion.raised(ONE + decay, Fraction(-1)))


def _atan(series: Series, expansion: Expansion) -> Between:
    large, constant, small = series.parts
    if large.terms:
        inverse = elementary.power(series, Fraction(-1), expansion.order)
        quarter = _quarter() if series.sign > 0 else -_quarter()
        return quarter - increasing(lambda part: _atan(part, expansion), inverse)
    if constant != 0:
        at = Between.constant(constant_functions.arc("atan", constant))
        below = Series.of(constant * constant + Fraction(1)) + small.scaled(constant)
        rest = expansion.times(Between.exactly(small), elementary.power(below, Fraction(-1), expansion.order))
        return at + increasing(lambda part: _atan(part, expansion), rest) if small.terms else at
    coefficients = [Fraction((0, 1, 0, -1)[k % 4], max(k, 1)) for k in range(expansion.order)]
    return elementary.taylor(coefficients, small, Fraction(2, expansion.order))


def _arcsine(value: Between, expansion: Expansion) -> Between:
    """asin(u) = atan(u / sqrt(1 - u^2)) inside (-1, 1)."""
    known = constant_of(value)
    if known is not None:
        return Between.constant(constant_functions.arc("asin", known))
    root = expansion.raised(ONE - expansion.raised(value, Fraction(2)), HALF)
    inner = expansion.times(value, expansion.raised(root, Fraction(-1)))
    return increasing(lambda series: _atan(series, expansion), inner)


def _quarter() -> Between:
    return Between.constant(constant_functions.named("pi") * HALF)


def _erf(series: Series, expansion: Expansion) -> Between:
    """erf(c + d) = erf(c) + 2/sqrt(pi) e^(-c^2) d + r, |r| <= d^2, and erf far out as in the module."""
    large, constant, small = series.parts
    if series.sign < 0:
        return -_erf(-series, expansion)
    if large.terms:
        decay = expansion.exp(-expansion.raised(Between.exactly(series), Fraction(2)))
        slower = expansion.times(decay, elementary.power(series, Fraction(-1), expansion.order).scaled(HALF))
        return Between((ONE - decay).lower, (ONE - slower).upper)
    at = Between.constant(constant_functions.arc("erf", constant))
    slope = constant_functions.exponential(-(constant * constant)) * constant_functions.bell_factor()
    rest = product(Between.exactly(small), Between.exactly(small), expansion.order).upper
    return at + Between.exactly(small.scaled(slope)) + Between(-rest, rest)


def _floor(series: Series) -> Between:
    large, constant, small = series.parts
    if large.terms:
        return Between(series - Series.of(Fraction(1)), series)
    whole = constant_functions.floor(constant)
    steps_down = whole == constant and small.sign < 0
    return Between.constant(Fraction(whole - int(steps_down)))


def _huber(value: Between, width: Between, expansion: Expansion) -> Between:
    """u^2 where |u| <= d, else d (2 |u| - d)."""
    size = value.size
    difference = (size - width).sign
    if difference is None:
        raise Undecided("which piece of huber holds")
    if difference <= 0:
        return expansion.raised(size, Fraction(2))
    return expansion.times(width, size.scaled(Fraction(2)) - width)


def _extreme(choose: Callable[[Series, Series], Series], values: Sequence[Between]) -> Between:
    first, *others = values
    for other in others:
        if first.is_exact and other.is_exact:
            first = Between.exactly(choose(first.lower, other.lower))
        else:
            first = Between(choose(first.lower, other.lower), choose(first.upper, other.upper))
    return first
