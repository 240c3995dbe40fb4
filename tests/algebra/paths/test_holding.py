"""Rows, D and the feasible set along paths: proved yes, proved no, or not known."""

from __future__ import annotations

import pytest

from duality.algebra.paths import contained, feasible, holds
from tests.algebra.paths.written import form, path, tree


@pytest.mark.parametrize(
    ("row", "comparing", "along", "expected"),
    [
        ("sqrt((3*x)^2 + 1) - 3*x", "<=", "x = t", False),
        ("x*y - 1", "=", "x = t, y = 1/t", True),
        ("exp(y) - x", "=", "x = t, y = log(t)", True),
        ("y^2 - x^2 - 1", "=", "x = t, y = sqrt(1 + t^2)", True),
        ("y^2 - x^2 - 1", "=", "x = t, y = t", False),
        ("log(x) + y^2 - 1", "<=", "x = 1/t, y = sqrt(log(t))", True),
        ("log(x) + y^2 - 1", "<=", "x = 1/t, y = 2*sqrt(log(t))", False),
        ("sin(x) - 1", "<=", "x = t", True),
        ("sin(x) - 1", "<", "x = t", None),
        ("sin(x)", "<=", "x = t", None),
        ("x^2*exp(-y)", "<=", "x = t, y = t", False),
        ("x^2*exp(-y)", "<=", "x = 0, y = t", True),
        ("1/x", ">", "x = t", True),
        ("1/x", "<=", "x = t", False),
        ("x - 10^12", ">", "x = t", True),
        ("x - y", "!=", "x = t, y = t + 1/t", True),
        ("x - y", "!=", "x = t, y = abs(t)", False),
        ("log(x)", "<=", "x = -t", None),
    ],
)
def test_rows(row, comparing, along, expected) -> None:
    assert holds(tree(row), comparing, path(along)) is expected


def test_feasibility_asks_every_row_and_every_end() -> None:
    problem = form("min x\ndomain x > 0\ndomain y in [0, 5]\ns.t.\n a: x*y <= 1\n b: x + y >= 1")
    assert feasible(problem, path("x = t, y = 1/t")) is True
    assert feasible(problem, path("x = t, y = 2/t")) is False
    assert feasible(problem, path("x = 1/t, y = 1")) is True
    assert feasible(problem, path("x = 0, y = 1")) is False
    assert feasible(problem, path("x = 1/t, y = 6")) is False
    assert feasible(problem, path("x = t, y = (1 + sin(t))/t")) is None
    # y belongs to D and has no place on the path.
    assert feasible(problem, path("x = t")) is None


def test_natural_domains_and_open_ends() -> None:
    problem = form("min log(x - y)\ns.t. c: 1/y <= 1")
    assert contained(problem.domain, path("x = t, y = 3")) is True
    assert contained(problem.domain, path("x = 1/t, y = 0")) is False
    assert contained(problem.domain, path("x = 3, y = t")) is False
    assert contained(form("min x\ndomain x in (0, 1)").domain, path("x = 1 - 1/t")) is True
    assert contained(form("min x\ndomain x in (0, 1)").domain, path("x = 1")) is False


def test_finite_sets_hold_where_the_path_stays() -> None:
    problem = form("min x*y\ndomain x in {0, 1, 3}")
    assert contained(problem.domain, path("x = 3, y = t")) is True
    assert contained(problem.domain, path("x = 2, y = t")) is False
    assert contained(problem.domain, path("x = 1 + 1/t, y = t")) is False


def test_a_path_is_told_in_words_and_data() -> None:
    along = path("x = t, y = 1/t^2")
    assert along.words == "x = t, y = 1/t^2, t -> inf"
    assert along.to_json() == {"coordinates": {"x": "t", "y": "1/t^2"}, "toward": "t -> inf"}
    assert path("t = k, x = 2*pi*k", "k -> inf").words == "t = k, x = 2*pi*k, k -> inf"
    assert path("t = 3 - t", "t -> 0+").words == "t = 3 - s, s -> 0+"
    with pytest.raises(ValueError, match="parameter alone"):
        path("x = y")
