"""Exact points near a numeric one, the plainest first: guesses, which exact arithmetic then proves or rejects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duality.algebra.nearby_rationals import nearby_points
from duality.model.scalar import Scalar
from duality.solving.proofs.surds import recognized

LARGEST = 1000

ROUGH = 1e-3
"""How far, in units of the spacing 1/denominator, a coordinate may lie from a guess: flat minima are found roughly."""

COARSE = 2
"""Denominators up to this are tried at any distance: where minimizers are many, a plain one may be among them."""

MOST_SURDS = 6
"""Up to this many variables irrational guesses are made: their proofs need symbolic arithmetic."""

Guess = dict[str, Scalar]


def guesses(x: Mapping[str, float]) -> Iterator[Guess]:
    """Rational points that x rounds to, closed forms of its coordinates, then plain points farther away."""
    near = list(nearby_points(x, largest=LARGEST, spacing=ROUGH))
    yield from near
    yield from closed_forms(x)
    yield from (guess for guess in nearby_points(x, largest=COARSE) if guess not in near)


def closed_forms(x: Mapping[str, float]) -> Iterator[Guess]:
    """The point whose coordinates all have short closed forms, for few variables."""
    if len(x) <= MOST_SURDS:
        closed = {name: recognized(value) for name, value in x.items()}
        found = {name: value for name, value in closed.items() if value is not None}
        if len(found) == len(x):
            yield found


def guesses_within(x: Mapping[str, float], distance: float) -> Iterator[Guess]:
    """Rational points within a distance relative to 1 + |x_i|, the plainest first."""
    return nearby_points(x, largest=LARGEST, distance=distance)
