"""Paths x_i = +-t^a_i whose exponents are solved from the monomials of f and the rows (their Newton polytopes).

The monomial x^e is of order e'a along the path. One of f's negative monomials (or a constant) is to outweigh the
others, and in every row a negative one: linear inequalities on a, each choice of leading monomials a cone, and a the
sum of the cone's extreme rays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, islice, product
from math import gcd, lcm

from duality.algebra.atoms import summands
from duality.algebra.monomials import raised
from duality.algebra.paths.parameter import PARAMETER
from duality.algebra.paths.proposals.landscape import Coordinates, Landscape
from duality.algebra.powers import power_product
from duality.algebra.scalars import sign
from duality.model.budget import checkpoint
from duality.model.expression import Expression, Negative, Variable

MOST_VARIABLES = 3
"""Extreme rays of a cone are normals of planes."""

MOST_CHOICES = 400
MOST_ROWS = 16

Exponents = tuple[Fraction, ...]
Signed = tuple[Exponents, int]
"""A monomial's exponents and the sign of its coefficient."""


def solved_powers(landscape: Landscape) -> Iterator[Coordinates]:
    """For every pattern of signs that the bounds allow; the smallest exponents that are whole numbers."""
    names = landscape.names
    if not 1 < len(names) <= MOST_VARIABLES:
        return
    objective, *rows = [_monomials(node, names) for node in (landscape.objective, *landscape.rows)]
    seen: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
    for signs in product((1, -1), repeat=len(names)):
        walls = _walls(landscape, signs)
        if walls is None:
            continue
        leaders = [_choices(monomials, signs) for monomials in (objective, *rows)]
        for choice in islice(product(*leaders), MOST_CHOICES):
            powers = _inside([row for conditions in choice for row in conditions], walls, len(names))
            if powers is not None and (signs, powers) not in seen:
                seen.add((signs, powers))
                yield {name: _power(s, a) for name, s, a in zip(names, signs, powers, strict=True)}


def _power(sign: int, exponent: int) -> Expression:
    size = raised(Variable(PARAMETER), Fraction(exponent))
    return size if sign > 0 else Negative(size)


def _monomials(node: Expression, names: Sequence[str]) -> list[Signed]:
    """The terms that are monomials; others are left to the check of the path."""
    found: list[Signed] = []
    for term in summands(node):
        try:
            normal = power_product(term)
        except ValueError:
            continue
        powers = {base.name: p for base, p in normal.powers if isinstance(base, Variable)}
        if len(powers) == len(normal.powers) and normal.scale != 0:
            found.append((tuple(powers.get(name, Fraction(0)) for name in names), sign(normal.scale)))
    return found


def _choices(monomials: Sequence[Signed], signs: Sequence[int]) -> list[list[Exponents]]:
    """Lists of vectors v, v'a > 0 each: a negative monomial, or the constant, outweighs the positive ones."""
    sized = [(e, s * _parity(e, signs)) for e, s in monomials]
    positive = [e for e, s in sized if s > 0 and any(e)]
    choices = []
    for leader, s in sized:
        if s < 0 and any(leader):
            choices.append([tuple(a - b for a, b in zip(leader, e, strict=True)) for e in positive] + [leader])
    choices.append([tuple(-b for b in e) for e in positive])
    return choices


def _parity(exponents: Exponents, signs: Sequence[int]) -> int:
    odd = sum(1 for e, s in zip(exponents, signs, strict=True) if s < 0 and e.numerator % 2)
    return -1 if odd % 2 else 1


def _walls(landscape: Landscape, signs: Sequence[int]) -> list[Exponents] | None:
    """v'a >= 0 for the bounds; ``None`` where the sign is not allowed or 0 is no place to go."""
    walls: list[Exponents] = []
    for k, (name, s) in enumerate(zip(landscape.names, signs, strict=True)):
        bounds = landscape.bound(name)
        ahead, behind = (bounds.upper, bounds.lower) if s > 0 else (bounds.lower, bounds.upper)
        unit = tuple(Fraction(int(j == k)) for j in range(len(signs)))
        if ahead is not None:
            if s * ahead <= 0:
                return None
            walls.append(tuple(-v for v in unit))
        if behind is not None and s * behind > 0:
            walls.append(unit)
    return walls


def _inside(strict: Sequence[Exponents], walls: Sequence[Exponents], size: int) -> tuple[int, ...] | None:
    """Whole numbers a with v'a > 0 (``strict``) and v'a >= 0 (``walls``): the sum of the cone's extreme rays."""
    rows = list(dict.fromkeys((*strict, *walls)))
    if len(rows) > MOST_ROWS or any(not any(row) for row in strict):
        return None
    # Coordinate planes make the cone pointed; each of its parts is looked at by the choice of signs of a.
    units = [tuple(Fraction(int(j == k)) for j in range(size)) for k in range(size)]
    rays = {
        ray
        for chosen in combinations(dict.fromkeys((*rows, *units)), size - 1)
        for ray in _null_rays(chosen, size)
        if all(_dot(row, ray) >= 0 for row in rows)
    }
    total = tuple(sum((ray[k] for ray in rays), Fraction(0)) for k in range(size))
    if not any(total) or any(_dot(row, total) <= 0 for row in strict):
        return None
    return _whole(total)


def _null_rays(rows: Sequence[Exponents], size: int) -> Iterator[Exponents]:
    """Both directions at right angles to one vector of the plane, or to two of space that are independent."""
    checkpoint("looking for paths along powers")
    if size == 2:
        ((a, b),) = rows
        normal = (-b, a)
    else:
        (a, b, c), (d, e, f) = rows
        normal = (b * f - c * e, c * d - a * f, a * e - b * d)
    if any(normal):
        ray = _whole(normal)
        yield tuple(map(Fraction, ray))
        yield tuple(Fraction(-v) for v in ray)


def _whole(vector: Sequence[Fraction]) -> tuple[int, ...]:
    scale = lcm(*(v.denominator for v in vector))
    entries = [int(v * scale) for v in vector]
    common = gcd(*entries) or 1
    return tuple(v // common for v in entries)


def _dot(first: Exponents, second: Exponents) -> Fraction:
    return sum((a * b for a, b in zip(first, second, strict=True)), Fraction(0))
