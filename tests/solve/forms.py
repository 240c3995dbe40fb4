"""Standard forms and programs for the tests of the solvers."""

from __future__ import annotations

import random
from fractions import Fraction
from math import lcm

from duality.algebra.evaluate import constant
from duality.derivation.standardize import standardize
from duality.language import parse
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.solving.quadratic.program import LinearRow, QuadraticProgram


def form(text: str) -> StandardForm:
    """The standard form of a statement."""
    return standardize(parse(text))


def number_of(text: str) -> Scalar:
    """The exact number that a constant expression stands for."""
    return constant(parse(f"min {text}\ndomain x >= 0").objective)


def row(terms: dict[int, Fraction | int], constant: Fraction | int, *, equality: bool = False) -> LinearRow:
    """A row with the scale that makes it integral."""
    values = [Fraction(constant), *map(Fraction, terms.values())]
    scale = lcm(*(v.denominator for v in values))
    integral = tuple((i, int(Fraction(c) * scale)) for i, c in terms.items())
    return LinearRow(integral, int(Fraction(constant) * scale), equality, "c", scale)


def random_program(generator: random.Random, size: int, rows: int, *, degenerate: bool) -> QuadraticProgram:
    """Small data, Q positive semidefinite of random rank; ``degenerate``: all rows pass through 0."""

    def entry() -> Fraction:
        numerator = generator.choice([0, 0, 1, -1, 2, -2, 3, -3, generator.randint(-9, 9)])
        return Fraction(numerator, generator.choice([1, 1, 1, 2, 3]))

    stated = []
    for _ in range(rows):
        terms = {i: c for i in range(size) if (c := entry())}
        stated.append(row(terms, 0 if degenerate else entry(), equality=generator.random() < 0.3))
    hessian = [[Fraction(0)] * size for _ in range(size)]
    for _ in range(generator.choice([0, 0, 1, size])):
        direction = [entry() for _ in range(size)]
        for i in range(size):
            for j in range(size):
                hessian[i][j] += direction[i] * direction[j]
    linear = [entry() for _ in range(size)]
    scale = lcm(*(q.denominator for line in hessian for q in line), *(c.denominator for c in linear))
    lower = tuple(generator.choice([None, Fraction(0), Fraction(0), entry()]) for _ in range(size))
    upper = tuple(generator.choice([None, None, (low or Fraction(0)) + abs(entry())]) for low in lower)
    return QuadraticProgram(
        tuple(f"x{i}" for i in range(size)),
        0,
        tuple(int(c * scale) for c in linear),
        tuple((i, j, int(hessian[i][j] * scale)) for i in range(size) for j in range(i, size) if hessian[i][j]),
        tuple(stated),
        lower,
        upper,
        scale,
    )
