"""A table of the functions of a course in convex analysis: proved convex where they are, refuted where they are not."""

from __future__ import annotations

import pytest

from duality.algebra.evaluate import value
from duality.derivation.curvature import curvature
from duality.derivation.standardize import standardize
from duality.language import parse
from duality.model.form import StandardForm
from duality.model.report import Convexity

AFFINE = [
    ("3*x - 2*y + 1",),
    ("(x + y)^2 - x^2 - 2*x*y - y^2 + z",),
    ("x/2 - (y - 3)/5",),
    ("2*(x + 3*(y - z)) - 7",),
]

CONVEX = [
    ("x^3/3 - 2*x", "x >= 0"),
    ("x*log(x/y)", "x >= 0", "y > 0"),
    ("x*log(x/y) - x + y", "x>=0", "y>0"),
    ("-sqrt(x*y)", "x>=0", "y>=0"),
    ("x^2/y", "y>0"),
    ("log(exp(x)+exp(y)+exp(z))",),
    ("norm(x,y,z)",),
    ("norm1(x,y)",),
    ("norminf(x,y-z)",),
    ("huber(x,1)",),
    ("huber(x - 2*y + 1, 3) + x^2",),
    ("max(x^2, 2*x + 1, exp(y))",),
    ("exp(x^2)",),
    ("exp(max(x, y^2))",),
    ("1/(x*y)", "x>0", "y>0"),
    ("-log(x*z - y^2)", "x>0", "z>0"),
    ("norm(x + 2*y - 1, 3*x - y)^2",),
    ("norm(x - 1, y)^3",),
    ("log(1 + exp(-x + 2*y))",),
    ("log(1+exp(x)) + log(1+exp(-y)) + x^2/2",),
    ("x*log(x) + y*log(y) + z*log(z)",),
    ("x*log(x) + (1-x)*log(1-x)",),
    ("x^(3/2)",),
    ("x^(3/2) + y^(-1/2)", "y>0"),
    ("x^4+y^4+x^2*y^2",),
    ("-x^(1/2)*y^(1/4)*z^(1/4)", "x>=0", "y>=0", "z>=0"),
    ("-log(x) - log(y) + x*y/1000", "x>0", "y>0", "x<=10", "y<=10"),
    ("-log(1 - x - y) - log(x) - log(y)",),
    ("(x^2+y^2)/(x+y)", "x + y >= 1"),
    ("abs(x - y) + abs(x + y)",),
    ("max(abs(x), abs(y))^2",),
    ("max(0, 1 - x)^2 + max(0, 1 + y)",),
    ("sqrt(1 + x^2) + sqrt(1 + x^2 + y^2)",),
    ("exp(x)*exp(2*y) + exp(-x)",),
    ("x + 1/x", "x>0"),
    ("x^2/(y - 1) + y", "y > 1"),
    ("(x+y)^2/(z + 2) + exp(-z)", "z > -2"),
    ("1/(1+exp(-x))", "x <= 0"),
    ("tanh(x)", "x<=0"),
    ("cosh(x-y)",),
    ("x*exp(x)", "x >= -2"),
    ("exp(-x)*x", "x>=2"),
    ("-log(log(x))", "x >= 2"),
    ("-log(sin(x))", "x in [1/10, 3]"),
    ("1/log(x)", "x>1"),
    ("x/log(x)", "x > 1", "x <= 7"),
    ("log(x)^2", "x > 0", "x <= 2"),
    ("x^2*log(x)", "x>=1"),
    ("(x^2 + y^2)^(3/2)",),
    ("norm(x,y)^4 + norm(x,y)",),
    ("sqrt(x^2+2*x*y+2*y^2)",),
    ("sqrt((x-1)^2+(y+2)^2) + sqrt(x^2+y^2)",),
    ("max(x, y, z) - min(x, y, z)",),
    ("exp(x^2 + y^2) + 1/(1 - x)", "x<1"),
    ("y*log(y/x) + exp(-x)", "y>=0", "x>0"),
    ("x^2 + 2*x*y + y^2 + 1e-9*x",),
    ("log(exp(x)+exp(-x))",),
    ("x^6 + x^2 - x*y + y^2",),
    ("x^4 - 2*x^2*y + y^2 + 3*x^2", "y <= 1"),
    ("100*(y-x^2)^2+(1-x)^2", "y <= 0"),
    ("(x - 1)^2*abs(x - 1) + (x + y)^4",),
    ("-log(x*y)", "x>0", "y>0"),
    ("-log(x*y - z^2)", "x>0", "y>0"),
    ("x*sqrt(x)", "x>=0"),
    ("-x^(1/3)", "x>=0"),
    ("abs(x)^(3/2)",),
    ("abs(x)^(5/2)+abs(x)",),
    ("1/sqrt(x)", "x>0"),
    ("1/x^2 + 1/y", "x>0", "y>0"),
    ("x^3 + y^3 - x*y/10", "x>=1", "y>=1"),
    ("exp(abs(x))",),
    ("exp(norm(x,y))",),
    ("log(1+exp(abs(x)))",),
    ("sqrt(exp(x)+exp(y))",),
    ("sqrt(exp(2*x)+exp(2*y))",),
    ("max(exp(x), x^2)",),
    ("x^2/(1+x)", "x > -1"),
    ("-x/(1+x)", "x>=0"),
    ("log(1/x)", "x>0"),
    ("log(1 + 1/x)", "x>0"),
    ("log(1/x+1/y)", "x>0", "y>0"),
    ("-sqrt(x) - sqrt(y) + x^2",),
    ("-(x*y*z)^(1/3)", "x>=0", "y>=0", "z>=0"),
    ("(x/y)^2*y", "y>0"),
    ("x^4/y^2", "y > 0"),
    ("x^4/y^3", "y>0"),
    ("abs(x)^3/y^2", "y>0"),
    ("norm(x,z)^2/y", "y>0"),
    ("-y*log(x/y)", "x>0", "y>=0"),
    ("norm(x, y) + 2*norminf(x, y, z)",),
    ("(x^3)/(y*z)", "x >= 0", "y > 0", "z > 0"),
]

