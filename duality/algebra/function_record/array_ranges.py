"""The ranges of phi, of phi' and of the inverse of phi over many boxes, as arrays of floats rounded outwards."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from duality.algebra import interval_arrays as ia
from duality.algebra.function_record.function import Pair
from duality.algebra.function_record.one_variable import OneVariable
from duality.algebra.functions import function as record
from duality.algebra.tape.interval_ranges import ranges
from duality.algebra.tape.interval_tape import Tape
from duality.model.expression import Variable
from duality.model.form import FREE, PLACEHOLDER, Bounds


def one_variable_ranges(function: OneVariable, _: Any, u: Pair) -> tuple[Pair, np.ndarray, np.ndarray]:
    """(phi of the boxes, which were cut to the domain, of which nothing was left)."""
    inside, partial, empty = part_inside(function.domain, u)
    return within_image(_ranges(function, inside), function.image), partial, empty


def _ranges(function: OneVariable, u: Pair) -> Pair:
    low, high = function.array(np, u[0]), function.array(np, u[1])
    if function.turn is not None:
        turn = float(function.turn)
        least = float(function.at(turn))
        inside = (u[0] <= turn) & (u[1] >= turn)
        return ia.widened(np.where(inside, least, np.minimum(low, high)), np.maximum(low, high))
    if function.falls == (function.domain,):
        low, high = high, low
    return ia.widened(np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high))


def part_inside(domain: Bounds, u: Pair) -> tuple[Pair, np.ndarray, np.ndarray]:
    """The part of each box in the domain; one of which nothing is left becomes a point of the domain."""
    low, high = u
    partial = empty = np.zeros(np.broadcast_shapes(low.shape, high.shape), bool)
    if domain is FREE:
        return u, partial, empty
    if domain.lower is not None:
        end = float(domain.lower)
        partial = partial | (low < end if domain.lower_closed else low <= end)
        empty = empty | (high < end if domain.lower_closed else high <= end)
        low, high = np.maximum(low, end), np.maximum(high, end)
    if domain.upper is not None:
        end = float(domain.upper)
        partial = partial | (high > end if domain.upper_closed else high >= end)
        empty = empty | (low > end if domain.upper_closed else low >= end)
        low, high = np.minimum(low, end), np.minimum(high, end)
    return (low, high), partial, empty


def within_image(found: Pair, image: Bounds) -> Pair:
    """Without what rounding added beyond the image."""
    low, high = found
    if image.lower is not None:
        end = float(image.lower)
        tiny = end if image.lower_closed else np.nextafter(end, np.inf)
        low, high = np.maximum(low, end), np.maximum(high, tiny)
    if image.upper is not None:
        end = float(image.upper)
        tiny = end if image.upper_closed else np.nextafter(end, -np.inf)
        low, high = np.minimum(low, tiny), np.minimum(high, end)
    return low, high


def inverse_ranges(function: OneVariable, _: Any, z: Pair, old: Pair) -> Pair:
    """{t: phi(t) in z} for phi that rises, or that turns at 0 and is even."""
    assert function.inverse_name is not None
    other = record(function.inverse_name)
    (low, high), _, empty = other.ranges(np, within_image(z, function.image))
    if function.turn is None:
        return low, high
    return ia.two_sided((np.maximum(low, 0.0), high), old, empty | (z[1] < float(function.at(float(function.turn)))))


def slope_ranges(function: OneVariable, u: Pair) -> Pair:
    """phi' over the boxes, by interval arithmetic on its tree."""
    tape, place = _slope_tape(function)
    (low, high), _, _ = part_inside(function.domain, u)
    return ranges(tape, low[None], high[None]).pairs[place]


@cache
def _slope_tape(function: OneVariable) -> tuple[Tape, int]:
    assert function.slope is not None
    tape = Tape((PLACEHOLDER,))
    return tape, tape.add(function.slope(Variable(PLACEHOLDER)))
