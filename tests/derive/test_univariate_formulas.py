"""Textbook answers of the 1-D infimum, as they read: conditions, value, minimizer, attainment."""

import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from duality.derivation.rules.univariate import Refusal, in_variable, infimum
from duality.model.derivation import Condition, ImplicitMinimum
from duality.model.form import FREE, PLACEHOLDER, Bounds
from tests.derive.univariate_cases import BETA, MINUS, ONE, T, call, form
from tests.derive.univariate_textbook import TEXTBOOK

ROOT = Path(__file__).parents[2]


def shown(branch):
    """The branch as the text of its parts."""
    assert all(isinstance(condition, Condition) for condition in branch.conditions)
    value = branch.value
    if isinstance(value, ImplicitMinimum):
        value = f"min of {value.body} over [{value.lower}, {value.upper}]"
    minimizer = None if branch.minimizer is None else str(branch.minimizer[0][1])
    return (", ".join(str(c.comparison) for c in branch.conditions), str(value), branch.attained, minimizer)


@pytest.mark.parametrize("name", TEXTBOOK)
def test_reads_as_in_a_textbook(name):
    terms, slope, bounds, expected = TEXTBOOK[name]
    found = infimum(terms, slope, bounds, {"alpha_1"})
    assert not isinstance(found, Refusal)
    assert [shown(branch) for branch in found] == expected


IMPLICIT = {
    "exp plus square": ([(ONE, call("exp", T)), (ONE, T**2)], FREE, [("", True)]),
    "double well": ([(ONE, T**4 - 3 * T**2 + T)], FREE, [("", True)]),
    "sine and square": ([(ONE, call("sin", T)), (ONE, T**2 / 10)], FREE, [("", True)]),
    "t exp t": ([(ONE, T * call("exp", T))], FREE, [("-beta_1 > 0", True), ("beta_1 = 0", None)]),
    "cube on an interval": ([(ONE, T**3)], Bounds(Fraction(-1), Fraction(1)), [("", True)]),
}


@pytest.mark.parametrize("name", IMPLICIT)
def test_where_no_closed_form_exists_the_domain_is_still_exact(name):
    terms, bounds, expected = IMPLICIT[name]
    found = infimum(terms, BETA, bounds, {"alpha_1"})
    assert not isinstance(found, Refusal)
    assert all(isinstance(branch.value, ImplicitMinimum) for branch in found)
    assert [(shown(branch)[0], branch.attained) for branch in found] == expected


REFUSED = {
    "gap in the domain": ([(ONE, 1 / T)], FREE, "not defined at 0"),
    "empty interval": ([], Bounds(Fraction(2), Fraction(1)), "no point"),
    "empty natural domain": ([(ONE, call("log", T)), (ONE, call("log", -1 - T))], FREE, "no point"),
    "half open point": ([], Bounds(Fraction(1), Fraction(1), True, False), "no point"),
    "tan across its pole": ([(ONE, call("tan", T))], Bounds(Fraction(0), Fraction(2)), "defined"),
    "unknown kinks": ([(ONE, call("abs", call("exp", T) - 2))], FREE, "kinks"),
    "tie at infinity": ([(ONE, call("exp", T)), (MINUS, call("exp", T + 1)), (ONE, T**3)], FREE, "opposite signs"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refuses_with_a_reason(name):
    terms, bounds, reason = REFUSED[name]
    found = infimum(terms, BETA, bounds, {"alpha_1"})
    assert isinstance(found, Refusal)
    assert reason in found.reason
    assert PLACEHOLDER not in found.reason


def test_too_many_unknown_signs_are_refused():
    terms = [(form(-1, **{f"beta_{k}": 1}), call("exp", k * T)) for k in range(1, 6)]
    found = infimum(terms, BETA, FREE, ())
    assert isinstance(found, Refusal)
    assert "243 cases" in found.reason


def test_steps_tell_the_solution():
    (_, branch) = infimum([(ONE, call("exp", T))], BETA, FREE, ())
    told = [step.reason.format(*map(str, step.formulas)) for step in branch.steps]
    assert told == [
        "The function is convex in _t: its slope never decreases.",
        "It is least where its derivative vanishes:",
    ]
    assert [str(row) for row in branch.steps[1].display] == ["exp(_t) + beta_1 = 0", "_t = log(-beta_1)"]


def test_a_branch_is_told_in_the_variable_of_the_problem():
    (_, branch) = infimum([(ONE, call("exp", T))], BETA, FREE, ())
    renamed = in_variable(branch, "x[1]")
    assert renamed.minimizer is not None
    assert renamed.minimizer[0][0] == "x[1]"
    words = renamed.steps[0].reason.format(*map(str, renamed.steps[0].formulas))
    assert words == "The function is convex in x[1]: its slope never decreases."
    assert [str(row) for row in renamed.steps[1].display] == ["exp(x[1]) + beta_1 = 0", "x[1] = log(-beta_1)"]
    (implicit,) = infimum([(ONE, T**4 - T**2)], BETA, FREE, ())
    value = in_variable(implicit, "y").value
    assert isinstance(value, ImplicitMinimum)
    assert (value.variable, str(value.body)) == ("y", "y^4 - y^2 + beta_1*y")
    text = " ".join(str(f) for step in in_variable(implicit, "y").steps for f in step.formulas)
    assert PLACEHOLDER not in text


def test_the_order_of_the_multipliers_is_that_of_the_forms():
    slope = form(0, beta_2=1, beta_1=1)
    (branch,) = infimum([(ONE, T**2)], slope, FREE, ())
    assert str(branch.value) == "-(beta_2 + beta_1)^2/4"
    (branch,) = infimum([(form(1, alpha_10=1), T**2)], form(0, alpha_2=-2), FREE, {"alpha_2", "alpha_10"})
    assert str(branch.value) == "-alpha_2^2/(alpha_10 + 1)"


SCRIPT = """
from tests.derive.test_univariate_formulas import IMPLICIT, TEXTBOOK, BETA, infimum, shown
for name, (terms, slope, bounds, _) in TEXTBOOK.items():
    print(name, [shown(branch) for branch in infimum(terms, slope, bounds, {"alpha_1"})])
for name, (terms, bounds, _) in IMPLICIT.items():
    print(name, [shown(branch) for branch in infimum(terms, BETA, bounds, {"alpha_1"})])
"""


def test_the_answer_does_not_depend_on_the_hash_seed():
    answers = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT], capture_output=True, text=True, env=environment, cwd=ROOT, check=True
        )
        answers.add(run.stdout)
    assert len(answers) == 1
    assert "alpha square on [0, 1]" in answers.pop()


def test_the_table_needs_no_sympy():
    script = (
        SCRIPT
        + """
import sys
print("sympy" in sys.modules)
"""
    )
    script = script.replace("for name, (terms, bounds, _) in IMPLICIT.items():", "for name, (terms, bounds, _) in ():")
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert run.stdout.splitlines()[-1] == "False"
