"""What users of numpy and cvxpy type: numpy's numbers, ``==``, ``problem.solve()``, values by variable, wrong types."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import duality as du
from duality.errors import DualityError, ProblemError
from duality.model.expression import Comparison, Equation, Expression, Number, Variable

x, y = du.variables("x y")
w = du.variables("w[1..2]")
PROBLEM = du.minimize(x**2 + y**2, {"budget": x + y >= 1})


@pytest.mark.parametrize(
    ("number", "exact"),
    [
        (0.1, "1/10"),
        (np.float64(0.1), "1/10"),
        (np.float32(0.1), "1/10"),
        (np.float16(0.1), "1/10"),
        (np.array(0.1), "1/10"),
        (1e-3, "1/1000"),
        (np.int64(3), "3"),
        (np.uint8(200), "200"),
        (Decimal("0.30"), "3/10"),
        (Fraction(2, 6), "1/3"),
        (-0.0, "0"),
    ],
)
def test_a_number_is_the_decimal_that_it_prints_as(number, exact):
    bound = Number(Fraction(exact))
    assert (x >= number).expressions[1] == bound
    assert (x + number).children[1] == bound
    assert du.minimize(x, [x >= number]) == du.minimize(x, [x >= Fraction(exact)])


def test_integers_of_numpy_do_not_overflow():
    big = np.int64(2**62)
    report = du.minimize(big * x, [x >= big]).solve()
    assert report.primal.exact == Number(Fraction(2**124))
    assert du.check(du.minimize(x * x), {x: big}).primal_value == 2**124


def test_numpy_on_the_left_keeps_the_order_of_the_statement():
    assert str(np.int64(2) <= x) == "2 <= x"
    assert str(np.float64(0.5) * x - np.int64(1)) == "1/2*x - 1"


def test_an_equation_is_written_with_two_signs():
    problem = du.minimize(x**2 + y**2, {"line": x + 2 * y == 5, "same": x == y}, domain=[y == y])
    assert [c.kind for c in problem.constraints] == ["equality", "equality"]
    assert str(problem.constraint("line").written) == "x + 2*y = 5"
    assert type(problem.rows[0].comparison) is Comparison
    assert str(1 == x) == "x = 1"  # noqa: SIM300


def test_trees_are_keys_and_members_as_before():
    assert {x + y: 1}[du.variables("x") + du.variables("y")] == 1
    assert x in [y, x] and x not in [y, x + 0]
    assert {x, y, Variable("x")} == {x, y}
    assert x != y and x == Variable("x")
    assert bool(x == x) and not bool(x == y) and x != None  # noqa: E711
    assert (x, (y, 1)) == (Variable("x"), (Variable("y"), 1))
    assert hash(2 * x) == hash(2 * Variable("x"))


@pytest.mark.parametrize(
    "chain", [lambda: x == y == 1, lambda: x == y <= 1, lambda: x == y and x >= 1, lambda: w == [1, 2] == [1, 2]]
)
def test_a_chain_never_loses_a_half_silently(chain):
    with pytest.raises(ProblemError, match="a part of the constraint may be lost"):
        du.minimize(x, [chain()])


def test_a_very_deep_tree_is_compared_without_recursion():
    deep, same = x, x
    for _ in range(50_000):
        deep, same = -deep, -same
    assert bool(deep == same)


@pytest.mark.parametrize("ask", [lambda: max(x, y), lambda: min(x, y), lambda: 0 <= x <= 1, lambda: x <= 1 and y <= 1])
def test_what_python_decides_by_truth_says_what_to_write(ask):
    with pytest.raises(TypeError, match=r"two constraints.*list.*duality.max\(x, y\)"):
        ask()


def test_sum_begins_with_the_first_entry():
    assert str(sum(w)) == "w[1] + w[2]"
    assert str(sum(k * entry for k, entry in enumerate(w, 1))) == "1*w[1] + 2*w[2]"


def test_a_problem_answers_for_itself():
    assert PROBLEM.derive().data == du.derive(PROBLEM).data
    report = PROBLEM.solve(time_limit=20)
    assert (report.status, report.value) == ("optimal", 0.5)
    assert report.value == report.primal.value
    infeasible = du.minimize(x, [x >= 1, x <= 0]).solve()
    assert (infeasible.status, infeasible.value, infeasible[x]) == ("infeasible", float("inf"), None)


def test_a_text_is_a_problem():
    assert du.solve("min x^2\ns.t. x >= 1").value == 1
    assert str(du.derive("min x\ns.t. x >= 1").lagrangian) == "x + alpha_1*(1 - x)"
    with pytest.raises(ProblemError, match="line|-->"):
        du.solve("min x^\ns.t. x >= 1")


def test_values_are_read_by_variable_and_by_name():
    report = du.minimize(w @ w + x, {"cap": w >= [1, 2], "low": x >= 3}).solve()
    point = report.primal.point
    assert point is not None
    assert point[w[0]] == point["w[1]"] == 1
    assert point[w] == point["w"] == (1, 2)
    assert (w[0] in point, "x" in point, y in point, point.get(y)) == (True, True, False, None)
    assert (report[x], report["x"], report[2 * x + w[1]], report["low"]) == (3.0, 3.0, 8.0, 1.0)
    np.testing.assert_allclose(report[w], [1, 2])
    np.testing.assert_allclose(report["cap"], [2, 4])
    assert isinstance(report[x], float)
    with pytest.raises(KeyError, match="y is no variable"):
        report[y]
    with pytest.raises(KeyError, match="nothing is no variable and no constraint"):
        report["nothing"]
    with pytest.raises(KeyError, match="there are"):
        point["z"]


def test_points_and_multipliers_are_given_by_variable_array_or_family():
    problem = du.minimize(w @ w + x, {"cap": w >= [1, 2], "low": x >= 3})
    by_name = du.check(problem, {"w[1]": 1, "w[2]": 2, "x": 3}, {"cap[1]": 2, "cap[2]": 4, "low": 1})
    by_array = du.check(problem, {w: np.array([1, 2]), x: np.int64(3)}, {"cap": [2, 4], "low": 1})
    assert by_name.data == by_array.data
    theta = du.derive(problem).dual_function
    assert theta({"cap": np.array([2.0, 4.0]), "low": 1}) == theta({"cap[1]": 2, "cap[2]": 4, "low": 1}) == 8
    with pytest.raises(ProblemError, match=r"3 numbers for the 2 of cap\[1\]"):
        theta({"cap": [1, 2, 3], "low": 1})


@pytest.mark.parametrize(
    "make",
    [
        lambda: x,
        lambda: du.exp(sum(k * x**k for k in range(1, 60))),
        lambda: x == y,
        lambda: w,
        lambda: w <= 1,
        lambda: du.array([[x, y]] * 50),
        lambda: du.member(x, range(200)),
        lambda: du.member(x, list(range(200))),
        lambda: PROBLEM,
        lambda: du.derive(PROBLEM),
        lambda: du.derive(PROBLEM).lagrangian,
        lambda: du.derive(PROBLEM).dual_function,
        lambda: du.derive(PROBLEM).dual_problem,
        lambda: du.derive(PROBLEM).kkt,
        lambda: du.dual_of_dual(PROBLEM),
        lambda: du.check(PROBLEM, {x: 1, y: 1}),
        lambda: PROBLEM.solve(),
        lambda: PROBLEM.solve().primal,
        lambda: PROBLEM.solve().primal.point,
        lambda: du.lesson(PROBLEM),
        lambda: du.iterations(PROBLEM),
        lambda: du.grade("min x\ns.t. x >= 1\nexpect p* = 1"),
    ],
)
def test_repr_is_one_line_and_no_address(make):
    shown = repr(make())
    assert "\n" not in shown
    assert " at 0x" not in shown
    assert len(shown) <= 120


def test_the_repr_of_a_report_is_its_answer():
    assert repr(PROBLEM.solve()) == "<Report p* = 1/2 (exact), d* = 1/2 (exact), strong duality: holds>"
    assert repr(du.minimize(x, [x >= 1, x <= 0]).solve()).startswith("<Report p* = infeasible")
    assert repr(PROBLEM) == "<Problem min x^2 + y^2: 2 variables, 1 constraint>"


REPORT = du.minimize(x, [x >= 1]).solve()


@pytest.mark.parametrize(
    "call",
    [
        lambda: du.solve(3),
        lambda: du.solve(None),
        lambda: du.solve(REPORT),
        lambda: du.solve("min-norm"),
        lambda: du.solve(Path("x.dual")),
        lambda: du.solve(PROBLEM, time_limit="5"),
        lambda: du.solve(PROBLEM, time_limit=-1),
        lambda: du.solve(PROBLEM, tolerance="small"),
        lambda: du.derive([]),
        lambda: du.check(PROBLEM, [1, 2]),
        lambda: du.check(PROBLEM, {x: "a", y: 1}),
        lambda: du.check(PROBLEM, {x: float("nan"), y: 1}),
        lambda: du.check(PROBLEM, {x: [1], y: 1}),
        lambda: du.page(PROBLEM),
        lambda: du.figure(PROBLEM, "theta"),
        lambda: du.exercises(3),
        lambda: du.write(3),
        lambda: du.read(3),
        lambda: du.parse(3),
        lambda: du.variables(3),
        lambda: du.member(x, 3),
        lambda: du.member(x, "ab"),
        lambda: du.minimize("x"),
        lambda: du.minimize(None),
        lambda: du.minimize(x >= 1),
        lambda: du.minimize(x, 3),
        lambda: du.minimize(x, "x >= 1"),
        lambda: du.minimize(x, {1: x >= 1}),
        lambda: du.minimize(x, [None]),
        lambda: du.minimize(x, [np.bool_(True)]),
        lambda: du.minimize(x, np.array([True, False])),
        lambda: du.minimize(x, domain=3),
        lambda: du.exp("x"),
        lambda: du.exp(1j),
        lambda: x + float("nan"),
        lambda: x <= np.inf,
        lambda: du.iterations(PROBLEM, step="a"),
    ],
)
def test_a_wrong_type_is_an_error_of_the_package(call):
    with pytest.raises(DualityError):
        call()


def test_equations_and_comparisons_compare_by_what_they_state():
    assert (x >= 1) == (x >= 1) and (x >= 1) != (x >= 2)
    assert du.eq(x, y) == Comparison(("=",), (x, y))
    assert hash(du.eq(x, y)) == hash(Comparison(("=",), (x, y)))
    assert isinstance(du.eq(x, 1), Equation)
    assert len(du.eq(w, [1, 2])) == 2


def test_every_node_compares_as_a_tree_and_hashes_by_structure():
    kinds = [Expression, *Expression.__subclasses__()]
    assert {"Number", "Sum", "Call", "Parameter"} <= {kind.__name__ for kind in kinds}
    for kind in kinds[1:]:
        assert kind.__eq__ is Expression.__eq__, kind
        assert kind.__hash__ is not Expression.__hash__, kind
    assert du.parameter("p", lower=1) == du.parameter("p", lower=1)
    assert du.parameter("p", lower=1) != du.parameter("p", lower=2)


def test_a_multiplier_by_the_constraint_as_it_was_stated() -> None:
    x, y = du.variables("x", "y")
    sum_ = x + y >= 1
    report = du.solve(du.minimize(x**2 + y**2, [sum_, x - y <= 3]))
    assert report[sum_] == 1.0
    assert report[x - y <= 3] == 0.0
    with pytest.raises(KeyError, match="no constraint"):
        report[x >= 7]


def test_vectors_by_their_length() -> None:
    assert str(du.variables("w[3]")) == str(du.variables("w[1..3]"))


def test_pages_show_themselves_in_a_notebook_and_are_texts(tmp_path) -> None:
    problem = du.parse("min x^2\ns.t. x >= 1")
    for page in (du.exercises(problem), du.page(du.solve(problem))):
        assert isinstance(page, str)
        assert page._repr_html_().startswith("<iframe srcdoc=")
        assert len(repr(page)) < 80
        assert page.save(tmp_path / "page.html").read_text(encoding="utf-8") == page


A = np.array([[1, 2], [3, 4.0]])


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        (lambda: du.sum_squares(w - 1), lambda: du.sum((w - 1) ** 2)),
        (lambda: du.square(x - 1), lambda: (x - 1) ** 2),
        (lambda: du.power(x, 4), lambda: x**4),
        (lambda: du.quad_form(w, A), lambda: w @ A @ w),
        (lambda: du.quad_over_lin(w, y), lambda: du.sum(w**2) / y),
        (lambda: du.inv_pos(x), lambda: 1 / x),
        (lambda: du.pos(x), lambda: du.max(x, 0)),
        (lambda: du.neg(x), lambda: du.max(-x, 0)),
        (lambda: du.maximum(x, y), lambda: du.max(x, y)),
        (lambda: du.minimum(x, y), lambda: du.min(x, y)),
        (lambda: du.sum(du.maximum(w, 1)), lambda: du.sum([du.max(w[0], 1), du.max(w[1], 1)])),
        (lambda: du.sum(du.multiply([1, 2], w)), lambda: du.sum(np.array([1, 2]) * w)),
        (lambda: du.logistic(x), lambda: du.softplus(x)),
        (lambda: du.entr(x), lambda: -(x * du.log(x))),
        (lambda: du.rel_entr(x, y), lambda: x * du.log(x / y)),
        (lambda: du.kl_div(x, y), lambda: x * du.log(x / y) - x + y),
        (lambda: du.log_sum_exp(w), lambda: du.log(du.sum(du.exp(w)))),
        (lambda: du.logsumexp(w), lambda: du.log(du.sum(du.exp(w)))),
        (lambda: du.norm(w, 1), lambda: du.norm1(w)),
        (lambda: du.norm(A @ w - 1, 2), lambda: du.norm(A @ w - 1)),
        (lambda: du.norm([x, y], "inf"), lambda: du.norminf(x, y)),
        (lambda: du.norm(w, np.inf), lambda: du.norminf(w)),
        (lambda: du.norm(x, y, 1), lambda: du.norm([x, y, 1])),
    ],
)
def test_functions_under_the_names_of_cvxpy(typed, plain):
    assert str(typed()) == str(plain())


def test_vectors_in_letters_take_the_names_of_cvxpy():
    v, P = du.vector("v", "n"), du.matrix("P", "n", definite=True)
    derived = du.derive(du.minimize(du.quad_form(v, P) + du.sum_squares(v)))
    assert "P" in str(derived)


@pytest.mark.parametrize(
    ("name", "words"), [("Variable", "duality.variables"), ("Minimize", "duality.minimize"), ("diff", "x[1:]")]
)
def test_what_has_no_such_name_says_what_to_write(name, words):
    with pytest.raises(AttributeError, match=re.escape(words)):
        getattr(du, name)


def test_multipliers_of_a_family_by_the_family():
    need = A @ w >= 1
    report = du.minimize(du.sum(w), [need, w >= 0]).solve()
    assert report[need].shape == (2,)
    assert report[need] @ np.ones(2) == pytest.approx(report.value)
    for attribute, holder in (("dual_value", need), ("value", w)):
        with pytest.raises(AttributeError, match="the report does"):
            getattr(holder, attribute)


def test_kinds_of_variables_are_rows_of_the_domain():
    with pytest.raises(ProblemError, match="variables takes no 'nonneg'") as fault:
        du.variables("x", nonneg=True)
    assert "domain=[x >= 0]" in fault.value.help


def test_an_order_without_a_norm_is_refused():
    with pytest.raises(ProblemError, match="no norm of order 3"):
        du.norm(w, 3)
