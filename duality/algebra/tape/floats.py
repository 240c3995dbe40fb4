"""f(x) in floating point: nan where f is undefined, +-inf where it overflows. Sums are rounded once."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from duality.algebra.functions import function
from duality.algebra.tape.compiler import scaled_tape, value_in
from duality.algebra.tape.tape import run
from duality.model.expression import Expression
from duality.model.scalar import Scalar

NAN = math.nan
INF = math.inf
CONSTANTS = {"pi": math.pi, "e": math.e}

Point = Mapping[str, Scalar | float]
Scaled = tuple[float, float]
"""(sign, log of the size): sign 0 and -inf for 0, nan where undefined."""


def value(node: Expression, point: Point) -> float:
    """The tree's value at a point: nan outside its natural domain, +-inf where it overflows; x*log(x) is 0 at x = 0.

    Raises ``KeyError`` for a variable that the point lacks.
    """
    return value_in(Floats(point), node)


def to_float(number: Fraction) -> float:
    """The nearest float; +-inf beyond the largest."""
    try:
        return number.numerator / number.denominator
    except OverflowError:
        return INF if number > 0 else -INF


class Floats:
    """The algebra of floats at one point."""

    __slots__ = ("point",)

    def __init__(self, point: Point) -> None:
        self.point = point

    def variable(self, _: list[float], name: str) -> float:
        return float(self.point[name])

    def number(self, _: list[float], number: Fraction) -> float:
        return to_float(number)

    def constant(self, _: list[float], name: str) -> float:
        return CONSTANTS[name]

    def sum(self, terms: list[float], _: None) -> float:
        return total(terms)

    def negative(self, operand: list[float], _: None) -> float:
        return -operand[0]

    def product(self, factors: list[float], _: None) -> float:
        return math.prod(factors)

    def quotient(self, both: list[float], _: None) -> float:
        above, below = both
        return NAN if below == 0 else above / below

    def power(self, base: list[float], exponent: Fraction) -> float:
        return power(base[0], exponent)

    def real_power(self, both: list[float], _: None) -> float:
        base, exponent = both
        if math.isnan(base) or math.isnan(exponent) or base < 0 or (base == 0 and exponent <= 0):
            return NAN
        return overflowing(math.pow, base, exponent)

    def call(self, arguments: list[float], name: str) -> float:
        return function(name).value(*arguments)

    def continued(self, parts: list[float], _: None) -> float:
        direct = parts[0]
        if math.isnan(direct):
            for core, ratio, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
                if core == 0 and 0 < ratio < INF and math.isfinite(rest):
                    return 0.0
        return direct

    def rescaled(self, direct: list[float], node: Expression) -> float:
        """exp(x)/(1 + exp(x)) is inf/inf for a large x, although the quotient is moderate."""
        if math.isfinite(direct[0]) and direct[0] != 0:
            return direct[0]
        return run(scaled_tape(node), self)[0]

    def scaled(self, number: list[float], _: None) -> Scaled:
        direct = number[0]
        if math.isnan(direct):
            return NAN, NAN
        return (math.copysign(1.0, direct), math.log(abs(direct))) if direct != 0 else (0.0, -INF)

    def scaled_exp(self, exponent: list[float], _: None) -> Scaled:
        return (NAN if math.isnan(exponent[0]) else 1.0), exponent[0]

    def scaled_negative(self, operand: list[Scaled], _: None) -> Scaled:
        sign, log = operand[0]
        return -sign, log

    def scaled_product(self, factors: list[Scaled], _: None) -> Scaled:
        sign = math.prod(sign for sign, _ in factors)
        if sign == 0 and not any(log == INF for _, log in factors):
            return 0.0, -INF
        return sign, (NAN if sign == 0 else total([log for _, log in factors]))

    def scaled_quotient(self, both: list[Scaled], _: None) -> Scaled:
        (above, log_above), (below, log_below) = both
        return (above * below, log_above - log_below) if below != 0 else (NAN, NAN)

    def scaled_power(self, base: list[Scaled], exponent: Fraction) -> Scaled:
        sign, log = base[0]
        if sign == 0:
            return (0.0, -INF) if exponent > 0 else (NAN, NAN)
        if exponent.denominator != 1 and sign < 0:
            return NAN, NAN
        return (sign if exponent.numerator % 2 else sign * sign), log * to_float(exponent)

    def scaled_sum(self, terms: list[Scaled], _: None) -> Scaled:
        return scaled_sum(terms)

    def log_scaled(self, argument: list[Scaled], _: Expression) -> float:
        sign, log = argument[0]
        return log if sign > 0 else NAN

    def from_scaled(self, argument: list[Scaled], _: None) -> float:
        sign, log = argument[0]
        return 0.0 if log == -INF else sign * overflowing(math.exp, log)


def scaled_sum(pairs: Sequence[Scaled]) -> Scaled:
    """log |sum s_k e^{l_k}| = m + log |sum s_k e^{l_k - m}| with m = max l_k, and the sign."""
    if any(math.isnan(sign) or math.isnan(log) for sign, log in pairs):
        return NAN, NAN
    largest = max(range(len(pairs)), key=lambda k: pairs[k][1])
    leading, shift = pairs[largest]
    if math.isinf(shift):
        return (0.0, -INF) if shift < 0 else (leading if all(s > 0 for s, _ in pairs) else NAN, shift)
    others = [(sign, log - shift) for k, (sign, log) in enumerate(pairs) if k != largest and sign != 0]
    if len(others) == 1 and others[0][0] == -leading:
        # e^a - e^b keeps its digits where a and b are near.
        gap = -math.expm1(others[0][1])
        return (leading, shift + math.log(gap)) if gap > 0 else (0.0, -INF)
    relative = leading * math.fsum(sign * math.exp(log) for sign, log in others)
    if relative <= -1.0:
        return (0.0, -INF) if relative == -1.0 else (-leading, shift + math.log(-1.0 - relative))
    return leading, shift + math.log1p(relative)


def total(terms: list[float]) -> float:
    """The sum, rounded once where no term is infinite."""
    try:
        return math.fsum(terms)
    except (OverflowError, ValueError):
        return sum(terms)


def power(base: float, exponent: Fraction) -> float:
    """base^p: any base for an integer p >= 0, nonzero for p < 0, base >= 0 for a fractional p (> 0 for p < 0)."""
    if math.isnan(base) or (base == 0 and exponent < 0):
        return NAN
    if exponent.denominator == 1:
        return overflowing(math.pow, base, to_float(exponent), odd=exponent.numerator % 2 == 1)
    return NAN if base < 0 else overflowing(math.pow, base, to_float(exponent))


def overflowing(function: Callable[..., float], *arguments: float, odd: bool = False) -> float:
    """The value, +-inf where it overflows."""
    try:
        return function(*arguments)
    except OverflowError:
        return -INF if odd and arguments[0] < 0 else INF
