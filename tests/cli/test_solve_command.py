"""duality solve: output, formats, several files, exit codes."""

from __future__ import annotations

import io
import json
import sys

import pytest


def test_text_report(run, min_norm):
    ran = run("solve", min_norm)
    assert (ran.code, ran.err) == (0, "")
    assert "  p* = 1/2    at x = 1/2, y = 1/2                          exact, attained\n" in ran.out
    assert "STRONG DUALITY" in ran.out


def test_shipped_problem_by_name(run):
    ran = run("solve", "min-norm")
    assert ran.code == 0
    assert "p* = 1/2" in ran.out


def test_json_is_one_object_a_line(run, min_norm):
    ran = run("solve", min_norm, "min-norm", "--json")
    assert ran.code == 0
    first, second = (json.loads(line) for line in ran.out.splitlines())
    assert first["primal"]["exact"] == second["primal"]["exact"] == "1/2"
    assert first["seconds"]["read"] > 0


def test_several_files_are_told_apart(run, min_norm):
    ran = run("solve", min_norm, "min-norm")
    assert ran.out.count("== ") == 2


def test_largest_exit_code_counts_and_good_files_are_still_answered(run, min_norm, problem_file):
    bad = problem_file("min x +\n", "bad.dual")
    ran = run("solve", min_norm, bad, min_norm)
    assert ran.code == 2
    assert ran.out.count("p* = 1/2") == 2
    assert ran.err.count("error:") == 1
    assert f"{bad}:1:" in ran.err


def test_jobs_give_the_same_answers_in_order(run, min_norm):
    alone = run("solve", min_norm, "unbounded-lp", "-q")
    together = run("solve", min_norm, "unbounded-lp", "-q", "--jobs", "2")
    assert together == alone


def test_standard_input(run, monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(b"min x^2\ns.t. x >= 1\n"), encoding="ascii")
    monkeypatch.setattr(sys, "stdin", stream)
    ran = run("solve", "-", "-q")
    assert ran.code == 0
    assert "p* = 1 (exact)" in ran.out


def test_standard_input_in_another_encoding(run, monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO("title Gr\xfcn\nmin x\n".encode("latin-1")), encoding="ascii")
    monkeypatch.setattr(sys, "stdin", stream)
    ran = run("solve", "-")
    assert ran.code == 2
    assert "not UTF-8" in ran.err


def test_settings_override_a_param(run, problem_file):
    path = problem_file("param m = 1\nmin x^2\ns.t. x >= m\n")
    assert "p* = 9 (exact)" in run("solve", path, "--set", "m=3", "-q").out
    ran = run("solve", path, "--set", "n=3")
    assert ran.code == 2
    assert "n" in ran.err


def test_quiet_is_one_line(run, min_norm):
    ran = run("solve", min_norm, "-q")
    assert ran.out == f"{min_norm}: p* = 1/2 (exact), d* = 1/2 (exact), strong duality holds\n"


def test_required_strong_duality(run, min_norm):
    assert run("solve", min_norm, "--require", "strong", "-q").code == 0
    ran = run("solve", "both-infeasible", "--require", "strong", "-q")
    assert ran.code == 1
    assert "strong duality is required and fails" in ran.err


def test_infeasible_and_unbounded_are_answers(run):
    ran = run("solve", "infeasible-lp", "unbounded-lp")
    assert ran.code == 0
    assert "infeasible: no x satisfies the constraints" in ran.out
    assert "p* = -inf" in ran.out


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("out.tex", r"\documentclass"),
        ("out.md", "## Projection"),
        ("out.json", '{"schema": 1'),
        ("out.txt", "Projection"),
    ],
)
def test_format_follows_the_suffix_of_the_output_file(run, min_norm, tmp_path, name, start):
    out = tmp_path / name
    ran = run("solve", min_norm, "-o", str(out))
    assert (ran.code, ran.out) == (0, "")
    assert out.read_text(encoding="utf-8").startswith(start)


def test_unwritable_output_is_a_fault_of_usage(run, min_norm, tmp_path):
    ran = run("solve", min_norm, "-o", str(tmp_path / "none" / "out.txt"))
    assert ran.code == 2
    assert "cannot write" in ran.err


def test_notation_and_steps(run, min_norm):
    ran = run("solve", min_norm, "--notation", "boyd", "--steps")
    assert "lambda_budget" in ran.out
    assert "alpha" not in ran.out
    assert "1. " in ran.out


def test_verbose_tells_times_and_backends(run, min_norm):
    ran = run("solve", min_norm, "-v")
    assert "KKT conditions" in ran.out
    assert "read 0." in ran.out


def test_interrupt_is_130(run, min_norm, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("duality.api.solve", interrupted)
    ran = run("solve", min_norm)
    assert ran.code == 130


def test_no_answer_is_3(run, min_norm, monkeypatch):
    from duality.errors import BackendFailed

    def broken(*_, **__):
        raise BackendFailed("the solver broke")

    monkeypatch.setattr("duality.api.solve", broken)
    ran = run("solve", min_norm)
    assert ran.code == 3
    assert "the solver broke" in ran.err
    assert "Traceback" not in ran.err
