"""Scalar texts with families of hundreds of members keep their families; at the threshold both readers agree."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import duality as du
from duality.model.problem import Problem
from duality.statements import Statement, solve
from duality.statements.evaluating.grids import grid_of
from duality.statements.evaluating.walk import members
from duality.statements.language.scale import at_scale
from duality.statements.nodes import Guard, Loop, Range
from duality.statements.sizes import Size

COVER = """
title Covering
param c = [{c}]
param b = [{b}]
var   x[1..{n}]
min   sum(c[i]*x[i] for i in 1..{n})
s.t.  need[j]: sum((k + 1)*x[2*j + k - 2] for k in 1..4 if 2*j + k - 2 <= {n}) >= b[j] for j in 1..{m}
domain x[i] >= 0 for i in 1..{n}
"""

SMOOTH = """
param t = [{b}]
var   x[1..{n}]
min   1/2*sum((x[i] - c[i])^2 for i in 1..{n})
param c = [{c}]
s.t.  steps[i]: x[i + 1] - x[i] <= 1 for i in 1..{less}
      total: sum(x[i] for i in 1..{n}) = 3
"""


def written(text: str, n: int) -> str:
    numbers = [(7 * i) % 9 + 1 for i in range(n)]
    listed = {"c": ", ".join(map(str, numbers)), "b": ", ".join(map(str, numbers[: n // 2]))}
    return text.format(n=n, m=n // 2, less=n - 1, **listed)


@pytest.mark.parametrize("text", [COVER, SMOOTH], ids=["linear", "quadratic"])
def test_at_the_threshold_both_routes_give_the_same_report(text: str) -> None:
    told = written(text, 12)
    families = at_scale(told, "<string>", None, None, members=1)
    assert families is not None
    ours, theirs = solve(families, {}), du.solve(told)
    assert isinstance(du.parse(told), Problem)
    assert ours.primal.value == pytest.approx(theirs.primal.value, abs=1e-6)
    assert ours.dual.value == pytest.approx(theirs.dual.value, abs=1e-6)
    assert ours.verdict == theirs.verdict == "holds"
    for name, array in ours.dual.point.items():
        for k, entry in enumerate(array.ravel()):
            key = f"{name}[{k + 1}]" if array.size > 1 else name
            # An interior point's multipliers are less sharp than its value.
            assert entry == pytest.approx(float(theirs.dual.point[key]), abs=1e-4)


def test_at_the_threshold_the_exact_values_are_the_same() -> None:
    told = written(COVER, 12)
    families = at_scale(told, "<string>", None, None, members=1)
    assert families is not None
    assert Fraction(solve(families, {}).primal.exact) == Fraction(str(du.solve(told).primal.exact))


def test_a_large_text_is_a_statement_of_families_and_proved() -> None:
    statement = du.parse(written(COVER, 1000))
    assert isinstance(statement, Statement)
    report = du.solve(statement)
    assert report.verdict == "holds" and report.primal.label == "exact"
    assert report.dual.point["need"].shape == (500,)
    assert "for all i in 1..N" in str(report)
    assert du.solve(written(COVER, 1000)).primal.exact == report.primal.exact


def test_a_file_with_data_beside_it(tmp_path: Path) -> None:
    np.savetxt(tmp_path / "a.csv", np.arange(1, 1201).reshape(400, 3) % 7 + 1, delimiter=",", fmt="%d")
    text = (
        'param a = load("a.csv")\nvar x[1..3]\nmin sum(x[k] for k in 1..3)\n'
        "s.t. row[i]: sum(a[i, k]*x[k] for k in 1..3) >= 5 for i in 1..400\n"
        "     col[i]: sum(a[i, k]*x[k] for k in 1..3) <= 500 for i in 1..400\ndomain x[k] >= 0 for k in 1..3\n"
    )
    (tmp_path / "p.dual").write_text(text)
    problem = du.read(tmp_path / "p.dual")
    assert isinstance(problem, Statement)
    report = du.solve(problem)
    assert report.primal.value == report.dual.value == pytest.approx(2.5) or report.primal.label == "exact"
    assert report.dual.point["row"].shape == (400,)


@pytest.mark.parametrize(
    "change",
    [("min   sum(c[i]*x[i]", "min   sum(sin(c[i]*x[i])"), ("min   sum(c[i]*x[i]", "max   sum(c[i]*x[i]^2")],
    ids=["a function without a rule", "not convex"],
)
def test_what_is_not_convex_by_rule_is_left_to_its_own_reader(change: tuple[str, str]) -> None:
    assert isinstance(du.parse(written(COVER, 400).replace(*change)), Problem)


def test_a_fault_is_told_as_always() -> None:
    with pytest.raises(du.ProblemError, match="zz"):
        du.parse(written(COVER, 400).replace("c[i]*x[i]", "c[i]*zz[i]"))


@pytest.mark.parametrize("seed", range(40))
def test_grids_hold_the_points_of_ranges_in_order(seed: int) -> None:
    rng = np.random.default_rng(seed)

    def size(names: list[str]) -> Size:
        letters = tuple((a, int(rng.choice([-2, -1, 1, 2]))) for a in names if rng.random() < 0.5)
        return Size(int(rng.integers(-3, 7)), letters)

    for _ in range(10):
        loops = (
            Loop("i", Size(int(rng.integers(-1, 3))), Size(int(rng.integers(0, 7)))),
            Loop("j", size(["i"]), size(["i"])),
        )
        relations = rng.choice(["=", "!=", "<=", "<"], int(rng.integers(0, 4))).tolist()
        found = Range(loops, tuple(Guard(size(["i", "j"]), r, size(["i", "j"])) for r in relations))
        grid = grid_of(found, {})
        points = list(zip(np.ravel(grid.letters["i"]).tolist(), np.ravel(grid.letters["j"]).tolist(), strict=True))
        assert points == [(m["i"], m["j"]) for m in members(found, {})]
