"""Linear and convex quadratic programs with rational data, in integers.

min (constant + q'x + 1/2 x'Qx) / scale   subject to   a_r'x + b_r <= 0 (or = 0),   lower <= x <= upper

Every row, and the objective, is multiplied by the positive integer ``scale`` that clears its denominators. Multipliers
here belong to the integral rows and objective; `QuadraticProgram.named` turns them into those of the statement. The
rows of X stand beside the constraints and carry no name, so their multipliers are not reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from duality.model.form import Row
from duality.model.scalar import Scalar
from duality.records import record
from duality.solving.quadratic.rationals import Rationals

Bound = Fraction | None


@record
class LinearRow:
    """a'x + b <= 0 (``equality``: = 0), integral; ``scale`` times the row as stated, whose constraint is ``name``."""

    terms: tuple[tuple[int, int], ...]
    constant: int
    equality: bool = False
    name: str | None = None
    scale: int = 1

    def at(self, x: Rationals) -> int:
        """The row at x, times x.denominator."""
        numerators = x.numerators
        return self.constant * x.denominator + sum([c * numerators[i] for i, c in self.terms])

    def slope(self, direction: Sequence[int]) -> int:
        """a'd."""
        return sum([c * direction[i] for i, c in self.terms])


@record
class QuadraticProgram:
    """The program of the module; ``hessian`` lists (i, j, Q_ij), i <= j, each pair once, and is empty for an LP.

    An auxiliary variable has the name "" and is not reported. Convexity is not implied: it is proved where it matters.
    """

    variables: tuple[str, ...]
    constant: int
    linear: tuple[int, ...]
    hessian: tuple[tuple[int, int, int], ...]
    rows: tuple[LinearRow, ...]
    lower: tuple[Bound, ...]
    upper: tuple[Bound, ...]
    scale: int = 1

    @property
    def size(self) -> int:
        return len(self.variables)

    def value(self, x: Rationals) -> Fraction:
        """f(x), in the units of the statement."""
        v, d = x.numerators, x.denominator
        linear = sum(c * n for c, n in zip(self.linear, v, strict=True) if c)
        quadratic = sum(q * v[i] * v[j] * (1 if i == j else 2) for i, j, q in self.hessian)
        return Fraction(2 * d * (self.constant * d + linear) + quadratic, 2 * d * d * self.scale)

    def hessian_times(self, vector: Sequence[int]) -> list[int]:
        """Q v."""
        product = [0] * self.size
        for i, j, q in self.hessian:
            product[i] += q * vector[j]
            if i != j:
                product[j] += q * vector[i]
        return product

    def gradient(self, x: Rationals) -> list[int]:
        """Q x + q, times x.denominator."""
        d = x.denominator
        return [a + b * d for a, b in zip(self.hessian_times(x.numerators), self.linear, strict=True)]

    def point(self, x: Rationals) -> tuple[tuple[str, Fraction], ...]:
        """x by the variables' names."""
        return tuple((name, value) for name, value in zip(self.variables, x, strict=True) if name)

    def named(self, multipliers: Rationals) -> tuple[tuple[str, Fraction], ...]:
        """Multipliers of the integral rows as those of the constraints, by name; rows of X are left out."""
        return tuple(
            (row.name, Fraction(m * row.scale, multipliers.denominator * self.scale))
            for row, m in zip(self.rows, multipliers.numerators, strict=True)
            if row.name is not None
        )


def linear_row(
    row: Row, index: dict[str, int], equality: bool = False, name: str | None = None, sign: int = 1
) -> LinearRow:
    """sign * row, integral, with indexed variables; raises ``ValueError`` for irrational data."""
    (constant, below), *ratios = integer_ratios([row.constant, *[c for _, c in row.linear]])
    scale = lcm(below, *[q for _, q in ratios])
    factor = scale * sign
    terms = tuple(
        [(index[variable], p * (factor // q)) for (variable, _), (p, q) in zip(row.linear, ratios, strict=True)]
    )
    return LinearRow(terms, constant * (factor // below), equality, name, scale)


def integer_ratios(values: Sequence[Scalar]) -> list[tuple[int, int]]:
    """(numerator, denominator) of every value; ``ValueError`` if one is irrational."""
    try:
        return [value.as_integer_ratio() for value in values]  # type: ignore[union-attr]
    except AttributeError:
        raise ValueError("an irrational number has no integer ratio") from None
