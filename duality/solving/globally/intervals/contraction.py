"""Boxes narrowed to where constraints can hold: ranges forward along the tape, what they allow back to the variables.

Each constraint asks that an operation lie in an interval. What a box loses holds no point that satisfies all of them.
Source: Benhamou, Goualard, Granvilliers, Puget, "Revising hull and box consistency" (1999).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duality.algebra import interval_arrays as ia
from duality.algebra.functions import function
from duality.algebra.interval_arrays import Pair
from duality.algebra.tape.interval_ranges import Ranges, ranges
from duality.algebra.tape.interval_tape import Operation, Tape

Demand = tuple[int, float, float]
"""(place, lower, upper): the operation at that place lies between the two."""

WORTHWHILE = 0.1
"""Another sweep follows where one has shortened some side by this share, or bounded an end."""


def contract(
    tape: Tape, demands: Sequence[Demand], lower: np.ndarray, upper: np.ndarray, sweeps: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(lower, upper, alive): the narrowed boxes, shape (n, m), and which of them may hold a point."""
    alive = np.ones(lower.shape[1], bool)
    for _ in range(sweeps):
        narrow, wide, kept = _sweep(tape, demands, lower, upper)
        with np.errstate(all="ignore"):
            before, after = upper - lower, wide - narrow
            bounded = (np.isfinite(narrow) & ~np.isfinite(lower)) | (np.isfinite(wide) & ~np.isfinite(upper))
            gained = (after < (1 - WORTHWHILE) * before) | bounded
        lower, upper, alive = narrow, wide, alive & kept
        if not (gained & alive).any():
            break
    return lower, upper, alive


