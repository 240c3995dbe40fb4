"""--keep-bounds-in-domain, --dualize-domain, --dual-of-dual and the time limit of a derivation."""

from __future__ import annotations

import json

import pytest

BOUNDED = "domain x <= 3\nmin x^2 + y^2\ns.t.\nbudget: x + y >= 1\nlow: x >= 0\n"


def multipliers(shown: str) -> list[str]:
    return [constraint["multiplier"] for constraint in json.loads(shown)["problem"]["constraints"]]


@pytest.mark.parametrize("command", ["derive", "solve"])
def test_bounds_are_kept_in_x(run, problem_file, command):
    path = problem_file(BOUNDED)
    assert multipliers(run(command, path, "--keep-bounds-in-domain", "--json").out) == ["alpha_budget"]
    assert "1 bound kept in X, without multipliers: low" in run(command, path, "--keep-bounds-in-domain").out


@pytest.mark.parametrize("command", ["derive", "solve"])
def test_bounds_of_x_are_dualized(run, problem_file, command):
    path = problem_file(BOUNDED)
    shown = run(command, path, "--dualize-domain", "--json").out
    assert multipliers(shown) == ["alpha_budget", "alpha_low", "alpha_x_upper"]
    assert json.loads(shown)["problem"]["bounds"] == {"are": "dualized", "names": ["x_upper"]}


def test_the_price_table_has_the_rows_of_the_chosen_dual(run, problem_file):
    data = json.loads(run("solve", problem_file(BOUNDED), "--dualize-domain", "--json").out)
    assert [row["name"] for row in data["slackness"]] == ["budget", "low", "x_upper"]
    assert data["primal"]["value"] == data["dual"]["value"] == 0.5


@pytest.mark.parametrize("command", ["derive", "solve"])
def test_both_at_once_is_a_fault_of_usage(run, problem_file, command):
    ran = run(command, problem_file(BOUNDED), "--keep-bounds-in-domain", "--dualize-domain")
    assert ran.code == 2
    assert "not allowed with" in ran.err


def test_the_dual_of_the_dual_is_shown_after_the_derivation(run, min_norm):
    shown = run("derive", min_norm, "--dual-of-dual").out
    assert shown.index("KKT conditions") < shown.index("Dual of the dual")
    assert "it is the primal, row by row" in shown
    assert json.loads(run("derive", min_norm, "--dual-of-dual", "--json").out)["dual_of_dual"]["outcome"] == "primal"


def test_a_derivation_has_a_time_limit(run, min_norm):
    assert run("derive", min_norm, "--time-limit", "30").code == 0
    assert run("derive", min_norm, "--time-limit", "-1").code == 2