NONCONVEX = [
    ("x^3/3 - 2*x",),
    ("x^2*y",),
    ("x*y",),
    ("exp(-x^2)",),
    ("sin(x)",),
    ("log(x)", "x>0"),
    ("-x^2",),
    ("1/x", "x<0"),
    ("x^4 + y^4 - 10*x^2*y^2",),
    ("max(x, -x^2)",),
    ("-norm(x,y)",),
    ("x*log(y)", "y>0"),
    ("sqrt(x*y)", "x>0", "y>0"),
    ("x/y", "y>0"),
    ("y^2/x - x^2", "x>0"),
    ("-exp(x)",),
    ("x^2 - y^2",),
    ("abs(x^2-1)",),
    ("abs(x) - abs(y)",),
    ("100*(y-x^2)^2+(1-x)^2",),
    ("tanh(x)",),
    ("log(1+x^2)",),
    ("sqrt(abs(x))",),
    ("x^(1/3)", "x>=0"),
    ("cos(x)", "x in [-1, 4]"),
    ("x*exp(x)", "x>=-3"),
    ("min(x^2, y)",),
    ("norm(x,y) - 2*x^2",),
    ("-log(x*z-y^2) - 100*x^2", "x>0", "z>0"),
    ("exp(x*y)",),
    ("(x-1)^2*(x+1)^2",),
    ("(x*y)^2",),
    ("1/(1+x^2)",),
    ("x*abs(x)",),
    ("huber(x,1) - x^2",),
    ("log(exp(x)+exp(y)) - x^2",),
    ("x^4 + y^4 - x^2*y^2",),
    ("1/(x + y^2)", "x>0"),
    ("x^2*y^2", "x in [1, 2]", "y in [-1/10, 1/10]"),
    ("x^2/(y*z)", "y>0", "z>0", "x>=0"),
]

STEPS = (1e-4, 1e-2, 1.0)
"""Of the direction: a curvature shows next to the point, a chord (or a kink) at its ends."""


def form_of(objective: str, *domain: str) -> StandardForm:
    return standardize(parse("\n".join(["var x, y, z", *(f"domain {row}" for row in domain), f"min {objective}"])))


def judged(statement: tuple[str, ...]) -> Convexity:
    return curvature(form_of(*statement))


def named(statement: tuple[str, ...]) -> str:
    return "; ".join(statement)


@pytest.mark.parametrize("statement", AFFINE, ids=named)
def test_affine(statement: tuple[str, ...]) -> None:
    found = judged(statement)
    assert found.verdict == "proved"
    assert found.functions[0].curvature == "affine"


@pytest.mark.parametrize("statement", CONVEX, ids=named)
def test_convex(statement: tuple[str, ...]) -> None:
    found = judged(statement)
    assert found.verdict == "proved", found.why


@pytest.mark.parametrize("statement", NONCONVEX, ids=named)
def test_nonconvex_with_a_point_and_a_direction_along_which_the_function_bends_down(statement: tuple[str, ...]) -> None:
    form = form_of(*statement)
    found = curvature(form)
    assert found.verdict == "refuted", found.why
    function = found.functions[0]
    assert function.curvature == "nonconvex"
    assert function.point is not None and function.direction is not None
    assert min(_second_difference(form, dict(function.point), dict(function.direction), step) for step in STEPS) < 0


def _second_difference(form: StandardForm, center: dict, direction: dict, step: float) -> float:
    """f(x - d) + f(x + d) - 2 f(x): negative for some x, d of the domain where f is not convex."""

    def at(scale: float) -> float:
        place = {name: float(center.get(name, 0)) + scale * float(direction.get(name, 0)) for name in form.variables}
        return value(form.objective_expression, place)

    return at(-step) + at(step) - 2 * at(0.0)


def test_a_point_outside_the_domain_refutes_nothing() -> None:
    # -log(p*q - x^2) is convex where p*q > x^2, p > 0, and (1, 1, 2) lies outside.
    assert judged(("-log(y*z - x^2)", "y > 0", "z > 0")).verdict == "proved"
    # Without a sign of p the domain has two parts, and f lies above a chord whose ends and middle are in it.
    form = form_of("-log(y*z - x^2)")
    function = curvature(form).functions[0]
    assert function.point is not None and function.direction is not None
    assert _second_difference(form, dict(function.point), dict(function.direction), 1.0) < 0


def test_the_cube_of_an_absolute_value_in_disguise() -> None:
    for text in ("(x - 1)^2*abs(x - 1) + (x + y)^4", "abs(x - 1)*(x - 1)^2", "abs(x - 1)^3 + (x + y)^4"):
        assert judged((text,)).verdict == "proved", text


def test_what_refutes_that_an_equation_is_affine_is_told_of_its_own_function() -> None:
    form = standardize(parse("min x + y\ns.t. a: x^2 = 1\n b: x^2 + y^2 = 2\n c: exp(y) = 1"))
    why = curvature(form).why
    assert "a'' = 2" in why and "v'Hv = 2" in why and "-2" not in why
