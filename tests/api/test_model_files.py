"""MPS, LP and NL files as problems with the files' names, and duals as files."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

import duality as du
from duality.cli import main
from duality.errors import ProblemError

GLASS = """Maximize
 profit: 3 doors + 5 windows
Subject To
 plant1: doors <= 4
 plant2: 2 windows <= 12
 plant3: 3 doors + 2 windows <= 18
End
"""

RANGED = """NAME RANGED
OBJSENSE
    MAX
ROWS
 N  COST
 L  LIM1
 G  LIM2
 E  MYEQN
COLUMNS
    MARKER    'MARKER'  'INTORG'
    X1        COST         1.0   LIM1         1.0
    X1        LIM2         1.0
    MARKER    'MARKER'  'INTEND'
    Y(2)      COST         2.0   LIM1         1.0
    Y(2)      MYEQN       -1.0
    Z         COST        -1.0   MYEQN        1.0
RHS
    RHS       LIM1         4.0   LIM2         1.0
    RHS       MYEQN        7.0   COST        -3.0
RANGES
    RNG       LIM1         2.5
BOUNDS
 UP BND       X1           4.0
 LO BND       Y(2)        -1.0
 UP BND       Y(2)         1.0
ENDATA
"""

QUADRATIC = """Minimize
 obj: x + 2 y + [ x ^ 2 + 4 x * y + 7 y ^ 2 ] / 2
Subject To
 c1: x + y >= 1
 r: -3 <= x - y <= 5
Bounds
 x free
 0 <= y <= 8
End
"""

NL = """g3 1 1 0
 2 1 1 0 0
 0 1
 0 0
 0 2 0
 0 0 0 1
 0 0 0 0 0
 2 0
 0 0
 0 0 0 0 0
