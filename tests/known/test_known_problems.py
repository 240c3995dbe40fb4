"""Every known problem: no false statement, and nothing open that is not listed as such."""

from __future__ import annotations

import pytest

import duality as du
from tests.known.everything import CLASSES
from tests.known.judgement import judge

FAST = {
    "convex": ("boyd 5.22a", "boyd 5.26", "minimax", "max on a line", "quartic", "two-sided"),
    "delicate": (
        "duffin, linear",
        "duffin, bounded below",
        "bertsekas, exp of a root",
        "rotated cone",
        "square",
        "affine point",
        "asymptote, convex",
    ),
    "finite": ("knapsack, gap", "nearest integer", "set covering", "diophantine"),
    "infinite": ("both", "exp not positive", "half in zero one", "log below", "norm", "constant over exp"),
    "quadratic": ("cut of a triangle", "product on the disc", "bad trust region"),
    "transcendental": ("concave root",),
    "treacherous": ("opposite bounds", "a gap of one half", "degenerate vertex", "a row twice", "identically true row"),
}
"""What takes about a second or less; the rest is marked slow."""

OPEN = {
    "max on a line": {"price a"},
    "boyd 5.21, slack": {"p* attained"},
    "boyd 5.26": {"d* attained"},
    "square of a sum": {"d* attained"},
    "tangent disc": {"d* attained"},
    "two touching parabolas": {"d* attained"},
    "norm minus x": {"p* attained"},
    "exponential row": {"p* attained"},
    "quadratic over linear": {"p* attained"},
    "positive part squared": {"d* attained"},
    "boolean pair": {"p* attained"},
    "hs2": {"d*", "verdict", "d* attained"},
    "hs18": {"d* only numerical"},
    "hs39": {"p* attained"},
    "hs40": {"p* attained"},
    "hs34": {"p* only numerical", "d* only numerical"},
    "hs65": {"p* only numerical", "d* only numerical"},
    "hs73": {"p* only numerical", "d* only numerical"},
    "hs86": {"p* only numerical", "d* only numerical"},
    "hs100": {"p* only numerical", "d* only numerical", "verdict"},
    "exp minus square": {"p* attained"},
    "gaussian well": {"p* attained"},
    "inverse distance": {"p* attained"},
    "signomial": {"p* attained"},
    "logistic": {"p* attained"},
    "hyperbolic": {"d*", "verdict", "d* attained"},
    "nonnegative quartic": {"d*"},
}
"""What stays undecided, by problem: unknown is honest, and no more of it may come."""

CASES = [
    pytest.param(kind, name, marks=() if name in FAST.get(kind, ()) else pytest.mark.slow, id=f"{kind}: {name}")
    for kind, problems in CLASSES.items()
    for name in problems
]


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_known_problem(kind: str, name: str) -> None:
    known = CLASSES[kind][name]
    found = judge(known, du.solve(du.parse(known.text)))
    assert not found.false
    assert set(found.missing) <= OPEN.get(name, set())


def test_there_are_many_and_their_names_are_known() -> None:
    names = {name for problems in CLASSES.values() for name in problems}
    assert sum(map(len, CLASSES.values())) >= 250
    assert set(OPEN) <= names
    assert all(name in CLASSES[kind] for kind, chosen in FAST.items() for name in chosen)
