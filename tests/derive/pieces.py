"""Do the printed pieces of theta_D say one thing? Multipliers are sampled from every piece, and pieces held together.

    empty        no alpha >= 0, beta satisfies the conditions of the piece
    contained    another piece holds wherever this one does, with the same value
    contradicts  two pieces hold at one multiplier with different values
    no elsewhere "-inf elsewhere" is printed, and no multiplier was found where no piece holds

`python -m tests.derive.pieces FILE...` prints the findings of problem files.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import isclose, isinf, isnan
from pathlib import Path
from random import Random

import duality as du
from duality.derivation.dual_value import branch_value, holds, tree_value
from duality.model.derivation import Condition, Derivation, DualFunction, Multiplier
from duality.model.form import Affine
from duality.model.scalar import Scalar
from duality.report.pieces import Piece, arrange
from duality.solving.exact.claims import Optimum
from duality.solving.exact.pivoting import pivoted
from duality.solving.quadratic.program import LinearRow, QuadraticProgram
from duality.solving.quadratic.rationals import Rationals

FAR, FARTHEST = 12, 10**6
"""Multipliers are sampled up to the first size, and where a piece has none so small, up to the second."""

CORNERS, INSIDE, ANYWHERE = 12, 6, 60

Point = dict[str, Scalar]


def findings(derivation: Derivation) -> list[str]:
    """What is wrong with the pieces that are printed, in words; those of the auxiliary form, too."""
    found = _of(derivation.dual_function)
    if derivation.auxiliary is not None:
        found += [f"auxiliary: {words}" for words in _of(derivation.auxiliary.dual_function)]
    return found


def _of(theta: DualFunction) -> list[str]:
    if not theta.is_closed or theta.never_finite:
        return []
    arrangement = arrange(theta, most=1)
    groups = [(arrangement.pieces, arrangement.complete)] if arrangement.possible else []
    groups += [(part.pieces, part.complete) for part in arrangement.parts]
    return [words for pieces, complete in groups for words in _of_pieces(pieces, theta.multipliers, complete)]


def _of_pieces(pieces: Sequence[Piece], multipliers: Sequence[Multiplier], complete: bool) -> list[str]:
    random = Random(0)
    samples = [list(_samples(piece, multipliers, random)) for piece in pieces]
    found = []
    if len(pieces) > 1:
        found = [f"empty: {_words(piece)}" for piece, points in zip(pieces, samples, strict=True) if points == [None]]
    known = [[point for point in points if point is not None] for points in samples]
    for k, piece in enumerate(pieces):
        for j, other in enumerate(pieces):
            if j == k or not known[k]:
                continue
            both = [point for point in known[k] if _holds(other, point)]
            if any(not _same(piece, other, point) for point in both):
                found.append(f"contradicts: {_words(piece)}  AND  {_words(other)}")
            elif len(both) == len(known[k]) >= CORNERS + INSIDE and (j < k or len(known[j]) > _inside(piece, known[j])):
                found.append(f"contained: {_words(piece)}  IN  {_words(other)}")
    anywhere = [_anywhere(multipliers, random) for _ in range(ANYWHERE)] + [p for points in known for p in points]
    everywhere = all(any(_holds(piece, point) for piece in pieces) for point in anywhere)
    if complete and not everywhere and len(pieces) > 0 and pieces[0].conditions:
        found.append("an elsewhere: " + "  OR  ".join(map(_words, pieces)))
    if len(pieces) > 1 and not complete and everywhere:
        found.append("no elsewhere: " + "  OR  ".join(map(_words, pieces)))
    return found


def _inside(piece: Piece, points: Sequence[Point]) -> int:
    return sum(_holds(piece, point) for point in points)


def _samples(piece: Piece, multipliers: Sequence[Multiplier], random: Random) -> Iterator[Point | None]:
    """Vertices and inner points of the piece in a box; ``None`` where it is proved to be empty."""
    forms = [(c.affine, c.relation) for c in piece.conditions if isinstance(c, Condition) and c.affine is not None]
    if any(not isinstance(c, Fraction) for form, _ in forms for c in (form.constant, *(c for _, c in form.terms))):
        return
    corners: list[Point] = []
    # Inside, where the piece has an inside: on its border it meets its neighbours.
    inner = [(form, ">" if relation == ">=" else relation) for form, relation in forms]
    for _ in range(CORNERS):
        cost = [random.randint(-3, 3) for _ in multipliers]
        corner = _corner(inner, multipliers, cost, FAR) or _corner(inner, multipliers, cost, FARTHEST)
        if corner is None:
            corner = _corner(forms, multipliers, cost, FAR) or _corner(forms, multipliers, cost, FARTHEST)
        if corner is None:
            yield None
            return
        corners.append(corner)
    points = list(corners)
    for _ in range(INSIDE):
        weights = [Fraction(random.randint(1, 9)) for _ in corners]
        total = sum(weights)
        points.append(
            {m.name: sum(w * c[m.name] for w, c in zip(weights, corners, strict=True)) / total for m in multipliers}  # type: ignore[misc]
        )
    yield from (point for point in points if _holds(piece, point))


def _corner(
    forms: Sequence[tuple[Affine, str]], multipliers: Sequence[Multiplier], cost: Sequence[int], size: int
) -> Point | None:
    """The best point of the affine conditions for a cost; strict ones are held at a distance as far as possible."""
    names = [m.name for m in multipliers]
    strict = any(relation == ">" for _, relation in forms)
    rows = []
    for form, relation in forms:
        numbers = [*(form.coefficient(name) for name in names), form.constant]
        entries = Rationals.of(Fraction(number) for number in numbers).numerators  # type: ignore[arg-type]
        terms = tuple((k, -c) for k, c in enumerate(entries[:-1]) if c)
        if relation == ">":
            terms = (*terms, (len(names), 1))
        rows.append(LinearRow(terms, -entries[-1], equality=relation == "="))
    lower = tuple(Fraction(0) if m.kind == "inequality" else Fraction(-size) for m in multipliers)
    program = QuadraticProgram(
        (*names, ""),
        0,
        (*cost, -1000 if strict else 0),
        (),
        tuple(rows),
        (*lower, Fraction(0)),
        (*(Fraction(size),) * len(names), Fraction(1, 10)),
    )
    claim = pivoted(program)
    if not isinstance(claim, Optimum):
        return None
    x = list(claim.x)
    if strict and x[-1] == 0:
        return None
    return dict(zip(names, x[:-1], strict=True))


def _anywhere(multipliers: Sequence[Multiplier], random: Random) -> Point:
    def number(signed: bool) -> Fraction:
        size = Fraction(random.choice([0, 0, 1, 2, 5, 9, 40, 900]), random.choice([1, 2, 7, 30]))
        return -size if signed and random.random() < 0.5 else size

    return {m.name: number(m.kind == "equality") for m in multipliers}


def _holds(piece: Piece, point: Point) -> bool:
    return all(holds(condition, point) for condition in piece.conditions)


def _same(piece: Piece, other: Piece, point: Point) -> bool:
    a, b = _value(piece, point), _value(other, point)
    return isnan(a) or isnan(b) or a == b or (not isinf(a) and isclose(a, b, rel_tol=1e-7, abs_tol=1e-9))


def _value(piece: Piece, point: Point) -> float:
    return float(tree_value(piece.expression, point)) + sum(float(branch_value(v, point)) for v in piece.others)


def _words(piece: Piece) -> str:
    conditions = ", ".join(
        str(c.comparison) if isinstance(c, Condition) else type(c).__name__ for c in piece.conditions
    )
    return f"{' + '.join(map(str, (piece.expression, *piece.others)))} where {conditions or 'always'}"


def main(paths: Sequence[str]) -> None:
    for path in paths:
        try:
            derivation = du.derive(du.read(path))
            found = findings(derivation.data) if isinstance(derivation, du.Derivation) else []
        except du.DualityError as fault:
            print(path, "--", str(fault).splitlines()[0], flush=True)
            continue
        for words in found:
            print(Path(path).name, "--", words, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