C0
n0
O0 0
o0
o5
o0
v0
n-1
n2
o44
v1
x0
r
2 2
b
1 5
3
k1
1
J0 2
0 1
1 1
"""


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text)
    return path


def test_an_lp_file_keeps_its_names(tmp_path: Path) -> None:
    problem = du.read(written(tmp_path, "glass.lp", GLASS))
    assert problem.variables == ("doors", "windows")
    report = problem.solve()
    assert (report.value, report["doors"], report["plant2"], report.primal.label) == (36.0, 2.0, 1.5, "exact")
    assert du.parse(du.write(problem)) == problem


def test_an_mps_file_with_range_bounds_integers_and_an_offset(tmp_path: Path) -> None:
    problem = du.read(written(tmp_path, "ranged.mps", RANGED))
    assert problem.title == "ranged"
    assert [c.name for c in problem.constraints] == ["LIM1_lower", "LIM1_upper", "LIM2", "MYEQN"]
    assert problem.notes == ("Names of the file: Y(2) is Y_2.",)
    report = problem.solve()
    assert (report.value, report["X1"], report["Y_2"], report["Z"]) == (0.0, 3.0, 1.0, 8.0)
    assert report.primal.label == "exact"


def test_a_quadratic_lp_file_with_a_range(tmp_path: Path) -> None:
    problem = du.read(written(tmp_path, "q.lp", QUADRATIC))
    assert {c.name for c in problem.constraints} == {"c1", "r_lower", "r_upper"}
    x, y = du.variables("x y")
    stated = du.minimize(
        x + 2 * y + x**2 / 2 + 2 * x * y + 7 * y**2 / 2,
        {"c1": x + y >= 1, "low": x - y >= -3, "up": x - y <= 5},
        domain=[y >= 0, y <= 8],
    )
    assert problem.solve().primal.exact == stated.solve().primal.exact


def test_the_dual_of_a_file_is_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, dual = written(tmp_path, "glass.lp", GLASS), tmp_path / "dual.lp"
    assert main(["derive", str(path), "-o", str(dual)]) == 0
    found = du.read(dual)
    assert set(found.variables) == {"a_plant1", "a_plant2", "a_plant3"}
    assert found.solve().value == -36.0
    assert main(["solve", str(path), "-q"]) == 0
    assert "p* = 36 (exact), d* = 36 (exact)" in capsys.readouterr().out


def test_the_dual_of_a_boxed_program_is_written_with_variables_for_its_maxima(tmp_path: Path) -> None:
    path, dual = written(tmp_path, "ranged.mps", RANGED), tmp_path / "dual.mps"
    assert main(["derive", str(path), "-o", str(dual)]) == 0
    assert du.read(dual).solve().value == pytest.approx(0.0)


def test_a_dual_that_is_no_quadratic_program_is_not_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", "maxent-dice", "-o", str(tmp_path / "dual.lp")]) == 2
    assert "linear and quadratic" in capsys.readouterr().err
    assert not (tmp_path / "dual.lp").exists()


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("bad.lp", "Minimize\n obj: x +\nSubject To\n c1: x + y >=\nEnd\n", "no LP file"),
        ("bad.mps", "this is nothing\n", "no MPS file"),
        ("open.lp", "Minimize\n obj: k\nSubject To\n c: k + z >= 1\nGeneral\n k\nEnd\n", "no finite bounds"),
    ],
)
def test_faults_say_what_and_what_next(tmp_path: Path, name: str, text: str, told: str) -> None:
    with pytest.raises(ProblemError, match=told) as caught:
        du.read(written(tmp_path, name, text))
    assert caught.value.help


def test_bounds_of_integers_follow_from_the_rows(tmp_path: Path) -> None:
    text = "Maximize\n obj: 2 k + 3 m\nSubject To\n c: 2 k + 4 m <= 11\n d: k - m <= 2\nGeneral\n k m\nEnd\n"
    report = du.read(written(tmp_path, "k.lp", text)).solve()
    best = max(2 * k + 3 * m for k in range(6) for m in range(4) if 2 * k + 4 * m <= 11 and k - m <= 2)
    assert (report.value, report.primal.label) == (best, "exact")


def test_many_integers_are_answered_by_branch_and_bound() -> None:
    rng = np.random.default_rng(3)
    value, weight = rng.integers(5, 30, 24), rng.integers(3, 20, 24)
    room = int(weight.sum() // 2)
    best = np.zeros(room + 1, dtype=int)
    for v, w in zip(value, weight, strict=True):
        best[w:] = np.maximum(best[w:], best[: room + 1 - w] + v)
    x = du.variables("x[1..24]")
    report = du.maximize(value @ x, {"room": weight @ x <= room}, [du.member(k, range(2)) for k in x]).solve()
    assert (report.value, report.primal.label) == (float(best[room]), "global")
    assert report.dual.label == "exact" and report.dual.value >= best[room]


@pytest.mark.parametrize("text", ["g3 1 1 0\n garbage", "\n".join(NL.splitlines()[:5]), "hello\n" * 20, "g\n", ""])
def test_a_damaged_nl_file_is_refused_also_where_its_reader_goes_on_for_ever(
    tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("casadi")
    monkeypatch.setattr(import_module("duality.solving.model_files.nl"), "LEAST_PATIENCE", 3.0)
    with pytest.raises(du.ProblemError, match="is no NL file that casadi can read"):
        du.read(written(tmp_path, "m.nl", text))


def test_an_nl_file_is_read_where_casadi_is_installed(tmp_path: Path) -> None:
    pytest.importorskip("casadi")
    problem = du.read(written(tmp_path, "m.nl", NL))
    assert str(problem.objective) == "(-1 + x1)^2 + exp(x2)"
    assert [str(row) for row in problem.domain] == ["x1 <= 5"]
    squares = du.read(written(tmp_path, "q.nl", NL.replace("o44\nv1", "o5\nv1\nn2")))
    report = squares.solve()
    assert (report["x1"], report["x2"], report.primal.label) == (1.5, 0.5, "exact")
    maximized = du.read(written(tmp_path, "n.nl", NL.replace("O0 0", "O0 1")))
    assert maximized.sense.value == "max"
