"""Sweeps: rows as they finish, tables that are completed, executors, faults as rows."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import duality as du
from duality.cli import main
from duality.errors import ProblemError

PULLED = "param c\nvar x\nmin (x - c)^2\ns.t. low: x >= 1\n"

LEAST = "param A in R^(m, n), b in R^m, mu > 0\nvar x in R^n\nmin norm(A*x - b)^2 + mu*norm(x)^2"


def data(seed: int) -> dict[str, Any]:
    return {"A": [[1, seed], [0, 1]], "b": [1, 2]}


def scalar(c: float) -> du.Problem:
    x = du.variables("x")
    return du.minimize((x - c) ** 2, {"low": x >= 1})


def test_rows_have_both_values_and_the_table_follows_the_grid() -> None:
    swept = du.sweep(PULLED, {"c": [0, 1, "5/2"]}, jobs=1)
    told = [(row.primal, row.dual, row.verdict) for row in swept]
    assert told == [(1.0, 1.0, "holds"), (0.0, 0.0, "holds"), (0.0, 0.0, "holds")]
    lines = swept.csv().splitlines()
    assert lines[0] == "c,status,p*,p* label,d*,d* label,gap,verdict,seconds,error"
    assert lines[1].startswith("0,optimal,1.0,exact,1.0,exact,0.0,holds,")
    first = json.loads(swept.json_lines().splitlines()[0])
    assert first["x*"] == {"x": 1.0} and first["multipliers"] == {"low": 2.0}


def test_letters_of_a_statement_and_arguments_of_its_data() -> None:
    swept = du.sweep(du.parse(LEAST), {"mu": [0.5, 2], "seed": range(2)}, data=data, jobs=1)
    values = {tuple(value for _, value in row.point): row.primal for row in swept}
    for (mu, seed), value in values.items():
        assert value == pytest.approx(du.solve(LEAST, data={**data(seed), "mu": mu}).primal.value)
    assert [tuple(v for _, v in row.point) for row in swept.rows] == [(0.5, 0), (0.5, 1), (2, 0), (2, 1)]


def test_a_function_of_the_point_and_any_executor() -> None:
    with ThreadPoolExecutor(2) as pool:
        assert sorted(row.primal for row in du.sweep(scalar, {"c": [0, 1, 3]}, executor=pool)) == [0.0, 0.0, 1.0]


@pytest.mark.slow
def test_processes_of_this_machine() -> None:
    assert sorted(row.primal for row in du.sweep(scalar, {"c": [0, 1, 3]}, jobs=2)) == [0.0, 0.0, 1.0]


@pytest.mark.slow
def test_the_executors_of_dask_and_loky() -> None:
    loky = pytest.importorskip("loky")
    with loky.get_reusable_executor(max_workers=2) as pool:
        assert len(du.sweep(PULLED, {"c": [0, 1]}, executor=pool).rows) == 2
    distributed = pytest.importorskip("distributed")
    with distributed.Client(processes=False, dashboard_address=None) as client:
        assert len(du.sweep(PULLED, {"c": [0, 1]}, executor=client.get_executor()).rows) == 2


def test_a_failing_point_is_a_row_that_says_why() -> None:
    rows = du.sweep(PULLED, {"c": [0, "log(0 - 1)"]}, jobs=1).rows
    assert rows[0].primal == 1.0 and not rows[0].error
    assert rows[1].primal is None and rows[1].status == "failed" and rows[1].error


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_a_table_is_completed(tmp_path: Path, suffix: str) -> None:
    table = tmp_path / f"rows.{suffix}"
    first = iter(du.sweep(PULLED, {"c": [0, 1, 2]}, jobs=1, table=table))
    next(first)
    kept = table.read_text()
    # A line that was cut off, as by a power cut, is computed again.
    table.write_text(kept + kept.splitlines()[-1][:9])
    again = du.sweep(PULLED, {"c": [0, 1, 2]}, jobs=1, table=table)
    assert [row.seconds == 0 for row in again.rows].count(True) == 0
    text = table.read_text()
    assert text.startswith(kept) and len(text.splitlines()) == 3 + (suffix == "csv")
    assert [row.primal for row in du.sweep(PULLED, {"c": [0, 1, 2]}, jobs=1, table=table).rows] == [1.0, 0.0, 0.0]


def test_a_table_of_another_grid_is_left_alone(tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("a,b\n1,2\n")
    with pytest.raises(ProblemError, match="another sweep"):
        du.sweep(PULLED, {"c": [0]}, table=table)
    assert table.read_text() == "a,b\n1,2\n"


def test_names_that_are_no_letters_are_refused() -> None:
    x, c = du.variables("x"), du.parameter("c")
    with pytest.raises(ProblemError, match="no letter q"):
        du.sweep(du.minimize((x - c) ** 2), {"c": [1], "q": [2]})
    with pytest.raises(ProblemError, match="no points"):
        du.sweep(PULLED, {"c": []})


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "pulled.dual"
    file.write_text(PULLED)
    assert main(["sweep", str(file), "--set", "c=0,1..2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(",")[0] for line in lines] == ["c", "0", "1", "2"]
    assert main(["sweep", str(file), "--set", "c=0..1:0.5", "-o", str(tmp_path / "t.jsonl")]) == 0
    assert len((tmp_path / "t.jsonl").read_text().splitlines()) == 3
    assert main(["sweep", str(file), "--set", "q=1"]) == 3
    assert "q" in capsys.readouterr().out
