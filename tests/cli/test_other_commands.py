"""duality derive, check and demo."""

from __future__ import annotations

import json

import pytest

from duality import solving


def test_derive_solves_nothing(run, min_norm, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("derive must not solve")

    monkeypatch.setattr(solving, "solve", refuse)
    ran = run("derive", min_norm)
    assert ran.code == 0
    assert "theta_D     alpha_budget - alpha_budget^2/2" in ran.out
    assert "KKT conditions" in ran.out
    assert "p*" not in ran.out


def test_derive_as_json(run, min_norm):
    data = json.loads(run("derive", min_norm, "--json").out)
    assert data["lagrangian"] == "x^2 + y^2 + alpha_budget*(1 - x - y)"
    assert "primal" not in data


def test_check_grades_line_by_line(run, min_norm):
    ran = run("check", min_norm)
    assert ran.code == 0
    assert ran.out.count("ok ") == 5
    assert "5 of 5 known answers hold" in ran.out


def test_check_fails_with_code_1_and_says_by_how_much(run, problem_file):
    path = problem_file("min x^2\ns.t. c: x >= 1\nexpect p* = 2, d* = 1.0, c = 2\n")
    ran = run("check", path)
    assert ran.code == 1
    assert "2 of 3 known answers hold" in ran.out
    assert "off by 1.000000" in ran.out


def test_check_without_known_answers_is_a_fault(run, problem_file):
    ran = run("check", problem_file("min x^2\ns.t. x >= 1\n"))
    assert ran.code == 2
    assert "expect" in ran.err


@pytest.mark.parametrize(
    ("at", "code", "words"),
    [
        ("x=1/2, y=1/2", 0, "feasible: p* <= 1/2"),
        ("x=1, y=1", 0, "feasible: p* <= 2"),
        ("x=0, y=0", 1, "not feasible (budget)"),
        ("budget=1/3", 0, "p* >= 5/18"),
        ("budget=-1", 1, "nothing is proved"),
        ("x=1/2, y=1/2, budget=1", 0, "a saddle point"),
        ("x=1, y=1, budget=1", 1, "not a saddle point"),
    ],
)
def test_check_a_candidate(run, min_norm, at, code, words):
    ran = run("check", min_norm, "--at", at)
    assert ran.code == code, ran.out + ran.err
    assert words in ran.out


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("z=1", "neither a variable nor a constraint"),
        ("x", "not NAME=VALUE"),
        ("x=y, y=1", "not a constant"),
        ("x=1, x=2", "given twice"),
        ("x=1", "missing variable y"),
        ("", "no value"),
        ("x=1; y=2", "not a number"),
        ("x=__import__('os'), y=1", "error"),
    ],
)
def test_faulty_candidates_are_code_2(run, min_norm, at, words):
    ran = run("check", min_norm, "--at", at)
    assert ran.code == 2
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_candidate_of_a_max_problem_bounds_from_the_other_side(run, problem_file):
    path = problem_file("max x\ns.t. c: x <= 1\n")
    assert "p* >= 1/2" in run("check", path, "--at", "x=1/2").out
    assert "p* <= 1" in run("check", path, "--at", "c=1").out


def test_indexed_names_in_a_candidate(run, problem_file):
    path = problem_file("var x[1..2]\nmin x[1]^2 + x[2]^2\ns.t. row: x[1] + x[2] >= 1\n")
    ran = run("check", path, "--at", "x[1]=1/2, x[2]=sqrt(1/4), row=1")
    assert ran.code == 0, ran.err
    assert "a saddle point" in ran.out


def test_demo_lists_every_problem(run):
    ran = run("demo")
    assert ran.code == 0
    assert "  min-norm " in ran.out
    assert "duality demo NAME" in ran.out


def test_demo_tells_the_lesson(run):
    ran = run("demo", "min-norm")
    assert ran.code == 0
    assert "Weak duality: every choice of multipliers gives a bound." in ran.out
    assert "3/8 <= p*" in ran.out
    assert "STRONG DUALITY" in ran.out


def test_demo_of_an_unknown_problem(run):
    ran = run("demo", "min-nrom")
    assert ran.code == 2
    assert "did you mean 'min-norm'" in ran.err
