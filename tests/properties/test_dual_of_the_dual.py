"""The dual of a linear or strictly convex quadratic program is a problem again, and its dual leads back."""

from __future__ import annotations

import math

from hypothesis import assume, given

import duality as du
from tests.properties.programs import Program, programs


@given(programs(boxed=False))
def test_the_dual_of_the_dual_has_the_value_of_the_primal(program: Program) -> None:
    problem = du.parse(program.text())
    dual = du.derive(problem).dual_problem.problem
    assume(dual is not None)
    report = du.solve(problem)
    assume(report.primal.status == "optimal")
    back = du.solve(dual)
    assert math.isclose(back.primal.value, report.primal.value, rel_tol=1e-6, abs_tol=1e-6)
    assert math.isclose(back.dual.value, report.primal.value, rel_tol=1e-6, abs_tol=1e-6)


@given(programs(boxed=False))
def test_a_dual_can_be_written_and_read_again(program: Program) -> None:
    dual = du.derive(du.parse(program.text())).dual_problem.problem
    assume(dual is not None)
    assert du.parse(du.write(dual)) == dual
