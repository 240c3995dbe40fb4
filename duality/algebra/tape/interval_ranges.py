"""The ranges of all operations of a tape over many boxes at once, and the gradients of one of them.

Where a function is defined on a part of a box only, the range is that over the part, and the box is marked ``partial``;
where it is defined nowhere, the box is marked ``empty``.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from duality.algebra import interval_arrays as ia
from duality.algebra.functions import function
from duality.algebra.interval_arrays import Pair
from duality.algebra.tape.interval_tape import Operation, Tape
from duality.records import record

ONE = (np.ones(1), np.ones(1))


@record(frozen=False, slots=False)
class Ranges:
    """One pair an operation, each of shape (m,) for m boxes."""

    tape: Tape
    pairs: list[Pair]
    partial: np.ndarray
    empty: np.ndarray


def ranges(tape: Tape, lower: np.ndarray, upper: np.ndarray) -> Ranges:
    """The ranges over the boxes with the ends ``lower`` and ``upper`` of shape (n, m)."""
    count = lower.shape[1]
    found = Ranges(tape, [], np.zeros(count, bool), np.zeros(count, bool))
    with np.errstate(all="ignore"):
        for operation in tape.operations:
            found.pairs.append(_range(found, operation, lower, upper))
    return found


def _range(found: Ranges, operation: Operation, lower: np.ndarray, upper: np.ndarray) -> Pair:
    count = lower.shape[1]
    match operation.code:
        case "variable":
            return lower[operation.first], upper[operation.first]
        case "number":
            return np.full(count, operation.low), np.full(count, operation.high)
        case "real power":
            return ia.real_power(_clipped(found, found.pairs[operation.first]), operation.low)
        case "xlogx":
            return ia.xlogx(_clipped(found, found.pairs[operation.first]))
        case "negative":
            return ia.negative(found.pairs[operation.first])
        case "divide":
            numerator, denominator = found.pairs[operation.first], found.pairs[operation.second]
            found.partial |= (denominator[0] <= 0) & (denominator[1] >= 0)
            found.empty |= (denominator[0] == 0) & (denominator[1] == 0)
            return ia.divide(numerator, denominator)
        case "integer power":
            return ia.integer_power(found.pairs[operation.first], int(operation.low))
        case code if code in _BINARY:
            if code == "multiply" and operation.first == operation.second:
                return ia.integer_power(found.pairs[operation.first], 2)
            return _BINARY[code](found.pairs[operation.first], found.pairs[operation.second])
        case name:
            pair, partial, empty = function(name).ranges(np, found.pairs[operation.first])
            found.partial |= partial
            found.empty |= empty
            return pair


def _clipped(found: Ranges, pair: Pair) -> Pair:
    """The part with t >= 0."""
    low, high = pair
    found.partial |= low < 0
    found.empty |= high < 0
    return np.maximum(low, 0.0), np.maximum(high, 0.0)


_BINARY: dict[str, Callable[[Pair, Pair], Pair]] = {
    "add": ia.add,
    "subtract": ia.subtract,
    "multiply": ia.multiply,
    "max": ia.maximum,
    "min": ia.minimum,
    "log add exp": ia.log_add_exp,
}


def gradient(found: Ranges, place: int) -> tuple[np.ndarray, np.ndarray]:
    """Ranges of the partial derivatives of one operation, shape (n, m) each: reverse accumulation.

    At kinks the ranges hold every generalized derivative, so that the mean value theorem keeps holding.
    """
    tape, count = found.tape, len(found.partial)
    weights: dict[int, Pair] = {place: (np.ones(count), np.ones(count))}
    lower, upper = np.zeros((len(tape.names), count)), np.zeros((len(tape.names), count))
    with np.errstate(all="ignore"):
        for k in range(place, -1, -1):
            weight = weights.pop(k, None)
            if weight is None:
                continue
            operation = tape.operations[k]
            if operation.code == "variable":
                lower[operation.first], upper[operation.first] = weight
                continue
            for argument, slope in _slopes(found, k, operation):
                share = weight if slope is None else ia.multiply(weight, slope)
                weights[argument] = ia.add(weights[argument], share) if argument in weights else share
    return lower, upper


def _slopes(found: Ranges, k: int, operation: Operation) -> list[tuple[int, Pair | None]]:
    """The derivative of an operation by each argument; ``None`` for 1."""
    i, j = operation.first, operation.second
    value = found.pairs[k]
    match operation.code:
        case "number":
            return []
        case "add":
            return [(i, None), (j, None)]
        case "subtract":
            return [(i, None), (j, (-np.ones(1), -np.ones(1)))]
        case "negative":
            return [(i, (-np.ones(1), -np.ones(1)))]
        case "multiply":
            return [(i, found.pairs[j]), (j, found.pairs[i])]
        case "divide":
            inverse = ia.reciprocal(found.pairs[j])
            return [(i, inverse), (j, ia.negative(ia.multiply(value, inverse)))]
        case "log add exp":
            # d/ds log(e^s + e^t) = 1/(1 + e^(t - s)), in [0, 1].
            first, second = ia.share(found.pairs[i], found.pairs[j]), ia.share(found.pairs[j], found.pairs[i])
            return [(i, first), (j, second)]
        case "max":
            return _chosen(found, i, j, 1)
        case "min":
            return _chosen(found, i, j, -1)
        case code:
            return [(i, _slope(code, found.pairs[i], value, operation.low))]


def _slope(code: str, u: Pair, value: Pair, exponent: float) -> Pair:
    """phi'(u) with the value phi(u) at hand."""
    match code:
        case "integer power":
            n = int(exponent)
            power = u if n == 2 else ia.integer_power(u, n - 1)
            return ia.multiply((np.full(1, float(n)), np.full(1, float(n))), power)
        case "real power":
            base = np.maximum(u[0], 0.0), np.maximum(u[1], 0.0)
            power = ia.real_power(base, exponent - 1) if exponent > 1 else _falling_power(base, 1 - exponent)
            return ia.multiply((np.full(1, exponent), np.full(1, exponent)), power)
        case "xlogx":
            return ia.add(function("log").ranges(np, (np.maximum(u[0], 0.0), np.maximum(u[1], 0.0)))[0], ONE)
        case name:
            return function(name).slopes(np, u, value)


def _falling_power(base: Pair, p: float) -> Pair:
    """{t^-p}."""
    return ia.reciprocal(ia.real_power(base, p))


def _chosen(found: Ranges, i: int, j: int, sign: int) -> list[tuple[int, Pair | None]]:
    # The larger argument counts for a maximum, the smaller one for a minimum.
    a, b = (found.pairs[i], found.pairs[j]) if sign > 0 else (found.pairs[j], found.pairs[i])
    first_wins, second_wins = a[0] > b[1], b[0] > a[1]
    lower, upper = np.where(first_wins, 1.0, 0.0), np.where(second_wins, 0.0, 1.0)
    return [(i, (lower, upper)), (j, (1.0 - upper, 1.0 - lower))]
