"""Odd but legal statements: each is answered, without a crash and without a contradiction among the claims."""

from __future__ import annotations

import pytest

from duality import api
from duality.language import parse

STATEMENTS = [
    ("max x\ndomain x in [-5, 5]\ndomain y in {-1, 0, 2}", 5.0),
    ("min x\ndomain x in 0..3\ns.t. x^(1/2) >= 1", 1.0),
    ("min sqrt(x)\ndomain x in {1, 2, 4}", 1.0),
    ("min max(max(0, x)/(2*x), x/2)\ndomain x in {-1, 0, 2}\ns.t. log(-2*x) <= 1", 0.0),
    ("min sqrt(x - 2)\ndomain x in {-1, 0, 2}\ndomain y > 0\ns.t. x - y <= 1", 0.0),
    ("min (min(cos(x + 1), y - y))^4\ndomain x in {-1, 0, 2}", 0.0),
    ("min x^2 + 3\ndomain y in {-1, 0, 2}", 3.0),
]


@pytest.mark.parametrize(("text", "value"), STATEMENTS)
def test_it_is_answered(text: str, value: float) -> None:
    report = api.solve(parse(text))
    assert report.primal.value == pytest.approx(value, abs=1e-9)
    assert not [warning for warning in report.warnings if "defect" in warning]
    assert report.render("text")
