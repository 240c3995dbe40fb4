"""Rows without a common solution, rows that others imply, unions that cover: proved, or not known."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from duality.algebra.polyhedra import Row, covers, implies, is_impossible
from duality.algebra.scalars import scalar_power
from duality.model.form import Affine

F = Fraction


def row(relation, constant, **terms) -> Row:
    return Row(Affine.of(F(constant), [(name, F(c)) for name, c in terms.items()]), relation)


SIGNS = [row(">=", 0, a=1), row(">=", 0, b=1)]


def test_contradictions() -> None:
    assert is_impossible([row("=", 0, a=1), row(">", 0, a=1)])
    assert is_impossible([*SIGNS, row("=", 0, a=1, b=1), row("=", 1, b=-2)])
    assert is_impossible([row("=", -1, a=1, b=-1), row("=", -2, a=1, b=-1)])
    assert is_impossible([*SIGNS, row(">", -1, a=-1, b=-1)])
    assert not is_impossible([*SIGNS, row(">=", 0, a=-1, b=-1)])
    assert not is_impossible([])


def test_implications() -> None:
    assert implies([*SIGNS, row(">=", 1, a=-2)], row(">=", 1, a=-1))
    assert not implies([*SIGNS, row(">=", 1, a=-1)], row(">=", 1, a=-2))
    assert implies([*SIGNS, row(">", -1, a=1)], row(">=", -1, a=1))
    assert not implies([row(">=", -1, a=1)], row(">", -1, a=1))
    assert implies([row("=", -1, a=1)], row("=", -2, a=2))


def test_covers() -> None:
    assert covers([[row(">=", 1, a=-1)], [row(">", -1, a=1)]], SIGNS)
    assert not covers([[row(">", 1, a=-1)], [row(">", -1, a=1)]], SIGNS)
    assert covers([[row(">", 0, a=1)], [row("=", 0, a=1)]], SIGNS)
    assert not covers([[row(">", 0, a=1)], [row("=", 0, a=1)]], [])
    assert covers([[row(">=", 0, a=1, b=-1)], [row(">=", 0, a=-1, b=1)]], [])


def test_irrational_numbers() -> None:
    root = scalar_power(F(2), F(1, 2))
    low = Row(Affine(-root, (("a", F(1)),)), ">=")
    assert implies([low], row(">=", -1, a=1))
    assert not implies([low], row(">=", F(-3, 2), a=1))
    assert covers([[low], [Row(-low.form, ">=")]], [])


@pytest.mark.parametrize("seed", range(30))
def test_impossible_rows_have_no_point_of_a_grid(seed: int) -> None:
    random = Random(seed)
    names = ("a", "b", "c")
    rows = [
        row(random.choice([">=", ">", ">=", "="]), random.randint(-2, 2), **{n: random.randint(-2, 2) for n in names})
        for _ in range(random.randint(2, 5))
    ]
    proved = is_impossible(rows)
    for values in product([F(k, 2) for k in range(-6, 7)], repeat=3):
        point = dict(zip(names, values, strict=True))
        values_of = [(r.form.at(point), r.relation) for r in rows]
        if all(v == 0 if rel == "=" else v > 0 if rel == ">" else v >= 0 for v, rel in values_of):
            assert not proved
            return
