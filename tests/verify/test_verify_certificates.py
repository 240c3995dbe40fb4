"""Farkas multipliers and rays over domains, quadratics and curves: right ones confirmed, wrong ones refused."""

from __future__ import annotations

from fractions import Fraction
from math import inf

import pytest

from duality.derivation.standardize import standardize
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.language import parse
from duality.model.evidence import End, Evidence
from duality.model.form import StandardForm
from duality.model.solution import Farkas, Point, Ray
from duality.verify.certificates import ray_holds
from tests.verify.claims import stated

F = Fraction


def form(statement: str) -> StandardForm:
    return standardize(parse(stated(statement)))


def is_refuted(built: StandardForm, multipliers: Farkas, *candidates: Point) -> bool:
    """The kernel takes the multipliers as a proof that no x is feasible."""
    return Ledger(Question(built, candidates=list(candidates))).add(Evidence("p", multipliers, End(inf)))


@pytest.mark.parametrize(
    ("statement", "multipliers", "holds"),
    [
        ("min x\ns.t. a: x >= 1\nb: x <= -1", (1, 1), True),
        ("min x\ns.t. a: x >= 1\nb: x <= 1", (1, 1), False),
        ("min x\ns.t. a: x + y = 1\nb: x + y = 2", (1, -1), True),
        ("min x\ns.t. a: x + y = 1\nb: x + y = 2", (-1, -1), False),
        ("domain x >= 0\ndomain y >= 0\nmin x\ns.t. a: x + y <= -1", (1,), True),
        ("domain x > 0\nmin x\ns.t. a: x <= 0", (1,), True),
        ("domain x >= 0\nmin x\ns.t. a: x <= 0", (1,), False),
        ("min x\ns.t. a: x^2 + y^2 <= -1", (1,), True),
        ("min x\ns.t. a: x^2 + y^2 <= 1\nb: x + y >= 3", (1, F(1)), True),
        ("min x\ns.t. a: x^2 + y^2 <= 1\nb: x + y >= 1", (1, 1), False),
        ("min x\ns.t. a: -x^2 >= 1", (1,), True),
        ("min x\ns.t. a: exp(x) + 1 <= 0", (1,), True),
        ("min x\ns.t. a: exp(x) <= 1", (1,), False),
    ],
)
def test_farkas(statement: str, multipliers: tuple, holds: bool) -> None:
    built = form(statement)
    point = tuple((c.name, F(v)) for c, v in zip(built.constraints, multipliers, strict=True))
    assert is_refuted(built, Farkas(point)) is holds
    # Multiplied by a positive number it proves as much; given in floating point it is rounded.
    assert is_refuted(built, Farkas(tuple((n, 7 * v) for n, v in point))) is holds
    assert is_refuted(built, Farkas(tuple((n, float(v) + 1e-9) for n, v in point))) is holds


def test_farkas_by_tangents_of_convex_functions() -> None:
    built = form("min x\ns.t. a: exp(x) - x <= 1/2")
    multipliers = Farkas((("a", F(1)),))
    assert not is_refuted(built, multipliers)
    assert is_refuted(built, multipliers, (("x", F(0)),))
    assert not is_refuted(form("min x\ns.t. a: sin(x) - x^2 - x <= -9"), multipliers, (("x", F(0)),)), "not convex"


@pytest.mark.parametrize(
    ("statement", "origin", "direction", "holds"),
    [
        ("min -x\ns.t. a: y <= 1", (0, 0), (1, 0), True),
        ("min -x\ns.t. a: y <= 1", (0, 2), (1, 0), False),
        ("min -x\ns.t. a: y <= 1", (0, 0), (1, 1), False),
        ("min x - y\ns.t. a: x = y", (0, 0), (1, 1), False),
        ("min -x - y\ns.t. a: x = y", (0, 0), (1, 1), True),
        ("min -x - y\ns.t. a: x = y", (0, 1), (1, 1), False),
        ("domain x <= 5\nmin -x + y\ns.t. a: y >= 0", (0, 0), (1, 0), False),
        ("domain y >= 0\nmin x\ns.t. a: x + y <= 0", (0, 0), (-1, 0), True),
        ("domain y >= 0\nmin x\ns.t. a: x + y <= 0", (0, 0), (-1, -1), False),
        ("min -x^2 + y\ns.t. a: y <= 1", (0, 0), (1, 0), True),
        ("min x^2 - y\ns.t. a: y <= x^2", (0, 0), (1, 0), False),
        ("min -exp(x) + y\ns.t. a: y <= 1", (0, 0), (1, 0), True),
        ("min -log(x) + y\ns.t. a: y <= 1", (1, 0), (1, 0), True),
        ("domain x + y >= 0\nmin -x\ns.t. a: y <= 1", (0, 0), (1, 0), True),
        ("domain x + y >= 0\nmin x\ns.t. a: y <= 1", (0, 0), (-1, 0), False),
    ],
)
def test_rays(statement: str, origin: tuple, direction: tuple, holds: bool) -> None:
    built = form(statement)
    start = tuple(zip("xy", map(F, origin), strict=True))
    step = tuple(zip("xy", map(F, direction), strict=True))
    assert ray_holds(built, Ray(start, step)) is holds
    nearly = tuple((name, float(v) + 1e-12) for name, v in step)
    assert ray_holds(built, Ray(start, nearly)) is holds
