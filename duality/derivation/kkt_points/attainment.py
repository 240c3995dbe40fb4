"""Is the minimum attained: the feasible set is compact, or f is coercive on it, proved from the coefficients.

Rows of one form prove variables bounded: p(x) <= constant on the feasible set, or on the part of it where f is no more
than some level. Where p, in the variables not yet bounded, is a sum of pure powers that all rise, and every other
monomial is of smaller weighted degree (or is outweighed by them), p tends to infinity with them, so they are bounded.
The weighted degree of x^a is sum a_i/d_i for pure powers x_i^d_i; weighted AM-GM bounds x^a by sum (a_i/d_i) |x_i|^d_i.
Monomials with even exponents and positive coefficients help: x*y is outgrown by 1 + x^2 y^2 (T. Bajbar and O. Stein,
"Coercive polynomials and their Newton polytopes", SIAM J. Optim. 25, 2015).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import flint

from duality.algebra.polynomial_systems.algebraic import Real, sign
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


def attainment(program: PolynomialProgram, level: flint.fmpq | None = None) -> str | None:
    """Why f attains its minimum on the closure of the feasible set, if that is not empty; ``None`` without a proof.

    ``level`` is at least the value of f at some feasible point.
    """
    form = program.form
    pieces = [r.polynomial for r in program.restrictions]
    pieces += [-r.polynomial for r in program.restrictions if r.equality]
    below = [] if level is None else list(_below(program, pieces, level))
    for constraint in form.constraints:
        pieces += _squares(program, constraint.expression)
    sides: Sides = {k: set() for k in range(program.size)}
    if _bounded(program, pieces, sides):
        return COMPACT
    pieces += [program.objective, *_squares(program, form.objective_expression), *(piece for _, piece, _ in below)]
    if _bounded(program, pieces, sides):
        return COERCIVE
    for k, _, has_floor in below:
        # a(x) <= t w(x) with w >= c > 0 bounds t from below where x is bounded.
        if has_floor and all(len(sides[j]) == 2 for j in sides if j != k):
            sides[k].add(-1)
    return COERCIVE if all(len(known) == 2 for known in sides.values()) else None


def _below(
    program: PolynomialProgram, pieces: Sequence[flint.fmpq_mpoly], level: flint.fmpq
) -> Iterator[tuple[int, flint.fmpq_mpoly, bool]]:
    """(k, a - v w, is w bounded away from 0) for rows a - x_k w <= 0 with w >= 0, and f <= level that says x_k <= v.

    The quotient a/w in f has become the variable x_k: its level sets are those of a - v w.
    """
    context = program.context
    affine = [affine_row(piece) for piece in pieces if piece.total_degree() <= 1]
    for k in range(program.size):
        slope = program.objective.derivative(k)
        if not slope.is_constant() or slope.is_zero() or slope.leading_coefficient() <= 0:
            continue
        most = (level - program.objective) / slope.leading_coefficient() + context.gen(k)
        places = [most if j == k else context.gen(j) for j in range(program.size)]
        for piece in pieces:
            weight = -piece.derivative(k)
            if weight.is_zero() or not weight.derivative(k).is_zero():
                continue
            floor = _floor(weight, affine)
            if floor is not None:
                yield k, piece.compose(*places, ctx=context), sign(floor) > 0


def _floor(weight: flint.fmpq_mpoly, affine: Sequence[Sequence[flint.fmpq]]) -> Real | None:
    """A c >= 0 with weight >= c wherever the affine rows are <= 0; ``None`` where none is found."""
    terms = {tuple(map(int, monomial)): c for monomial, c in weight.to_dict().items()}
    if all(c > 0 and not any(e % 2 for e in monomial) for monomial, c in terms.items()):
        return terms.get((0,) * len(weight.context().gens()), flint.fmpq(0))
    if weight.total_degree() > 1:
        return None
    # weight = sum lambda_i (-row_i) + c with lambda, c >= 0 (Farkas).
    columns: list[list[Real]] = [[-entry for entry in row] for row in affine]
    unit: list[Real] = [flint.fmpq(int(k == weight.context().nvars())) for k in range(weight.context().nvars() + 1)]
    system = [list(line) for line in zip(*columns, unit, strict=True)]
    found = nonnegative_solution(system, list(affine_row(weight)), len(columns) + 1)
    return None if found is None else found.values[-1]


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
    if powers is not None and _rises(terms, open_, powers):
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
    terms: Mapping[tuple[int, ...], flint.fmpq], open_: Sequence[int], powers: Mapping[int, tuple[int, flint.fmpq]]
) -> bool:
    """The pure powers, and the other monomials that are nowhere negative, outweigh everything else far out."""
    room: dict[tuple[int, ...], Real] = {
        tuple(powers[k][0] if j == k else 0 for j in open_): powers[k][1] for k in open_
    }
    parts = {monomial: tuple(monomial[k] for k in open_) for monomial in terms}
    for monomial, part in parts.items():
        if terms[monomial] > 0 and sum(part) == sum(monomial) and not any(e % 2 for e in part) and any(part):
            room.setdefault(part, terms[monomial])
    helpful = tuple(room)
    mixed: dict[tuple[int, ...], flint.fmpq] = {}
    for monomial, part in parts.items():
        is_alone = sum(part) == sum(monomial)
        if not any(part) or (is_alone and part in room) or _is_outgrown(part, helpful):
            continue
        if not is_alone:
            return False
        if all(e <= 1 and (e == 0 or powers[k][0] == 2) for k, e in zip(open_, part, strict=True)) and sum(part) == 2:
            mixed[part] = terms[monomial]
            continue
        shares = _shares(part, helpful)
        if shares is None:
            return False
        for other, share in shares.items():
            room[other] -= abs(terms[monomial]) * share
    return all(sign(value) > 0 for value in room.values()) and (not mixed or _is_definite(mixed, room, len(open_)))


def _is_outgrown(part: Sequence[int], helpful: Sequence[Sequence[int]]) -> bool:
    """x^a is a product of powers, of sum less than 1, of the helpful monomials, so that their sum outgrows it.

    With sum lambda_v v = a and sum lambda_v = 1 - 1/tau: the tau-fold of it is a program without a strict inequality.
    """
    rows = [[*column, -e] for *column, e in zip(*helpful, part, strict=True)]
    rows.append([*[1] * len(helpful), -1])
    return _solved(rows, [*[0] * len(part), -1]) is not None


def _shares(part: Sequence[int], helpful: Sequence[tuple[int, ...]]) -> dict[tuple[int, ...], Real] | None:
    """Weights of sum 1 with a = sum lambda_v v: |x^a| <= sum lambda_v |x^v| by weighted AM-GM; ``None``: no such."""
    rows = [*map(list, zip(*helpful, strict=True)), [1] * len(helpful)]
    found = _solved(rows, [*part, 1])
    return None if found is None else dict(zip(helpful, found, strict=True))


def _solved(rows: Sequence[Sequence[int]], right: Sequence[int]) -> Sequence[Real] | None:
    """Nonnegative numbers that satisfy the equations, exactly."""
    system: list[list[Real]] = [[flint.fmpq(e) for e in row] for row in rows]
    found = nonnegative_solution(system, [flint.fmpq(e) for e in right], len(rows[0]))
    return None if found is None else found.values


def _is_definite(mixed: Mapping[tuple[int, ...], flint.fmpq], room: Mapping[tuple[int, ...], Real], size: int) -> bool:
    """The form of the squares and of the products of two variables is positive definite."""
    squares = [tuple(2 * (j == k) for j in range(size)) for k in range(size)]
    used = [k for k in range(size) if squares[k] in room]
    matrix: list[list[Real]] = [
        [
            room[squares[i]] if i == j else mixed.get(tuple(int(k in (i, j)) for k in range(size)), flint.fmpq(0)) / 2
            for j in used
        ]
        for i in used
    ]
    return inertia(matrix).positive == len(used)


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
