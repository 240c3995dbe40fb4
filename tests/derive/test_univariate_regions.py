"""Affine clauses over multipliers: emptiness, implication, textbook form, against sampling; irrational numbers."""

import itertools
import random
from fractions import Fraction

import pytest

from duality.algebra.evaluate import constant
from duality.derivation.rules.univariate.irrationals import rational_form
from duality.derivation.rules.univariate.regions import (
    Clause,
    above,
    at_least,
    covers,
    implies,
    is_empty,
    simplified,
    zero,
)
from duality.model.expression import Call, Number
from duality.model.form import Affine

NAMES = ("alpha_1", "beta_1", "beta_2")
NONNEGATIVE = {"alpha_1"}
ROOT_TWO = constant(Call("sqrt", (Number(Fraction(2)),)))
HALVES = [Fraction(k, 2) for k in range(-8, 9)]


def form(constant=0, **weights):
    return Affine(Fraction(constant), tuple((name, Fraction(weight)) for name, weight in weights.items()))


def satisfied(clause, point):
    amount = clause.form.at(point)
    return amount >= 0 if clause.relation == ">=" else amount > 0 if clause.relation == ">" else amount == 0


def random_clause(chance):
    weights = {name: w for name in NAMES if (w := chance.choice((-2, -1, 0, 0, 1, 3)))}
    return Clause(form(chance.randint(-3, 3), **weights), chance.choice((">=", ">=", ">", "=")))


def grid():
    for values in itertools.product(HALVES[8:], HALVES[::2], HALVES[::2]):
        yield dict(zip(NAMES, values, strict=True))


POINTS = list(grid())


@pytest.mark.parametrize("seed", range(120))
def test_simplifying_keeps_the_region(seed):
    chance = random.Random(seed)
    region = tuple(random_clause(chance) for _ in range(chance.randint(1, 4)))
    simple = simplified(region, NONNEGATIVE)
    for point in POINTS:
        before = all(satisfied(clause, point) for clause in region)
        assert before == (simple is not None and all(satisfied(clause, point) for clause in simple))
    assert simple is not None or is_empty(region, NONNEGATIVE) or any(c.form.is_constant for c in region)


@pytest.mark.parametrize("seed", range(60))
def test_implication_holds_at_every_point(seed):
    chance = random.Random(1000 + seed)
    region = tuple(random_clause(chance) for _ in range(2))
    clause = random_clause(chance)
    if implies(region, clause, NONNEGATIVE):
        assert all(satisfied(clause, p) for p in POINTS if all(satisfied(c, p) for c in region))


@pytest.mark.parametrize("seed", range(60))
def test_a_cover_holds_at_every_point(seed):
    chance = random.Random(2000 + seed)
    regions = [tuple(random_clause(chance) for _ in range(chance.randint(1, 2))) for _ in range(3)]
    region = tuple(random_clause(chance) for _ in range(2))
    if covers(regions, region, NONNEGATIVE):
        for point in POINTS:
            if all(satisfied(clause, point) for clause in region):
                assert any(all(satisfied(clause, point) for clause in r) for r in regions)


def test_halves_cover_the_line():
    halves = [(at_least(form(0, beta_1=1)),), (above(form(0, beta_1=-1)),)]
    assert covers(halves, (), ())
    assert not covers(halves[:1], (), ())
    assert covers(halves[:1], (), {"beta_1"})


def test_a_sum_of_clauses_is_implied():
    region = (at_least(form(0, beta_1=1)), at_least(form(-1, beta_2=1)))
    assert implies(region, at_least(form(-1, beta_1=2, beta_2=1)), ())
    assert not implies(region, above(form(-1, beta_1=2, beta_2=1)), ())
    assert implies((), at_least(form(1, alpha_1=1)), NONNEGATIVE)


def test_conflicts_are_empty():
    assert is_empty((above(form(0, beta_1=1)), at_least(form(0, beta_1=-1))), ())
    assert is_empty((zero(form(0, beta_1=1)), zero(form(-1, beta_1=1))), ())
    assert is_empty((at_least(form(-1, alpha_1=-1)),), NONNEGATIVE)
    assert is_empty(
        (above(form(0, beta_1=1, beta_2=-1)), above(form(0, beta_2=1, alpha_1=-1)), above(form(0, beta_1=-1))),
        NONNEGATIVE,
    )
    assert not is_empty((at_least(form(0, beta_1=1)), at_least(form(0, beta_1=-1))), ())


def test_the_textbook_form():
    assert simplified((at_least(form(2, beta_1=-4)),), ()) == (at_least(form(1, beta_1=-2)),)
    assert simplified((zero(form(2, beta_1=-4)),), ()) == (zero(form(1, beta_1=-2)),)
    assert simplified((zero(form(-2, beta_1=-4)),), ()) == (zero(form(1, beta_1=2)),)
    assert simplified((at_least(form(0, alpha_1=-3)),), NONNEGATIVE) == (zero(form(0, alpha_1=1)),)
    assert simplified((at_least(form(0, beta_1=1)), at_least(form(0, beta_1=-2))), ()) == (zero(form(0, beta_1=1)),)
    assert simplified((at_least(form(0, alpha_1=2)),), NONNEGATIVE) == ()


def test_irrational_numbers_are_compared():
    root = Affine(-ROOT_TWO, (("beta_1", Fraction(1)),))  # beta_1 - sqrt(2)
    assert implies((at_least(root),), above(form(-1, beta_1=1)), ())
    assert not implies((at_least(root),), at_least(form(Fraction(-3, 2), beta_1=1)), ())
    assert is_empty((at_least(root), at_least(form(1, beta_1=-1))), ())
    product = Affine(Fraction(-1), (("alpha_1", ROOT_TWO),))  # sqrt(2) alpha_1 - 1
    assert implies((at_least(product),), above(form(Fraction(-7, 10), alpha_1=1)), NONNEGATIVE)
    assert not implies((at_least(product),), above(form(Fraction(-8, 10), alpha_1=1)), NONNEGATIVE)
    assert simplified((above(Affine(ROOT_TWO, (("alpha_1", Fraction(1)),))),), NONNEGATIVE) == ()


def test_an_irrational_form_is_the_rational_form_at_its_numbers():
    stated = Affine(1 - ROOT_TWO, (("alpha_1", 3 * ROOT_TWO), ("beta_1", Fraction(2))))
    rational = rational_form(stated, NONNEGATIVE)
    root = Fraction(float(ROOT_TWO))
    point = {"alpha_1": Fraction(5), "beta_1": Fraction(-1)}
    for name in rational.form.names:
        if name not in point:
            point[name] = root * 5 if "alpha_1" in name else root
    assert float(rational.form.at(point)) == pytest.approx(
        float(stated.at({"alpha_1": Fraction(5), "beta_1": Fraction(-1)}))
    )
    assert all(fact.at(point) >= 0 for fact in rational.facts)
    assert len(rational.facts) == 4
