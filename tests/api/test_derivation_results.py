"""What `duality.derive` returns."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

import duality as du


@pytest.fixture
def projection():
    x, y = du.variables("x y")
    return du.derive(du.minimize(x**2 + y**2, subject_to={"budget": x + y >= 1}))


def test_dual_function_is_exact_for_exact_multipliers_and_float_for_floats(projection):
    theta = projection.dual_function
    assert theta({"budget": 1}) == Fraction(1, 2)
    assert isinstance(theta({"budget": 1}), Fraction)
    assert theta({"budget": 0.5}) == 0.375
    assert isinstance(theta({"budget": 1.0}), float)
    assert theta({"budget": -1}) == -math.inf


@pytest.mark.parametrize(
    ("multipliers", "words"),
    [
        ({}, "missing multiplier budget"),
        ({"budget": 1, "other": 2}, "unknown multiplier other"),
        ({"budget": math.nan}, "nan"),
    ],
)
def test_dual_function_refuses_incomplete_multipliers(projection, multipliers, words):
    with pytest.raises(ValueError, match=words):
        projection.dual_function(multipliers)


def test_primal_function_is_infinite_outside(projection):
    assert projection.primal_function({"x": 1, "y": 0}) == 1
    assert projection.primal_function({"x": 0, "y": 0}) == math.inf
    assert projection.primal_function({"x": 1 / 3, "y": 2 / 3}) == pytest.approx(5 / 9)


def test_primal_function_knows_the_domain():
    x = du.variables("x")
    derivation = du.derive(du.minimize(du.log(x), domain=[x <= 2, du.member(x, [1, 2, 3])]))
    assert derivation.primal_function({"x": 1}) == 0
    assert derivation.primal_function({"x": 3}) == math.inf
    assert derivation.primal_function({"x": 1.5}) == math.inf


def test_weak_duality_at_any_point_and_multipliers(projection):
    for x, y, alpha in ((1, 0, 0), (1, 1, 2), (Fraction(1, 2), Fraction(1, 2), 1), (5, -3, 7)):
        upper = projection.primal_function({"x": x, "y": y})
        assert projection.dual_function({"budget": alpha}) <= upper


def test_sympy_forms_agree_with_sympy_itself(projection):
    import sympy

    x, y, alpha = (sympy.Symbol(name, real=True) for name in ("x", "y", "alpha_budget"))
    stated = x**2 + y**2 + alpha * (1 - x - y)
    assert sympy.expand(projection.lagrangian.sympy() - stated) == 0
    for name, symbol in (("x", x), ("y", y)):
        assert sympy.expand(projection.lagrangian.gradient[name].sympy() - sympy.diff(stated, symbol)) == 0
    theta = projection.dual_function.sympy()
    assert theta.subs(alpha, 1) == sympy.Rational(1, 2)
    assert theta.subs(alpha, -1) == -sympy.oo
    objective, constraints = projection.dual_problem.sympy()
    assert sympy.expand(objective - (alpha - alpha**2 / 2)) == 0
    assert constraints == [alpha >= 0]
    assert sympy.Eq(2 * x - alpha, 0) in projection.kkt.sympy()


def test_dual_function_with_a_matrix_inequality_as_sympy():
    import sympy

    x, y = du.variables("x y")
    derivation = du.derive(du.minimize(x * y + x, subject_to={"ball": x**2 + y**2 <= 1}))
    theta = derivation.dual_function
    alpha = sympy.Symbol("alpha_ball", real=True)
    for value in (Fraction(1), Fraction(3, 2), Fraction(4)):
        shown = theta.sympy().subs(alpha, sympy.Rational(value.numerator, value.denominator)).doit()
        assert float(shown) == pytest.approx(float(theta({"ball": value})))
    assert theta({"ball": Fraction(1, 4)}) == -math.inf


def test_dual_problem_is_a_problem_of_its_own(projection):
    dual = projection.dual_problem.problem
    assert dual is not None
    again = du.parse(du.write(dual))
    assert again.objective == dual.objective


def test_everything_prints_and_typesets(projection):
    assert str(projection.lagrangian) == "x^2 + y^2 + alpha_budget*(1 - x - y)"
    assert r"\alpha_{\mathrm{budget}}" in projection.lagrangian.latex()
    for derived in (projection.lagrangian, projection.dual_function, projection.dual_problem, projection.kkt):
        assert str(derived)
        assert derived._repr_latex_().startswith("$")
    bundle = projection._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/latex", "text/markdown", "text/html"}
    assert bundle["text/plain"] == str(projection)


def test_steps_name_their_rules(projection):
    assert all(step.rule and step.reason for step in projection.steps)
    assert len(set(projection.steps)) == len(projection.steps)


def test_never_finite_dual_function():
    x, y = du.variables("x y")
    derivation = du.derive(du.minimize(-x, subject_to={"cap": y <= 1}))
    assert derivation.dual_function({"cap": 3}) == -math.inf
    assert derivation.dual_problem.problem is None
    assert "-inf" in str(derivation.dual_function)
