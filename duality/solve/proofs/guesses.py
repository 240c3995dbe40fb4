"""Exact points near a numeric one, the plainest first: guesses, which exact arithmetic then proves or rejects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from duality.model.scalar import Scalar
from duality.solve.proofs.surds import recognized

DENOMINATORS = (1, 2, 6, 12, 60, 1000)

ROUGH = 1e-3
"""How far, in units of the spacing 1/denominator, a coordinate may lie from a guess: flat minima are found roughly."""

COARSE = (1, 2)
"""Denominators that are tried at any distance: where minimizers are many, a plain one may be among them."""

MOST_SURDS = 6
"""Up to this many variables irrational guesses are made: their proofs need symbolic arithmetic."""

Guess = dict[str, Scalar]


def guesses(x: Mapping[str, float]) -> Iterator[Guess]:
    """Rational points that x rounds to, closed forms of its coordinates, then plain points farther away."""
    seen: set[tuple[Fraction, ...]] = set()
    for denominator in DENOMINATORS:
        nearest = _rounded(x, denominator)
        if _within(x, nearest, ROUGH / denominator) and _is_new(nearest, seen):
            yield dict(nearest)
    if len(x) <= MOST_SURDS:
        closed = {name: recognized(value) for name, value in x.items()}
        found = {name: value for name, value in closed.items() if value is not None}
        if len(found) == len(x):
            yield found
    for denominator in COARSE:
        nearest = _rounded(x, denominator)
        if _is_new(nearest, seen):
            yield dict(nearest)


def guesses_within(x: Mapping[str, float], distance: float) -> Iterator[Guess]:
    """Rational points within a distance relative to 1 + |x_i|, the plainest first."""
    seen: set[tuple[Fraction, ...]] = set()
    for denominator in DENOMINATORS:
        nearest = _rounded(x, denominator)
        if _within(x, nearest, distance) and _is_new(nearest, seen):
            yield dict(nearest)


def _rounded(x: Mapping[str, float], denominator: int) -> dict[str, Fraction]:
    return {name: Fraction(round(value * denominator), denominator) for name, value in x.items()}


def _within(x: Mapping[str, float], guess: Mapping[str, Fraction], distance: float) -> bool:
    return all(abs(value - float(guess[name])) <= distance * (1 + abs(value)) for name, value in x.items())


def _is_new(guess: Mapping[str, Fraction], seen: set[tuple[Fraction, ...]]) -> bool:
    key = tuple(guess.values())
    new = key not in seen
    seen.add(key)
    return new
