"""Conditions that the others imply, by exact linear programs; what is not affine in the letters is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from duality.letters.conditions import Condition
from duality.letters.field import Field, NotRational, as_fraction
from duality.letters.pieces import Piece
from duality.model.form import Row
from duality.model.letters import range_of
from duality.model.parameter import Parameter
from duality.solve.exact.claims import Infeasibility, Optimum
from duality.solve.exact.pivoting import pivoted
from duality.solve.quadratic.program import QuadraticProgram, linear_row

Affine = tuple[dict[str, Fraction], Fraction]
"""sum slope_i * letter_i + constant."""


def reduced(field: Field, piece: Piece, letters: Sequence[Parameter]) -> Piece:
    """The piece without the conditions that its others and the ranges of the letters imply."""
    kept = list(piece.conditions)
    ranges = _ranges(field, letters)
    for condition in reversed(piece.conditions):
        own = _affine(field, condition)
        if own is None:
            continue
        others = [form for c in kept if c is not condition and (form := _affine(field, c)) is not None]
        if _implied(field, own, condition.strict, [*others, *ranges]):
            kept.remove(condition)
    return replace(piece, conditions=tuple(kept))


def _implied(field: Field, form: Affine, strict: bool, others: Sequence[Affine]) -> bool:
    """form >= 0 (> 0) wherever the others are >= 0."""
    index = {name: i for i, name in enumerate(field.names)}
    rows = tuple(_row(other, index) for other in others)
    objective = _row((form[0], Fraction(0)), index)
    linear = [0] * len(index)
    for i, c in objective.terms:
        linear[i] = -c
    free = (None,) * len(index)
    program = QuadraticProgram(field.names, 0, tuple(linear), (), rows, free, free, objective.scale)
    claim = pivoted(program)
    if isinstance(claim, Infeasibility):
        return True
    if not isinstance(claim, Optimum):
        return False
    least = program.value(claim.x) + form[1]
    return least > 0 if strict else least >= 0


def _row(form: Affine, index: dict[str, int]):
    """-form <= 0."""
    return linear_row(Row(form[1], tuple((n, c) for n, c in form[0].items() if c)), index, sign=-1)


def _affine(field: Field, condition: Condition) -> Affine | None:
    slopes: dict[str, Fraction] = {}
    constant = Fraction(0)
    for exponents, coefficient in condition.polynomial.items():
        used = [(k, n) for k, n in zip(exponents, field.names, strict=True) if k]
        if not used:
            constant = as_fraction(coefficient)
        elif len(used) == 1 and used[0][0] == 1:
            slopes[used[0][1]] = as_fraction(coefficient)
        else:
            return None
    return slopes, constant


def _ranges(field: Field, letters: Sequence[Parameter]) -> list[Affine]:
    found = []
    for letter in letters:
        for row in range_of(letter):
            left, right = row.expressions
            if row.relations[0] in ("<=", "<"):
                left, right = right, left
            try:
                element = field.of(left) - field.of(right)
            except NotRational:
                continue
            if element.denom.is_ground and element != field.zero:
                form = _affine(field, Condition(element.numer))
                if form is not None:
                    found.append(form)
    return found
