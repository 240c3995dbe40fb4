"""Help, version, completion, and faults of usage."""

from __future__ import annotations

import pytest


def test_help_teaches_with_examples(run):
    ran = run("--help")
    assert ran.code == 0
    assert "budget: x + y >= 1" in ran.out
    for command in ("solve", "derive", "check", "demo"):
        assert command in ran.out
        own = run(command, "--help")
        assert own.code == 0
        assert "Examples:" in own.out


def test_without_a_command_the_help_goes_to_standard_error(run):
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert "usage: duality" in ran.err


def test_version(run):
    ran = run("--version")
    assert ran.code == 0
    assert ran.out.startswith("duality")


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion(run, shell):
    ran = run("--completion", shell)
    assert ran.code == 0
    assert "duality" in ran.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("solve",), "FILE"),
        (("solve", "min-norm", "--tol", "0"), "not a positive number"),
        (("solve", "min-norm", "--tol", "nan"), "not a positive number"),
        (("solve", "min-norm", "--jobs", "0"), "whole number from 1"),
        (("solve", "min-norm", "--set", "m"), "not NAME=VALUE"),
        (("solve", "min-norm", "--format", "pdf"), "invalid choice"),
        (("solve", "min-norm", "--require", "weak"), "invalid choice"),
        (("frobnicate",), "the commands are solve, derive"),
        (("slove", "min-norm"), "did you mean 'solve'"),
        (("my.dual",), "write duality solve my.dual"),
        (("solve", "min-norm", "--js"), "unrecognized arguments"),
    ],
)
def test_faults_of_usage_are_code_2(run, arguments, words):
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_unknown_problem_suggests_a_near_one(run):
    ran = run("solve", "min-nrom")
    assert ran.code == 2
    assert "did you mean 'min-norm'" in ran.err
    assert "Traceback" not in ran.err


def test_missing_file_and_folder(run, tmp_path):
    missing = run("solve", str(tmp_path / "none.dual"))
    folder = run("solve", str(tmp_path))
    assert (missing.code, folder.code) == (2, 2)
    assert "none.dual" in missing.err
    assert "Traceback" not in missing.err + folder.err
