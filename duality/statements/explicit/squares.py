"""Quadratic parts as sums of squares: those that were written, the diagonal, and what products add up to.

A block of products that is diagonally dominant is a sum of |p_ij| (x_i + sign(p_ij) x_j)^2 and of squares of single
variables, with no new entries and no larger numbers; a small one completes its squares exactly, a large one by its
eigenvalues in floats.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from duality.model.form import Affine
from duality.model.scalar import Irrational, Scalar
from duality.named_tuples import NamedTuple
from duality.statements.explicit.plain import Gathered

SMALL = 24
"""Variables of a block up to which squares are completed exactly."""

LARGEST = 1_500
"""Variables of a block up to which eigenvalues are computed."""

NEGATIVE = 1e-12
"""Relative size of an eigenvalue that is taken for 0."""

ZERO = Fraction(0)

HALF = Fraction(1, 2)

Products = Mapping[tuple[str, str], Scalar]


class Squares(NamedTuple):
    """sum w*u^2 with w > 0; ``single`` are those of one variable by name."""

    single: Mapping[str, Scalar]
    forms: list[tuple[Scalar, Affine]]
    rounded: bool = False
    """Whether some of them come from eigenvalues in floats."""


NONE = Squares({}, [])


def squares_of(row: Gathered) -> Squares | None:
    """The row's quadratic part; ``None`` where it is not seen to be convex."""
    if not row.quadratic and not row.squares:
        return NONE
    single = {a: c for (a, b), c in row.quadratic.items() if a == b}
    products = {pair: c for pair, c in row.quadratic.items() if pair[0] != pair[1]}
    forms = [(weight, form) for weight, form in row.squares if weight != 0]
    if any(weight < 0 for weight, _ in forms) or any(isinstance(c, Irrational) for c in products.values()):
        return None
    rounded = False
    for names, inside in _blocks(products):
        found = _block(names, inside, single)
        if found is None:
            return None
        forms += found.forms
        rounded = rounded or found.rounded
        single |= found.single
    if any(c < 0 for c in single.values()):
        return None
    return Squares({name: c for name, c in single.items() if c != 0}, forms, rounded)


def _blocks(products: Products) -> list[tuple[list[str], Products]]:
    """The connected components of the products, in order of appearance, each with its own products."""
    home: dict[str, list[str]] = {}
    for a, b in products:
        first, second = home.setdefault(a, [a]), home.setdefault(b, [b])
        if first is second:
            continue
        if len(first) < len(second):
            first, second = second, first
        first += second
        for name in second:
            home[name] = first
    inside: dict[int, dict[tuple[str, str], Scalar]] = {}
    for pair, value in products.items():
        inside.setdefault(id(home[pair[0]]), {})[pair] = value
    return [(block, inside[id(block)]) for block in {id(block): block for block in home.values()}.values()]


def _block(names: list[str], products: Products, single: Mapping[str, Scalar]) -> Squares | None:
    """The squares of one block, ``single`` those that are left of its diagonal."""
    own = {name: single.get(name, ZERO) for name in names}
    left = dict(own)
    for (a, b), c in products.items():
        # c*a*b = |c|/2 (a + sign(c) b)^2 - |c|/2 a^2 - |c|/2 b^2
        left[a], left[b] = left[a] - HALF * abs(c), left[b] - HALF * abs(c)  # type: ignore[arg-type]
    if all(value >= 0 for value in left.values()):
        one = Fraction(1)
        pairs: list[tuple[Scalar, Affine]] = [
            (HALF * abs(c), Affine(ZERO, ((a, one), (b, one if c > 0 else -one))))  # type: ignore[arg-type]
            for (a, b), c in products.items()
        ]
        return Squares(left, pairs)
    if len(names) <= SMALL:
        found = _completed(names, products, own)
        return None if found is None else Squares(dict.fromkeys(names, ZERO), found)
    found = _by_eigenvalues(names, products, own) if len(names) <= LARGEST else None
    return None if found is None else Squares(dict.fromkeys(names, ZERO), found, rounded=True)


def _completed(names: list[str], products: Products, own: Mapping[str, Scalar]) -> list[tuple[Scalar, Affine]] | None:
    from duality.algebra.rows import Collector
    from duality.algebra.squares import sum_of_squares

    parts = Collector({})
    parts.quadratic = {pair: Fraction(c) for pair, c in products.items()}  # type: ignore[arg-type]
    parts.quadratic |= {(name, name): Fraction(own[name]) for name in names}  # type: ignore[arg-type]
    found = sum_of_squares(parts)
    return None if found is None else list(zip(*found, strict=True))


def _by_eigenvalues(
    names: list[str], products: Products, own: Mapping[str, Scalar]
) -> list[tuple[Scalar, Affine]] | None:
    import numpy as np

    place = {name: k for k, name in enumerate(names)}
    matrix = np.diag([float(own[name]) for name in names])
    for (a, b), c in products.items():
        matrix[place[a], place[b]] = matrix[place[b], place[a]] = float(c) / 2
    values, vectors = np.linalg.eigh(matrix)
    small = NEGATIVE * max(1.0, float(np.abs(values).max()))
    if values[0] < -small:
        return None
    return [
        (Fraction(value), Affine(ZERO, tuple((n, Fraction(v)) for n, v in zip(names, column, strict=True) if v)))
        for value, column in zip(values.tolist(), vectors.T.tolist(), strict=True)
        if value > small
    ]
