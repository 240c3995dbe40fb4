"""One forged piece of evidence for each obligation of each witness: the kernel refuses them all, and keeps no bound.

Beside every forgery stands the honest piece that it was made from, which passes: a check that refuses everything
would prove nothing here.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import inf
from typing import Literal

import pytest

from duality.derivation.standardize import standardize
from duality.evidence.attainment import attainment
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.language import parse
from duality.model.evidence import (
    AlongPath,
    AtMultipliers,
    AtPoint,
    Circuits,
    Combinations,
    Components,
    Cuts,
    EnclosedPoint,
    EnclosedSaddle,
    End,
    Engine,
    Evidence,
    ExplicitDual,
    KarushKuhnTucker,
    Means,
    Mixture,
    Recession,
    Restated,
    SolverClaim,
    Theorem,
    Witness,
)
from duality.model.expression import Call, Expression, Variable, number
from duality.model.scalar import Scalar
from duality.model.solution import Farkas, Point, Ray, WeightedPoint

F = Fraction
T = Variable("_t")


def ledger_of(text: str) -> Ledger:
    return Ledger(Question(standardize(parse(text))))


def at(**values: float | Fraction) -> Point:
    return tuple((name, F(v) if isinstance(v, int) else v) for name, v in values.items())


def exact(value: Scalar | int) -> End:
    return End.of(F(value) if isinstance(value, int) else value)


def accepted(text: str, evidence: Evidence) -> bool:
    """Whether the ledger takes it; where it does not, it keeps nothing of it either."""
    ledger = ledger_of(text)
    taken = ledger.add(evidence)
    if not taken:
        assert (ledger.p.lower.value, ledger.p.upper.value) == (-inf, inf)
        assert (ledger.d.lower.value, ledger.d.upper.value) == (-inf, inf)
        assert not ledger.accepted
    return taken


def p(witness: Witness, lower: End | None = None, upper: End | None = None, **more: bool | None) -> Evidence:
    return Evidence("p", witness, lower, upper, source="forger", **more)


def d(witness: Witness, lower: End | None = None, upper: End | None = None, **more: bool | None) -> Evidence:
    return Evidence("d", witness, lower, upper, source="forger", **more)


DISC = "var x, y\ndomain y > 0\nmin x + y\ns.t. a: x^2 + y^2 <= 25\n b: x - y = -1"
"""(3, 4) and (-4, -3) lie on both curves, the second outside D."""

POINTS = {
    "a point outside D": p(AtPoint(at(x=-4, y=-3)), upper=exact(-7)),
    "a point at the open end of D": p(AtPoint(at(x=-1, y=0)), upper=exact(-1)),
    "a point that violates an inequality": p(AtPoint(at(x=4, y=5)), upper=exact(9)),
    "a point that violates an equation, by little": p(AtPoint(at(x=0, y=F(10**9 + 1, 10**9))), upper=exact(2)),
    "a point that lacks a variable": p(AtPoint(at(x=0)), upper=exact(1)),
    "a point in floats": p(AtPoint((("x", 0.0), ("y", 1.0))), upper=exact(1)),
    "a value below f at the point": p(AtPoint(at(x=0, y=1)), upper=exact(F(999, 1000))),
    "a lower bound by a point": p(AtPoint(at(x=0, y=1)), lower=exact(1)),
}


@pytest.mark.parametrize("name", POINTS)
def test_points(name: str) -> None:
    assert accepted(DISC, p(AtPoint(at(x=0, y=1)), upper=exact(1)))
    assert not accepted(DISC, POINTS[name])


CURVE = "var x, y\ndomain x > 0\nmin x\ns.t. a: x^2 = 2\n b: x + y >= 0\n c: y <= 5"


def box(x: tuple[Fraction, Fraction], y: tuple[Fraction, Fraction], *active: str) -> EnclosedPoint:
    return EnclosedPoint((("x", *x), ("y", *y)), active)


ROOT, ONE = (F(141, 100), F(142, 100)), (F(1), F(1))
BOXES = {
    "a box without a zero": p(box((F(142, 100), F(143, 100)), ONE)),
    "a box on the other side of the bound": p(box((F(-142, 100), F(-141, 100)), ONE)),
    "a box on which an inequality fails": p(box(ROOT, (F(-2), F(-2)))),
    "a box with fewer equations than free variables": p(box(ROOT, (F(0), F(1)))),
    "a box of another problem": p(EnclosedPoint((("x", *ROOT),))),
    "a value below f on the box": p(box(ROOT, ONE), upper=End(1.4)),
}


@pytest.mark.parametrize("name", BOXES)
def test_enclosed_points(name: str) -> None:
    assert accepted(CURVE, p(box(ROOT, ONE)))
    assert not accepted(CURVE, BOXES[name])


WAVE = "var x, y\ndomain y >= 0\nmin sin(x) + 2*y\ns.t. a: x^2 <= 1\n b: y + x <= 5"
"""x* = -1, y* = 0, alpha_a = cos(1)/2 = 0.27015..., and L = sin(x) + alpha_a (x^2 - 1) + 2*y is not convex."""

NEAR_X, NEAR_A = (F(-1000001, 1000000), F(-999999, 1000000)), (F(27015, 100000), F(27016, 100000))
FIXED = (F(0), F(0))


def saddle(
    x: tuple[Fraction, Fraction] = NEAR_X,
    y: tuple[Fraction, Fraction] = FIXED,
    a: tuple[Fraction, Fraction] = NEAR_A,
    *,
    wide_x: tuple[Fraction, Fraction] = (F(-5, 4), F(-3, 4)),
    wide_y: tuple[Fraction, Fraction] = (F(0), F(1)),
) -> EnclosedSaddle:
    return EnclosedSaddle((("x", *x), ("y", *y)), (("a", *a),), (("x", *wide_x), ("y", *wide_y)))


SADDLES = {
    "a box of x without a KKT point": p(saddle(x=(F(-101, 100), F(-1001, 1000)))),
    "a box of multipliers without those of x*": p(saddle(a=(F(3, 10), F(31, 100)))),
    "multipliers that may be negative": p(saddle(a=(F(-1), F(1)))),
    "a point that does not stand at its bound": p(saddle(y=(F(1, 2), F(1, 2)))),
    "a larger box in which L is not convex": p(saddle(wide_x=(F(-5), F(1)))),
    "a larger box out of D": p(saddle(wide_y=(F(-1), F(1)))),
    "a larger box that does not hold the small one": p(saddle(wide_x=(F(-9, 10), F(-3, 4)))),
    "a multiplier of no row": p(EnclosedSaddle(saddle().ends, (("c", *NEAR_A),), saddle().around)),
    "a box without a variable": p(EnclosedSaddle((("x", *NEAR_X),), (("a", *NEAR_A),), saddle().around)),
    "a value above f": p(saddle(), lower=End(-0.8)),
    "a value below f": p(saddle(), upper=End(-0.9)),
}


@pytest.mark.parametrize("name", SADDLES)
def test_enclosed_saddles(name: str) -> None:
    assert accepted(WAVE, p(saddle()))
    assert not accepted(WAVE, SADDLES[name])


def test_a_local_minimum_of_a_lagrangian_is_no_saddle() -> None:
    near, far = (F(-1, 10**6), F(1, 10**6)), (F(-1, 4), F(1, 4))
    local = EnclosedSaddle((("x", *near),), (), (("x", *far),))
    assert accepted("var x\nmin x^2 + x^4\ns.t. a: x <= 3", p(local))
    assert not accepted("var x\nmin x^2 - x^4/4 + x^6/100\ns.t. a: x <= 9", p(local))
    assert not accepted("var x\nmin x^2 - x^3\ns.t. a: x <= 9", p(local))


def test_a_row_that_fails_at_the_saddle_point() -> None:
    near, far = (F(-1, 10**6), F(1, 10**6)), (F(-1, 4), F(1, 4))
    assert not accepted("var x\nmin x^2\ns.t. a: x >= 1", p(EnclosedSaddle((("x", *near),), (), (("x", *far),))))


SQUARE = "var x\nmin x^2\ns.t. a: x >= 1\n b: 2*x = 4"
MULTIPLIERS = {
    "a negative multiplier of an inequality": d(AtMultipliers(at(a=-1, b=0))),
    "a multiplier that is missing": d(AtMultipliers(at(a=1))),
    "multipliers in floats": d(AtMultipliers((("a", 2.0), ("b", 0.0)))),
    "more than theta_D there": d(AtMultipliers(at(a=2, b=0)), lower=exact(2)),
    "an upper bound by multipliers": d(AtMultipliers(at(a=2, b=0)), upper=exact(1)),
}


@pytest.mark.parametrize("name", MULTIPLIERS)
def test_multipliers(name: str) -> None:
    assert accepted(SQUARE, d(AtMultipliers(at(a=2, b=0)), lower=exact(1)))
    assert not accepted(SQUARE, MULTIPLIERS[name])


def test_multipliers_where_theta_is_not_finite() -> None:
    assert not accepted("var x\nmin x\ns.t. a: x >= 1", d(AtMultipliers(at(a=2)), lower=exact(0)))


KKT = {
    "a point that is not stationary": p(KarushKuhnTucker(at(x=3), at(a=2, b=0))),
    "a point in floats": p(KarushKuhnTucker((("x", 2.0),), at(a=0, b=-2))),
    "a point without its variable": p(KarushKuhnTucker(())),
    "a value above f": p(KarushKuhnTucker(at(x=2)), lower=exact(5)),
}


@pytest.mark.parametrize("name", KKT)
def test_karush_kuhn_tucker(name: str) -> None:
    assert accepted(SQUARE, p(KarushKuhnTucker(at(x=2)), lower=exact(4), upper=exact(4)))
    assert not accepted(SQUARE, KKT[name])


def test_a_stationary_point_of_a_nonconvex_problem_proves_nothing() -> None:
    assert not accepted("var x\nmin x^4 - x^2\ns.t. a: x >= -5", p(KarushKuhnTucker(at(x=0))))


ABOVE = "var x\ndomain y > x^2\nmin x^2 + y\ns.t. a: x + y <= 4"
BORDERS = {
    "a border that is not optimal": (ABOVE, p(KarushKuhnTucker(at(x=1, y=1)))),
    "a point beyond the border": (ABOVE, p(KarushKuhnTucker(at(x=0, y=-1)))),
    "a point that breaks a row": (ABOVE, p(KarushKuhnTucker(at(x=2, y=4)))),
    "a value above the limit": (ABOVE, p(KarushKuhnTucker(at(x=0, y=0)), lower=exact(1))),
    "a border that D does not come up to": (
        "domain x > 0\ndomain y > 1\ndomain x^2*(y - 2) >= 0\nmin x + y",
        p(KarushKuhnTucker(at(x=0, y=1))),
    ),
    "a problem that is not convex": (
        "domain x > 1\nmin x^3 - 12*x + y^2\ns.t. a: y >= -1",
        p(KarushKuhnTucker(at(x=1, y=0))),
    ),
    "a domain of log": ("min x*log(x) + y^2", p(KarushKuhnTucker(at(x=0, y=0)))),
}


@pytest.mark.parametrize("name", BORDERS)
def test_karush_kuhn_tucker_at_an_open_border(name: str) -> None:
    assert accepted(ABOVE, p(KarushKuhnTucker(at(x=0, y=0)), lower=exact(0), upper=exact(0)))
    assert not accepted(*BORDERS[name])


def test_karush_kuhn_tucker_of_a_problem_that_is_not_convex() -> None:
    assert accepted("var x\nmin sin(x)\ns.t. a: x^2 <= 1/4", p(KarushKuhnTucker(at(x=-HALF), (("a", 0.9),))))
    # A local minimum, where L = f is not convex.
    assert not accepted("var x\nmin x^3 - 3*x\ns.t. a: x >= -3", p(KarushKuhnTucker(at(x=1))))
    # D is not convex, and x = -2 is better.
    assert not accepted("var x\ndomain x^2 >= 1\nmin x\ns.t. a: x >= -2", p(KarushKuhnTucker(at(x=1))))


KINK = "var x, y\nmin max(x^2, y^2) + abs(x - y)\ns.t. a: x + y >= 2\n b: x <= 5"
KINKS = {
    "a point beside the kink": p(KarushKuhnTucker(at(x=F(3, 2), y=F(1, 2)))),
    "a kink that is not optimal": p(KarushKuhnTucker(at(x=2, y=2))),
    "a kink that is not feasible": p(KarushKuhnTucker(at(x=0, y=0))),
    "a value above f": p(KarushKuhnTucker(at(x=1, y=1)), lower=exact(2)),
}


@pytest.mark.parametrize("name", KINKS)
def test_subgradients(name: str) -> None:
    assert accepted(KINK, p(KarushKuhnTucker(at(x=1, y=1)), lower=exact(1), upper=exact(1)))
    assert not accepted(KINK, KINKS[name])


@pytest.mark.parametrize("text", ["exp(-1e7*x)", "exp(-1e4*x) + abs(x + 3)*exp(-1e4*x)"])
def test_a_slope_that_underflows_is_not_0(text: str) -> None:
    assert not accepted(f"var x\nmin {text}\ndomain x >= -1", p(KarushKuhnTucker(at(x=1))))


def test_a_kink_without_multipliers_proves_nothing() -> None:
    assert not accepted("var x\nmin abs(x - 1) + abs(x)/2\ns.t. a: x^2 <= 0", p(KarushKuhnTucker(at(x=0))))


def test_a_kink_of_a_nonconvex_problem_proves_nothing() -> None:
    assert not accepted("var x\nmin abs(x) - x^2\ns.t. a: x >= -5", p(KarushKuhnTucker(at(x=0))))


def path(toward: Literal["t -> inf", "t -> 0+", "k -> inf"] = "t -> inf", **coordinates: Expression) -> AlongPath:
    return AlongPath(tuple(coordinates.items()), toward)


FALLING = "var x, y\ndomain y > 0\nmin x - y\ns.t. a: x + y <= 3"
PATHS = {
    "a path out of D": p(path(x=T, y=-T)),
    "a path that violates a constraint": p(path(x=-T, y=T + number(4))),
    "a path along which f does not fall": p(path(x=number(0), y=number(1) / T), upper=End(-inf)),
    "a path without a coordinate": p(path(x=-T)),
    "the limit told too low": p(path(x=number(0), y=number(1) + number(1) / T), upper=exact(-2)),
    "a path that bounds no dual": d(path(x=T, y=number(1)), upper=End(-inf)),
}


@pytest.mark.parametrize("name", PATHS)
def test_paths(name: str) -> None:
    assert accepted(FALLING, p(path(x=-T, y=T), upper=End(-inf)))
    assert not accepted(FALLING, PATHS[name])


RISING = "min x - 1\ns.t.\n a: x^2 <= 0\n b: y^2 + 3*y <= x"
LIMIT = exact(-1)
MULTIPLIER_PATHS = {
    "a path on which a multiplier is negative": d(path(a=T, b=-number(1) / T), lower=LIMIT),
    "a path on which theta_D is -inf": d(path(a=-T, b=number(1)), lower=LIMIT),
    "a path without a multiplier": d(path(a=T), lower=LIMIT),
    "a path of variables": d(path(x=T, y=number(0)), lower=LIMIT),
    "the limit told too high": d(path(a=T, b=number(1) / T**2), lower=exact(0)),
    "a limit that oscillates": d(path(a=T, b=number(1) + Call("sin", (T,))), lower=LIMIT),
    "attained besides": d(path(a=T, b=number(1) / T**2), lower=LIMIT, attained=True),
}


@pytest.mark.parametrize("name", MULTIPLIER_PATHS)
def test_paths_of_multipliers(name: str) -> None:
    assert accepted(RISING, d(path(a=T, b=number(1) / T**2), lower=LIMIT))
    forged = MULTIPLIER_PATHS[name]
    ledger = ledger_of(RISING)
    ledger.add(forged)
    assert not any(entry.attained for entry in ledger.accepted)
    assert not ledger.accepted or forged.attained


GAP = "domain x in {0, 1}\nmin -x\ns.t. a: x <= 1/2\n b: 3*x <= 2"


def entry(weight: Scalar | float, x: float | Fraction) -> WeightedPoint:
    return WeightedPoint(weight, at(x=x), F(0), ())


HALF = F(1, 2)
MIXTURES = {
    "a point outside D": d(Mixture((entry(F(1), HALF),))),
    "weights that sum to less": d(Mixture((entry(HALF, 0), entry(F(1, 3), 1)))),
    "a negative weight": d(Mixture((entry(F(3, 2), 0), entry(-HALF, 1)))),
    "a mean that violates a constraint": d(Mixture((entry(F(1, 3), 0), entry(F(2, 3), 1)))),
    "weights in floats": d(Mixture((entry(0.5, 0), entry(0.5, 1)))),
    "no points": d(Mixture(())),
    "less than the mean of f": d(Mixture((entry(HALF, 0), entry(HALF, 1))), upper=exact(F(-3, 4))),
    "a lower bound by a mixture": d(Mixture((entry(HALF, 0), entry(HALF, 1))), lower=exact(F(-1, 2))),
}


@pytest.mark.parametrize("name", MIXTURES)
def test_mixtures(name: str) -> None:
    assert accepted(GAP, d(Mixture((entry(HALF, 0), entry(HALF, 1))), upper=exact(F(-1, 2))))
    assert not accepted(GAP, MIXTURES[name])


CYLINDER = "domain r > 0\ndomain h > 0\nmin r^2 + r*h\ns.t. c: r^2*h = 1"
"""theta_D(beta) <= -beta with r = 1/t, h = 1, and beta >= 0 wherever it is finite with r = t, h = t^2."""

THIN, LARGE = path(r=number(1) / T, h=number(1)), path(r=T, h=T**2)
CUTS = {
    "no paths": d(Cuts(()), upper=exact(0)),
    "weights of bounds that sum to less": d(Cuts(((THIN, HALF), (LARGE, HALF))), upper=exact(0)),
    "a negative weight": d(Cuts(((THIN, F(2)), (THIN, F(-1)), (LARGE, F(1)))), upper=exact(0)),
    "a weight in floats": d(Cuts(((THIN, 1.0), (LARGE, 1.0))), upper=exact(0)),
    "a multiplier that is left": d(Cuts(((THIN, F(1)),)), upper=exact(0)),
    "an equation's multiplier that is left with a plus": d(Cuts(((THIN, F(1)), (LARGE, F(2)))), upper=exact(0)),
    "a path outside D": d(Cuts(((path(r=-number(1) / T, h=number(1)), F(1)), (LARGE, F(1)))), upper=exact(0)),
    "a path that lacks a variable": d(Cuts(((path(r=number(1) / T), F(1)), (LARGE, F(1)))), upper=exact(0)),
    "less than the sum": d(Cuts(((THIN, F(1)), (LARGE, F(1)))), upper=exact(-1)),
    "a lower bound by cuts": d(Cuts(((THIN, F(1)), (LARGE, F(1)))), lower=exact(0)),
}


UP, DOWN = path(x=T), path(x=-T)
"""min x with x >= 1 has theta_D finite where 1 - a >= 0 and a - 1 >= 0."""

CONDITIONS = {
    "conditions that a multiplier meets": (d(Cuts(((DOWN, F(1)),)))),
    "conditions whose sum is 0": (d(Cuts(((DOWN, F(1)), (UP, F(1)))), upper=End(-inf))),
    "a condition that is no contradiction": (d(Cuts(((UP, F(1)),)))),
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_conditions_along_paths(name: str) -> None:
    assert accepted("var x\nmin x\ns.t. a: x <= 1", d(Cuts(((DOWN, F(1)),)), upper=End(-inf)))
    assert not accepted("var x\nmin x\ns.t. a: x >= 1", CONDITIONS[name])


@pytest.mark.parametrize("name", CUTS)
def test_cuts_along_paths(name: str) -> None:
    assert accepted(CYLINDER, d(Cuts(((THIN, F(1)), (LARGE, F(1)))), upper=exact(0)))
    assert not accepted(CYLINDER, CUTS[name])


def receding(**direction: int) -> Evidence:
    return p(Recession(tuple((name, F(step)) for name, step in direction.items())), attained=False)


SLIDING = "var x, y\nmin exp(x) + y^2\ns.t. a: x + y <= 3"
RECESSIONS = {
    "a direction in which f rises": (SLIDING, receding(x=1, y=0)),
    "no direction": (SLIDING, receding(x=0, y=0)),
    "a direction that lacks a variable": (SLIDING, receding(x=-1)),
    "a direction in which f is level": ("var x, y\nmin y^2\ns.t. a: x + y <= 3", receding(x=-1, y=0)),
    "a direction that leaves a constraint": ("var x, y\nmin exp(x) + y^2\ns.t. a: x + y >= -5", receding(x=-1, y=0)),
    "a direction that leaves an equation": ("var x, y\nmin exp(x) + y^2\ns.t. a: x + y = 0", receding(x=-1, y=0)),
    "a direction that leaves D": ("domain x >= -3\nvar y\nmin exp(x) + y^2\ns.t. a: x + y <= 3", receding(x=-1, y=0)),
    "f that is not convex": ("var x, y\nmin x^4 - 2*x^2 + y^2\ns.t. a: x + y <= 3", receding(x=-1, y=0)),
    "f that is not analytic": ("var x, y\nmin max(x, 0) + y^2\ns.t. a: x + y <= 3", receding(x=-1, y=0)),
    "a bound by a direction": (SLIDING, replace(receding(x=-1, y=0), lower=exact(0))),
}


@pytest.mark.parametrize("name", RECESSIONS)
def test_directions_of_recession(name: str) -> None:
    assert accepted(SLIDING, receding(x=-1, y=0))
    assert not accepted(*RECESSIONS[name])


ENDING = "domain x > 0\ndomain y > 0\nmin exp(x + y) + (x + y)*log((x + y)/(x + 2*y))\ns.t. a: x + y >= 1"
"""f falls from (x, y) towards (x - s, y + s), and nowhere reaches the end x = 0."""
DESCENTS = {
    "a direction that leaves a row": (ENDING, receding(x=-1, y=0)),
    "a direction in which f rises": (ENDING, receding(x=1, y=-1)),
    "an end that belongs to X": (ENDING.replace("x > 0", "x >= 0"), receding(x=-1, y=1)),
    "f that falls in a part of D only": ("domain x > 0\nvar y\nmin (x - 1)^2 + exp(y)", receding(x=-1, y=0)),
    "f that is level on a line": ("domain x in (-1, 1)\nvar y\nmin x^3 + y^2\ns.t. a: y >= x", receding(x=-1, y=0)),
    "f with a kink": ("domain x > 0\nvar y\nmin abs(x - 1) + 2*x + y^2\ns.t. a: y <= 1", receding(x=-1, y=0)),
    "a row of X that is closed": (ENDING + "\ndomain x*y >= 1/100", receding(x=-1, y=1)),
    "a finite set": ("domain x in {1, 2}\nvar y\nmin exp(x) + y^2\ns.t. a: y <= 1", receding(x=-1, y=0)),
    "a border of a natural domain": ("domain y > 0\nvar x\nmin y - 2*sqrt(x)*y\ns.t. a: x <= 4", receding(x=0, y=1)),
}


@pytest.mark.parametrize("name", DESCENTS)
def test_directions_in_which_f_falls_everywhere(name: str) -> None:
    assert accepted(ENDING, receding(x=-1, y=1))
    assert accepted("domain x in (0, 1)\nmin (1 + x)*log((1 + x)/(3 - 2*x))\ns.t. a: x <= 1", receding(x=-1))
    assert not accepted(*DESCENTS[name])


def test_the_values_that_a_mixture_brings_along_are_not_believed() -> None:
    lying = WeightedPoint(F(1), at(x=1), F(-100), at(a=-1, b=-1))
    assert not accepted(GAP, d(Mixture((lying,)), upper=exact(-100)))


AREA = "var x, y\ndomain x > 0\ndomain y > 0\nmin x + 4*y\ns.t. a: x*y >= 9"
"""x + 4 y >= 2 sqrt(4 x y) >= 12, with equality at (6, 3/2): both halves have weight 1/2, and 9/(x y) has 1/2."""


def means(*weights: tuple[Fraction, ...], **more: End) -> Evidence:
    return p(Means(weights), **more)


HALVES = (HALF, HALF)
MEANS = {
    "weights of f that add up to less": means((F(1, 4), F(1, 4)), (F(1, 4),)),
    "weights of f that add up to more": means((F(1), F(1)), (F(1),)),
    "a negative weight": means((F(3, 2), -HALF), (HALF,)),
    "powers that do not cancel": means(HALVES, (F(1, 3),)),
    "a term without a weight": means((F(1),), (HALF,)),
    "a row without weights": means(HALVES),
    "one row too many": means(HALVES, (HALF,), (HALF,)),
    "more than the product": means(HALVES, (HALF,), lower=exact(13)),
    "an upper bound by means": means(HALVES, (HALF,), upper=exact(12)),
}


@pytest.mark.parametrize("name", MEANS)
def test_means(name: str) -> None:
    assert accepted(AREA, means(HALVES, (HALF,), lower=exact(12)))
    assert not accepted(AREA, MEANS[name])


CONTRADICTION = "var x, y\ndomain x > 0\ndomain y > 0\nmin x + 4*y\ns.t. a: x*y >= 9\n b: x + y <= 5"
"""x + y >= 2 sqrt(x y) >= 6: weight 1/4 of 9/(x y), and 1/4 of x/5 and y/5 each, make (9*4/25)^(1/4) > 1."""


def test_means_of_rows_that_contradict_one_another() -> None:
    quarter = F(1, 4)
    nothing = (F(0), F(0))
    honest = means(nothing, (quarter,), (quarter, quarter), lower=End(inf))
    assert accepted(CONTRADICTION, honest)
    assert not accepted(CONTRADICTION.replace("5", "6"), honest)
    assert not accepted(CONTRADICTION, means(nothing, (quarter,), (HALF, F(0))))
    assert not accepted(CONTRADICTION, means(nothing, (F(0),), (F(0), F(0))))


@pytest.mark.parametrize(
    "text",
    [
        AREA.replace("domain y > 0", "domain y >= 0"),
        AREA.replace("x + 4*y", "x - 4*y"),
        AREA.replace("x + 4*y", "x + sin(y) + y"),
        AREA.replace("domain x > 0", "domain x in {6, 7}"),
    ],
    ids=["x = 0 is not left out", "a negative term", "another function", "a finite set"],
)
def test_means_of_what_is_no_geometric_program(text: str) -> None:
    assert not accepted(text, means(HALVES, (HALF,)))


CROSSED = "var x\nmin x\ns.t. a: x >= 1\n b: x <= -1\n c: x <= 7"
FARKAS = {
    "a combination that is negative somewhere": p(Farkas(at(a=1, b=0, c=1))),
    "a negative multiplier": p(Farkas(at(a=1, b=2, c=-1))),
    "a constraint left out": p(Farkas(at(a=1, b=1))),
    "said to be verified": p(Farkas(at(a=0, b=0, c=0), verified=True)),
    "an upper bound by Farkas multipliers": p(Farkas(at(a=1, b=1, c=0)), upper=exact(0)),
}


@pytest.mark.parametrize("name", FARKAS)
def test_farkas(name: str) -> None:
    assert accepted(CROSSED, p(Farkas(at(a=1, b=1, c=0)), lower=End(inf)))
    assert not accepted(CROSSED, FARKAS[name])


def test_a_combination_that_only_tends_to_zero_leaves_the_dual_open() -> None:
    ledger = ledger_of("var x\nmin 0\ns.t. a: exp(x) <= 0")
    ledger.add(p(Farkas(at(a=1)), lower=End(inf)))
    assert ledger.p.lower.value == inf
    assert ledger.d.lower.value < inf


OPEN = "var x, y\ndomain y >= 0\nmin -x\ns.t. a: y <= 1\n b: x*y >= -3"
RAYS = {
    "an origin that is not feasible": p(Ray(at(x=0, y=2), at(x=1, y=0))),
    "an origin outside D": p(Ray(at(x=0, y=-1), at(x=1, y=0))),
    "a direction that leaves D": p(Ray(at(x=0, y=1), at(x=1, y=-1))),
    "a direction that leaves the feasible set": p(Ray(at(x=0, y=0), at(x=1, y=1))),
    "a direction along which f does not fall": p(Ray(at(x=0, y=1), at(x=0, y=0))),
    "said to be verified": p(Ray(at(x=0, y=1), at(x=-1, y=0), verified=True)),
    "a finite bound above by no ray": p(Ray(at(x=0, y=1), at(x=1, y=0)), lower=exact(0)),
}


@pytest.mark.parametrize("name", RAYS)
def test_rays(name: str) -> None:
    assert accepted(OPEN, p(Ray(at(x=0, y=1), at(x=1, y=0)), upper=End(-inf)))
    assert not accepted(OPEN, RAYS[name])


def test_f_that_falls_to_a_finite_limit_is_no_ray() -> None:
    text = "var x\nmin 10000000/(1 + x)\ns.t. a: x >= 0"
    assert not accepted(text, p(Ray(at(x=0), at(x=1))))


THEOREMS = {
    "no convexity": ("var x\nmin x^4 - x^2\ns.t. a: x <= 1", "Theorem 2"),
    "no strictly feasible point": ("var x\nmin x\ns.t. a: x^2 <= 0", "Theorem 2"),
    "no linear program": ("var x\nmin x^2\ns.t. a: x <= 1", "linear programming duality"),
    "a linear program of which nothing is known": ("var x\nmin x\ns.t. a: x >= 1", "linear programming duality"),
    "level sets that are not bounded": ("var x\nmin exp(-x)\ns.t. a: x >= 0", "compact level sets"),
    "a theorem of no book": ("var x\nmin x^2\ns.t. a: x >= 1", "Theorem 99"),
}


@pytest.mark.parametrize("name", THEOREMS)
def test_theorems(name: str) -> None:
    assert accepted("var x\nmin x^2\ns.t. a: x >= 1", p(Theorem("Theorem 2", "said the forger")))
    text, theorem = THEOREMS[name]
    assert not accepted(text, p(Theorem(theorem, "said the forger"), lower=exact(0)))
    assert not accepted(text, p(Theorem(theorem, "said the forger")))


OTHERS = {
    "an engine that established nothing": p(Engine("derivation", "p* = 1"), exact(1), exact(1)),
    "a solver's word": p(SolverClaim("SCIP"), exact(1), exact(1)),
    "a restatement of no name": p(Restated("a better one", (p(AtPoint(at(x=1)), upper=exact(1)),)), exact(1), exact(1)),
    "parts of one piece": p(Components((("x", (p(AtPoint(at(x=2)), upper=exact(4)),)),)), exact(4), exact(4)),
    "combinations without finite sets": p(Combinations(2), exact(1), exact(1)),
    "more than the explicit dual's value": d(ExplicitDual((p(AtPoint(at(a=1)), upper=exact(9)),)), exact(9), exact(9)),
}


@pytest.mark.parametrize("name", OTHERS)
def test_composites_and_claims(name: str) -> None:
    assert not accepted("var x\nmin x^2\ns.t. a: x >= 1", OTHERS[name])


@pytest.mark.parametrize(
    ("text", "evidence", "side"),
    [
        ("var x\ndomain x > 0\nmin x\ns.t. c: x <= 9", p(AtPoint(at(x=1)), upper=exact(1), attained=True), "p"),
        ("var x\nmin x\ns.t. c: x^2 <= 0", d(AtMultipliers(at(c=1)), lower=exact(F(-1, 4)), attained=True), "d"),
        (GAP, d(Mixture((entry(HALF, 0), entry(HALF, 1))), upper=exact(-HALF), attained=False), "d"),
        (FALLING, d(path(x=-T, y=T), upper=End(-inf), attained=True), "d"),
        (CURVE, p(box(ROOT, ONE), attained=True), "p"),
    ],
    ids=["a point", "multipliers", "a mixture", "a path", "a box"],
)
def test_attainment_that_is_only_stated_is_not_taken_over(
    text: str, evidence: Evidence, side: Literal["p", "d"]
) -> None:
    ledger = ledger_of(text)
    ledger.add(evidence)
    assert all(found.attained is None for found in ledger.accepted if found.witness == evidence.witness)
    assert attainment(ledger, side)[0] is not evidence.attained


def test_the_sum_of_rounded_parts_is_rounded_outwards() -> None:
    from duality.evidence.checks.composites import _total

    ends = [End(0.1), End(0.2), End(0.3)]
    total = sum(Fraction(end.value) for end in ends)
    assert Fraction(_total(ends, inf, "lower").value) <= total <= Fraction(_total(ends, inf, "upper").value)


def test_a_contradiction_names_both_pieces() -> None:
    ledger = ledger_of("var x\nmin x^2\ns.t. a: x >= 1")
    ledger.add(p(AtPoint(at(x=1)), upper=exact(1)))
    ledger.p.lower = exact(2)
    ledger.p.lower_by = replace(p(SolverClaim("SCIP"), lower=exact(2)), source="SCIP")
    ledger.add(p(AtPoint(at(x=2)), upper=exact(4)))
    ledger.add(d(AtMultipliers(at(a=2)), lower=exact(1)))
    assert ledger.contradiction is not None
    assert "SolverClaim" in ledger.contradiction
    assert "AtPoint" in ledger.contradiction


MOTZKIN = "min x^4*y^2 + x^2*y^4 - 3*x^2*y^2 + 1"
"""The mean of x^4 y^2, x^2 y^4 and 1 with weights 1/3 is x^2 y^2, so that f >= 0."""

THIRDS = (F(1, 3), F(1, 3))


def circuits(*entries: tuple[tuple[Fraction, ...], tuple[Fraction, ...]], **more: End) -> Evidence:
    return p(Circuits(entries), **more)


CIRCUITS = {
    "powers that are not those of the term": (MOTZKIN, circuits(((F(1), F(1)), (F(1, 2), F(1, 6))))),
    "weights that are too small": (MOTZKIN, circuits(((F(1), F(1)), (F(1, 4), F(1, 4))))),
    "weights of sum more than 1": ("min x^2 + y^2 + x^4 - x*y", circuits(((F(1),) * 3, (HALF, HALF, F(1, 4))))),
    "a negative weight": ("min x^2 + x^4 + x^6 - 3*x^3", circuits(((F(1),) * 3, (F(3, 2), -F(3, 4), HALF)))),
    "more than a term has": (MOTZKIN, circuits(((F(2), F(1)), THIRDS))),
    "a negative share": (MOTZKIN, circuits(((F(-1), F(1)), THIRDS))),
    "a weight without a share": (MOTZKIN, circuits(((F(0), F(1)), THIRDS))),
    "a term twice": ("min x^2 + y^2 - x*y - x", circuits(((F(1), F(1)), HALVES), ((F(1), F(0)), (HALF, F(0))))),
    "no entry": (MOTZKIN, circuits()),
    "one entry too many": (MOTZKIN, circuits(((F(1), F(1)), THIRDS), ((F(0), F(0)), (F(0), F(0))))),
    "a weight missing": (MOTZKIN, circuits(((F(1), F(1)), (F(1, 3),)))),
    "a product that is too small": ("min x^2 + y^2 - 3*x*y", circuits(((F(1), F(1)), HALVES))),
    "a root of a square": ("min x^2 + 1/4*x^4 - sqrt(x^2)", circuits(((F(1), F(0)), (HALF, F(0))))),
    "an odd power that rises": ("min x^3 - x + 1", circuits(((F(1),), (F(1, 3),)))),
    "more than the bound": (MOTZKIN, circuits(((F(1), F(1)), THIRDS), lower=exact(F(1, 100)))),
    "an upper bound": (MOTZKIN, circuits(((F(1), F(1)), THIRDS), upper=exact(0))),
}


@pytest.mark.parametrize("name", CIRCUITS)
def test_circuits(name: str) -> None:
    assert accepted(MOTZKIN, circuits(((F(1), F(1)), THIRDS), lower=exact(0)))
    assert accepted("min x^2 + y^2 - 2*x*y", circuits(((F(1), F(1)), HALVES), lower=exact(0)))
    assert accepted("domain x >= 0\nmin x^3 - x", circuits(((F(1),), (F(1, 3),))))
    assert not accepted(*CIRCUITS[name])
