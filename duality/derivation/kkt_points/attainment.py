"""Is the minimum attained: the feasible set is compact, or f is coercive on it, proved from the coefficients.

Rows of one form prove variables bounded: p(x) <= constant on the feasible set, or on the part of it where f is no more
than some level. Where p, in the variables not yet bounded, is a sum of pure powers that all rise, and every other
monomial is of smaller weighted degree (or is outweighed by them), p tends to infinity with them, so they are bounded.
The weighted degree of x^a is sum a_i/d_i for pure powers x_i^d_i; weighted AM-GM bounds x^a by sum (a_i/d_i) |x_i|^d_i.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import flint

from duality.algebra.polynomial_systems.algebraic import Real
from duality.algebra.polynomial_systems.trees import polynomial_of
from duality.algebra.powers import rational
from duality.derivation.kkt_points.flats import affine_row
from duality.derivation.kkt_points.inertia import inertia
from duality.derivation.kkt_points.linear import nonnegative_solution
from duality.derivation.kkt_points.program import PolynomialProgram
from duality.model.expression import Expression, Negative, Number, Power, Product, Sum

COMPACT = "the feasible set is compact"
COERCIVE = "f is coercive on the feasible set"

Sides = dict[int, set[int]]
"""For each variable the directions (-1, 1) in which it is bounded."""


def attainment(program: PolynomialProgram) -> str | None:
    """Why f attains its minimum on the closure of the feasible set, if that is not empty; ``None`` without a proof."""
    form = program.form
    pieces = [r.polynomial for r in program.restrictions]
    pieces += [-r.polynomial for r in program.restrictions if r.equality]
    for constraint in form.constraints:
        pieces += _squares(program, constraint.expression)
    sides: Sides = {k: set() for k in range(program.size)}
    if _bounded(program, pieces, sides):
        return COMPACT
    pieces += [program.objective, *_squares(program, form.objective_expression)]
    return COERCIVE if _bounded(program, pieces, sides) else None


def _bounded(program: PolynomialProgram, pieces: Sequence[flint.fmpq_mpoly], sides: Sides) -> bool:
    """Every variable, by rows one after the other until nothing changes; each piece is bounded from above."""
    while True:
        before = sum(map(len, sides.values()))
        for piece in pieces:
            _by_one(piece, sides)
        _by_affine(program, pieces, sides)
        after = sum(map(len, sides.values()))
        if after == 2 * program.size:
            return True
        if after == before:
            return False


def _by_one(piece: flint.fmpq_mpoly, sides: Sides) -> None:
    terms = {tuple(map(int, m)): c for m, c in piece.to_dict().items()}
    open_ = [k for k in sides if len(sides[k]) < 2 and any(m[k] for m in terms)]
    if not open_:
        return
    powers = _pure_powers(terms, open_, sides)
    if powers is not None and _rises(terms, open_, powers, sides):
        for k in open_:
            sides[k] |= {-1, 1}
    elif len(open_) == 1:
        # One variable, bounded in the direction in which the piece rises: x^3 <= 1, or x <= y with y bounded.
        k = open_[0]
        degree = max(m[k] for m in terms)
        leading = [(m, c) for m, c in terms.items() if m[k] == degree]
        if len(leading) == 1 and sum(leading[0][0]) == degree and degree % 2:
            sides[k].add(1 if leading[0][1] > 0 else -1)


def _pure_powers(
    terms: Mapping[tuple[int, ...], flint.fmpq], open_: Sequence[int], sides: Sides
) -> dict[int, tuple[int, flint.fmpq]] | None:
    """For each open variable the highest pure power, if it rises in every direction still open."""
    found: dict[int, tuple[int, flint.fmpq]] = {}
    for k in open_:
        pure = {m[k]: c for m, c in terms.items() if m[k] and sum(m) == m[k]}
        if not pure:
            return None
        degree = max(pure)
        ways = {-1, 1} - sides[k]
        if any(pure[degree] * way**degree < 0 for way in ways):
            return None
        found[k] = degree, abs(pure[degree])
    return found


def _rises(
    terms: Mapping[tuple[int, ...], flint.fmpq],
    open_: Sequence[int],
    powers: Mapping[int, tuple[int, flint.fmpq]],
    sides: Sides,
) -> bool:
    """The pure powers outweigh everything else far out."""
    room = {k: powers[k][1] for k in open_}
    mixed: dict[tuple[int, int], flint.fmpq] = {}
    for monomial, coefficient in terms.items():
        part = {k: monomial[k] for k in open_ if monomial[k]}
        if not part or (len(part) == 1 and sum(monomial) == sum(part.values())):
            continue
        weight = sum((Fraction(e, powers[k][0]) for k, e in part.items()), Fraction(0))
        if weight < 1:
            continue
        if weight > 1 or sum(monomial) != sum(part.values()):
            return False
        if coefficient > 0 and all(e % 2 == 0 for e in part.values()):
            continue
        pair = tuple(part)
        if len(pair) == 2 and all(powers[k][0] == 2 for k in pair):
            mixed[pair[0], pair[1]] = coefficient
        for k, e in part.items():
            room[k] = room[k] - abs(coefficient) * flint.fmpq(e, powers[k][0])
    if all(value > 0 for value in room.values()):
        return True
    # Pure squares with products of two: the quadratic part decides exactly.
    if any(powers[k][0] != 2 for k in open_):
        return False
    matrix: list[list[Real]] = [
        [powers[i][1] if i == j else mixed.get((i, j), mixed.get((j, i), flint.fmpq(0))) / 2 for j in open_]
        for i in open_
    ]
    return inertia(matrix).positive == len(open_)


def _by_affine(program: PolynomialProgram, pieces: Sequence[flint.fmpq_mpoly], sides: Sides) -> None:
    """A direction d of the affine pieces' recession cone with d_k = +-1 must exist, or x_k is bounded that way."""
    size = program.size
    rows = [affine_row(piece)[:size] for piece in pieces if piece.total_degree() <= 1]
    for k, bounded in sides.items():
        unit = [flint.fmpq(int(j == k)) for j in range(size)]
        rows += [[way * entry for entry in unit] for way in bounded]
    rows = [row for row in rows if any(row)]
    for k in range(size):
        for way in {-1, 1} - sides[k]:
            # Slacks >= 0 first, then the free direction: A d + s = 0, d_k = way.
            system: list[list[Real]] = [
                [*(flint.fmpq(int(i == j)) for j in range(len(rows))), *row] for i, row in enumerate(rows)
            ]
            system.append([flint.fmpq(int(j == len(rows) + k)) for j in range(len(rows) + size)])
            right: list[Real] = [*[flint.fmpq(0)] * len(rows), flint.fmpq(way)]
            if nonnegative_solution(system, right, len(rows)) is None:
                sides[k].add(way)


def _squares(program: PolynomialProgram, node: Expression) -> list[flint.fmpq_mpoly]:
    """+-q for every q of a sum of constants and positive multiples of even powers q^2p: if it is bounded, so is q."""
    index = {name: k for k, name in enumerate(program.form.variables)}
    found: list[flint.fmpq_mpoly] = []
    for term in _terms(node):
        base = _even_power(term)
        if base is None:
            if rational(term) is None:
                return []
            continue
        q = polynomial_of(base, program.context, index)
        if q is None:
            return []
        found += [q, -q]
    return found


def _terms(node: Expression) -> Iterator[Expression]:
    """The summands, constants with their sign."""
    match node:
        case Sum(terms):
            for term in terms:
                yield from _terms(term)
        case Negative(operand) if rational(operand) is not None:
            yield operand
        case _:
            yield node


def _even_power(node: Expression) -> Expression | None:
    """The base of c * base^2p with c > 0."""
    match node:
        case Product((Number(), Power() as power)):
            return _even_power(power)
        case Power(base, exponent):
            p = rational(exponent)
            return base if p is not None and p > 0 and p.denominator == 1 and p % 2 == 0 else None
        case _:
            return None
