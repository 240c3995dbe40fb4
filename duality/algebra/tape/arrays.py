"""f at many points at once: `duality.algebra.tape.floats` over arrays, with the same conventions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce

import numpy as np

from duality.algebra.functions import function
from duality.algebra.tape.compiler import scaled_tape, tape_of
from duality.algebra.tape.floats import CONSTANTS, to_float
from duality.algebra.tape.tape import Rules, run, run_sparingly
from duality.model.expression import Expression

Array = np.ndarray
PAIRS = Rules("pairs", pairs=True)
Scaled = tuple[Array, Array]
Points = Mapping[str, Array]


def array_values(node: Expression, point: Points) -> Array:
    """The values of the tree; the shape is the one to which all arrays of ``point`` broadcast."""
    arrays = {name: np.asarray(entry, dtype=float) for name, entry in point.items()}
    shape = np.broadcast_shapes(*(entry.shape for entry in arrays.values()))
    with np.errstate(all="ignore"):
        (result,) = run_sparingly(tape_of(node, PAIRS), Arrays(arrays))
    return np.array(np.broadcast_to(result, shape))


class Arrays:
    """The algebra of arrays of floats, one entry a point."""

    __slots__ = ("point",)

    def __init__(self, point: Points) -> None:
        self.point = point

    def variable(self, _: list[Array], name: str) -> Array:
        return self.point[name]

    def number(self, _: list[Array], number: Fraction) -> Array:
        return np.asarray(to_float(number))

    def constant(self, _: list[Array], name: str) -> Array:
        return np.asarray(CONSTANTS[name])

    def sum(self, terms: list[Array], _: None) -> Array:
        return reduce(np.add, terms)

    def negative(self, operand: list[Array], _: None) -> Array:
        return -operand[0]

    def product(self, factors: list[Array], _: None) -> Array:
        return reduce(np.multiply, factors)

    def quotient(self, both: list[Array], _: None) -> Array:
        above, below = both
        return np.where(below == 0, np.nan, above / below)

    def power(self, base: list[Array], exponent: Fraction) -> Array:
        below = base[0]
        result = np.power(below, to_float(exponent))
        if exponent.denominator == 1 and exponent > 0:
            return result
        outside = np.isnan(below)
        if exponent < 0:
            outside = outside | (below == 0)
        if exponent.denominator != 1:
            outside = outside | (below < 0)
        return np.where(outside, np.nan, result)

    def real_power(self, both: list[Array], _: None) -> Array:
        base, exponent = both
        inside = (base > 0) | ((base == 0) & (exponent > 0))
        return np.where(inside & ~np.isnan(exponent), np.power(base, exponent), np.nan)

    def call(self, arguments: list[Array], name: str) -> Array:
        return function(name).values(np, *arguments)

    def continued(self, parts: list[Array], _: None) -> Array:
        result = parts[0]
        if np.isnan(result).any():
            for core, ratio, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
                vanishes = (core == 0) & (ratio > 0) & np.isfinite(ratio) & np.isfinite(rest)
                result = np.where(vanishes, 0.0, result)
        return result

    def rescaled(self, direct: list[Array], node: Expression) -> Array:
        result = direct[0]
        missing = ~np.isfinite(result) | (result == 0)
        if not missing.any():
            return result
        return np.where(missing, run(scaled_tape(node), self)[0], result)

    def scaled(self, number: list[Array], _: None) -> Scaled:
        return np.sign(number[0]), np.log(np.abs(number[0]))

    def scaled_exp(self, exponent: list[Array], _: None) -> Scaled:
        return np.where(np.isnan(exponent[0]), np.nan, 1.0), exponent[0]

    def scaled_negative(self, operand: list[Scaled], _: None) -> Scaled:
        sign, log = operand[0]
        return -sign, log

    def scaled_product(self, factors: list[Scaled], _: None) -> Scaled:
        sign, log = reduce(np.multiply, [s for s, _ in factors]), reduce(np.add, [size for _, size in factors])
        unbounded = np.logical_or.reduce(np.broadcast_arrays(*(size == np.inf for _, size in factors)))
        return sign, np.where(sign == 0, np.where(unbounded, np.nan, -np.inf), log)

    def scaled_quotient(self, both: list[Scaled], _: None) -> Scaled:
        (above, log_above), (below, log_below) = both
        return np.where(below == 0, np.nan, above * below), log_above - log_below

    def scaled_power(self, base: list[Scaled], exponent: Fraction) -> Scaled:
        sign, log = base[0]
        p = to_float(exponent)
        if exponent.denominator != 1:
            sign = np.where(sign < 0, np.nan, sign)
        zero = np.where(p > 0, 0.0, np.nan)
        return np.where(sign == 0, zero, sign if exponent.numerator % 2 else sign * sign), log * p

    def scaled_sum(self, terms: list[Scaled], _: None) -> Scaled:
        return scaled_sum(terms)

    def log_scaled(self, argument: list[Scaled], _: Expression) -> Array:
        sign, log = argument[0]
        return np.where(sign > 0, log, np.nan)

    def from_scaled(self, argument: list[Scaled], _: None) -> Array:
        sign, log = argument[0]
        return np.where(log == -np.inf, 0.0, sign * np.exp(log))


def scaled_sum(pairs: list[Scaled]) -> Scaled:
    """(sign, log |f|) of a sum; see `duality.algebra.tape.floats.scaled_sum`."""
    signs = np.stack(np.broadcast_arrays(*(sign for sign, _ in pairs)))
    logs = np.stack(np.broadcast_arrays(*(log for _, log in pairs)))
    undefined = np.isnan(signs).any(axis=0) | np.isnan(logs).any(axis=0)
    largest = np.argmax(np.where(np.isnan(logs), -np.inf, logs), axis=0)[None]
    shift = np.take_along_axis(logs, largest, axis=0)[0]
    leading = np.take_along_axis(signs, largest, axis=0)[0]
    relative = signs * np.exp(logs - shift)
    np.put_along_axis(relative, largest, 0.0, axis=0)
    rest = leading * relative.sum(axis=0)
    if len(pairs) == 2:
        # e^a - e^b keeps its digits where a and b are near.
        gap = np.where(leading * signs.sum(axis=0) == 0, -np.expm1(logs.min(axis=0) - shift), 1 + rest)
        log = np.where(rest < 0, shift + np.log(gap), shift + np.log1p(rest))
    else:
        log = np.where(rest > -1, shift + np.log1p(rest), np.where(rest == -1, -np.inf, shift + np.log(-1 - rest)))
    sign = np.where(np.isneginf(log), 0.0, np.where(rest >= -1, leading, -leading))
    infinite = np.isinf(shift)
    sign = np.where(infinite, np.where(shift < 0, 0.0, np.where((signs > 0).all(axis=0), leading, np.nan)), sign)
    log = np.where(infinite, shift, log)
    return np.where(undefined, np.nan, sign), np.where(undefined, np.nan, log)