def _sweep(
    tape: Tape, demands: Sequence[Demand], lower: np.ndarray, upper: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    found = ranges(tape, lower, upper)
    alive = ~found.empty
    with np.errstate(all="ignore"):
        for place, low, high in demands:
            found.pairs[place] = ia.intersect(found.pairs[place], (np.asarray(low), np.asarray(high)))
        for k in range(len(tape.operations) - 1, -1, -1):
            alive &= ~(found.pairs[k][0] > found.pairs[k][1])
            _back(found, k, tape.operations[k])
    size = len(tape.names)
    narrow = np.stack([found.pairs[k][0] for k in range(size)]) if size else lower
    wide = np.stack([found.pairs[k][1] for k in range(size)]) if size else upper
    alive &= ~(narrow > wide).any(axis=0)
    # A box that died keeps its old ends, so that arrays stay ordered.
    return np.where(alive, narrow, lower), np.where(alive, wide, upper), alive


def _narrow(found: Ranges, place: int, pair: Pair) -> None:
    low = np.where(np.isnan(pair[0]), -np.inf, pair[0])
    high = np.where(np.isnan(pair[1]), np.inf, pair[1])
    found.pairs[place] = ia.intersect(found.pairs[place], (low, high))


def _back(found: Ranges, k: int, operation: Operation) -> None:
    """What the range of operation k allows its arguments."""
    i, j = operation.first, operation.second
    z = found.pairs[k]
    match operation.code:
        case "variable" | "number":
            return
        case "add":
            _narrow(found, i, ia.subtract(z, found.pairs[j]))
            _narrow(found, j, ia.subtract(z, found.pairs[i]))
        case "subtract":
            _narrow(found, i, ia.add(z, found.pairs[j]))
            _narrow(found, j, ia.subtract(found.pairs[i], z))
        case "negative":
            _narrow(found, i, ia.negative(z))
        case "multiply" if i == j:
            _narrow(found, i, _even_root(z, found.pairs[i], 2))
        case "multiply":
            _narrow(found, i, _quotient(z, found.pairs[j], found.pairs[i]))
            _narrow(found, j, _quotient(z, found.pairs[i], found.pairs[j]))
        case "divide":
            _narrow(found, i, ia.multiply(z, found.pairs[j]))
            _narrow(found, j, _quotient(found.pairs[i], z, found.pairs[j]))
        case "log add exp":
            first, second = found.pairs[i], found.pairs[j]
            _narrow(found, i, _other_exponential(z, second))
            _narrow(found, j, _other_exponential(z, first))
        case "max":
            _below_maximum(found, i, j, z, 1)
        case "min":
            _below_maximum(found, i, j, z, -1)
        case code:
            _narrow(found, i, _inverse(code, z, found.pairs[i], operation.low))


def _quotient(z: Pair, factor: Pair, old: Pair) -> Pair:
    """{t: t * s in z for some s of the factor}: no information where 0 is in both; the hull of two parts otherwise."""
    low, high = factor
    holds_zero = (low <= 0) & (high >= 0)
    both = holds_zero & (z[0] <= 0) & (z[1] >= 0)
    plain = ia.divide(z, factor)
    # 0 in the factor but not in z: t <= one end or t >= the other; kept are the sides that meet the old range.
    size = np.where(z[0] > 0, z[0], -z[1])
    sign = np.where(z[0] > 0, 1.0, -1.0)
    right = np.where(high > 0, size / np.where(high > 0, high, 1.0), np.inf)
    left = np.where(low < 0, size / np.where(low < 0, low, 1.0), -np.inf)
    right, left = right * (1 - 1e-15), left * (1 - 1e-15)
    right, left = np.where(sign > 0, right, -left), np.where(sign > 0, left, -right)
    may_right, may_left = old[1] >= right, old[0] <= left
    split_low = np.where(may_left, -np.inf, right)
    split_high = np.where(may_right, np.inf, left)
    lower = np.where(both, -np.inf, np.where(holds_zero, split_low, plain[0]))
    upper = np.where(both, np.inf, np.where(holds_zero, split_high, plain[1]))
    return lower, upper


def _even_root(z: Pair, old: Pair, n: int) -> Pair:
    """{t: t^n in z} for even n, on the side of the old range where that is clear."""
    return ia.two_sided(_root((np.maximum(z[0], 0.0), np.maximum(z[1], 0.0)), n), old, z[1] < 0)


def _root(a: Pair, n: int) -> Pair:
    """{t >= 0: t^n in a} for a >= 0."""
    if n == 2:
        return ia.sqrt(a)
    lower, upper = ia.widened(np.power(a[0], 1 / n), np.power(a[1], 1 / n))
    # The exponent 1/n is itself rounded, which matters for very large or small numbers.
    return np.maximum(lower * (1 - 1e-13), 0.0), upper * (1 + 1e-13)


def _odd_root(z: Pair, n: int) -> Pair:
    low, high = (np.sign(t) * np.power(np.abs(t), 1 / n) for t in z)
    return low - 1e-13 * np.abs(low), high + 1e-13 * np.abs(high)


def _inverse(code: str, z: Pair, old: Pair, exponent: float) -> Pair:
    """{t: phi(t) in z}."""
    positive = np.maximum(z[0], 0.0), np.maximum(z[1], 0.0)
    whole = np.full_like(z[0], -np.inf), np.full_like(z[1], np.inf)
    match code:
        case "integer power":
            n = int(exponent)
            return _odd_root(z, n) if n % 2 else _even_root(z, old, n)
        case "real power":
            low, high = ia.widened(np.power(positive[0], 1 / exponent), np.power(positive[1], 1 / exponent))
            return np.maximum(low * (1 - 1e-13), 0.0), high * (1 + 1e-13)
        case "xlogx":
            return np.zeros_like(whole[0]), whole[1]
        case name:
            return function(name).inverse(np, z, old) or whole


def _other_exponential(z: Pair, rival: Pair) -> Pair:
    """{s: log(e^s + e^t) in z for some t of the rival}: s <= z, and e^s >= e^z - e^t."""
    gap = np.where(rival[1] < z[0], rival[1] - z[0], 0.0)
    low = np.where(gap < 0, z[0] + np.log1p(-np.exp(gap)), -np.inf)
    # The difference loses digits where both are near.
    return low - 1e-12 * np.abs(low) - 1e-12 / np.maximum(-gap, 1e-300), z[1] + 4e-15 * np.abs(z[1])


def _below_maximum(found: Ranges, i: int, j: int, z: Pair, sign: int) -> None:
    """Both arguments are at most the maximum, and where one cannot reach it, the other does."""
    for this, other in ((i, j), (j, i)):
        rival = found.pairs[other]
        if sign > 0:
            _narrow(found, this, (np.where(rival[1] < z[0], z[0], -np.inf), z[1]))
        else:
            _narrow(found, this, (z[0], np.where(rival[0] > z[1], z[1], np.inf)))
