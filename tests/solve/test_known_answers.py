"""Statements with known answers, over all routes: status, value, label, point, multipliers and attainment."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf

import pytest

from duality.algebra.evaluate import constant
from duality.model.solution import Rigor, Status
from duality.solving import solve
from tests.solve.forms import form, number_of


@dataclass(frozen=True)
class Known:
    """A statement, its exact value as text, and the multipliers of its constraints where they are unique."""

    text: str
    value: str
    multipliers: dict[str, str] = field(default_factory=dict)
    attained: bool = True


EXACT = {
    "linear program": Known(
        "max 3x + 2y\ns.t.\n a: x + y <= 4\n b: x + 3y <= 9\n c: x <= 3", "-11", {"a": "2", "b": "0", "c": "1"}
    ),
    "quadratic program": Known(
        "min x^2 + 2y^2 - 2x\ns.t.\n a: x + y = 2\n b: x - y <= 1/3", "5/12", {"a": "-11/6", "b": "3/2"}
    ),
    "rank-deficient quadratic": Known("min (x + y - 3)^2\ns.t. a: x - y <= 0", "0", {"a": "0"}),
    "piecewise linear": Known("min abs(x - 2) + 2*abs(x - 5) + abs(x + 1)", "9"),
    "minimax": Known("min max(x + y, 2 - x, 3 - y)\ns.t. a: y <= 3/2", "5/3"),
    "quadratically constrained": Known("min x + y\ns.t. a: x^2 + y^2 <= 2", "-2", {"a": "1/2"}),
    "irrational optimum": Known("min x + 2y\ns.t. a: x^2 + y^2 <= 1", "-sqrt(5)", {"a": "sqrt(5)/2"}),
    "quadratic over linear": Known("domain y > 0\nmin x^2/y + 2y\ns.t. a: x >= 1", "2*sqrt(2)"),
    "entropy": Known("min x*log(x) + y*log(y) + z*log(z)\ns.t. a: x + y + z = 1", "-log(3)", {"a": "log(3) - 1"}),
    "norm": Known("min norm(x - 3, y - 4)\ns.t. a: 3x + 4y <= 0", "5", {"a": "1/5"}),
    "log barrier": Known("min -log(x) - log(2 - x)", "0"),
    "geometric mean": Known(
        "domain x >= 0\ndomain y >= 0\nmax sqrt(x)*sqrt(y)\ns.t. a: x + 4y <= 8", "-2", {"a": "1/4"}
    ),
    "cube on a half-line": Known("domain x >= 0\nmin x^3 - 12x", "-16"),
    "huber": Known("min huber(x, 1) + huber(x - 4, 1)", "6"),
    "no interior, no multiplier": Known("min x + y\ns.t. a: (x - y)^2 <= 0\n b: x >= 1", "2"),
    "a cone without interior": Known("var x, y\nmin exp(-y)\ns.t. a: norm(x, y) <= x", "1"),
    "open half-line": Known("domain x > 0\nmin 2x + 1", "1", attained=False),
    "open half-line, attained elsewhere": Known(
        "domain x > 0\ndomain y >= 0\nmin x + y\ns.t. a: x + y >= 1", "1", {"a": "1"}
    ),
    "finite sets": Known("domain x in {0, 1}\ndomain y in {0, 1, 2}\nmin -3x - 2y\ns.t. a: 2x + y <= 2", "-4"),
    "finite set beside an interval": Known(
        "domain k in 0..3\ndomain x >= 0\nmin (x - k)^2 + (k - 5/3)^2\ns.t. a: x <= 1", "4/9"
    ),
}


@pytest.mark.parametrize("name", EXACT)
def test_the_exact_answer(name: str) -> None:
    known = EXACT[name]
    stated = form(known.text)
    solution = solve(stated)
    assert solution.status is Status.OPTIMAL
    assert solution.rigor is Rigor.PROVED
    assert solution.exact is not None
    expected = number_of(known.value)
    assert constant(solution.exact) == expected
    assert solution.lower == solution.upper == solution.value == pytest.approx(float(expected))
    assert solution.attained is known.attained
    assert (solution.point is None) is not known.attained
    found = dict(solution.multipliers or ())
    for constraint, text in known.multipliers.items():
        assert found[constraint] == number_of(text)


NUMERIC = {
    "logistic regression": ("min log(1 + exp(-x - y)) + log(1 + exp(2x - y)) + y^2/10 + x^2/10", 0.6073353),
    "weighted entropy": ("min x*log(x) + 2*y*log(y)\ns.t. a: x + 3y = 1", -1.0414616),
    "exponential on a disc": ("min exp(x) + exp(-2y) + x*0\ns.t. a: x^2 + y^2 <= 1", 0.7361772),
}


@pytest.mark.parametrize("name", NUMERIC)
def test_a_transcendental_optimum_is_numerical_and_stationary(name: str) -> None:
    text, value = NUMERIC[name]
    stated = form(text)
    solution = solve(stated, convex="proved")
    assert solution.status is Status.OPTIMAL
    assert solution.rigor is Rigor.FOUND
    assert solution.value == pytest.approx(value, abs=1e-6)
    assert solution.lower == -inf
    assert solution.multipliers is not None


def test_infeasible_and_unbounded_have_checked_certificates() -> None:
    infeasible = solve(form("min x + y\ns.t.\n a: x^2 + y^2 <= 1\n b: x + y >= 2"))
    assert (infeasible.status, infeasible.value, infeasible.rigor) == (Status.INFEASIBLE, inf, Rigor.PROVED)
    assert infeasible.certificate is not None
    assert infeasible.certificate.verified
    unbounded = solve(form("min x*y\ns.t. a: x + y = 1"))
    assert (unbounded.status, unbounded.value, unbounded.rigor) == (Status.UNBOUNDED, -inf, Rigor.PROVED)
    assert unbounded.certificate is not None
    assert unbounded.certificate.verified
