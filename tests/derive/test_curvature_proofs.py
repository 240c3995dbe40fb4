"""Known convex and nonconvex functions, each with the evidence that the rules give."""

from __future__ import annotations

import pytest

from duality.derivation.curvature import curvature
from duality.derivation.standardize import standardize
from duality.language import parse
from duality.model.report import Convexity


def judged(objective: str, *domain: str, subject_to: tuple[str, ...] = (), variables: str = "x, y, z") -> Convexity:
    lines = [f"var {variables}", *(f"domain {row}" for row in domain), f"min {objective}"]
    lines += ["s.t.", *(f"  {row}" for row in subject_to)] if subject_to else []
    return curvature(standardize(parse("\n".join(lines))))


CONVEX = [
    ("3*x - y + 2",),
    ("x^2 + y^2",),
    ("(x + y)^2 - 2*x*y",),
    ("x^2 + y^2 + z^2 - x*y - y*z - z*x",),
    ("-x*y", "x + y = 1"),
    ("x*y", "y = 2"),
    ("exp(-x)",),
    ("exp(x^2 + y^2)",),
    ("2^x + (1/2)^x",),
    ("-log(1 - x^2 - y^2)",),
    ("-log(1 - exp(-x))", "x > 0"),
    ("-sqrt(x) - x^(1/3)*y^(1/3)", "x >= 0", "y >= 0"),
    ("x^4 - 3*x^2 + x", "x >= 1"),
    ("x^4 + x^2*y^2 + y^4",),
    ("(x + y)^4 + (x - y)^4",),
    ("x^4 + 4*x^3*y + 6*x^2*y^2 + 4*x*y^3 + y^4",),
    ("(x^2 + y^2)^2 + (1 + x^2)^(3/2)",),
    ("sqrt(x^4 + 1)",),
    ("sqrt(x^2 + y^2 + 2*x + 1) - x",),
    ("norm(x, y - 1) + norm1(x, z) + norminf(x, y) + abs(x - z)",),
    ("sqrt(x^2 + exp(2*y))",),
    ("abs(x)^3",),
    ("x^2*abs(x)",),
    ("(x - 1)^2*abs(x - 1) + (x + y)^4",),
    ("x*abs(x)", "x >= 0"),
    ("max(x^2/2, abs(x) - 1/2)",),
    ("max(x - 5, x^3)", "x >= 0"),
    ("huber(x - y, 1) + cosh(x)",),
    ("log(exp(x) + 2*exp(y - x) + 3) + log(cosh(x))",),
    ("x*log(x) + y*log(y)",),
    ("x*log(x/y)",),
    ("x*log(x) - x*log(y)",),
    ("y*exp(x/y)", "y > 0"),
    ("x^2/y", "y > 0"),
    ("(x^2 + 2*y^2)/(z + 1)", "z > -1"),
    ("x^3/(y*z)", "x >= 0", "y > 0", "z > 0"),
    ("exp(x)/y", "y > 0"),
    ("1/(x*y)", "x > 0", "y > 0"),
    ("1/x - log(x)", "x > 0"),
    ("1/(1 - x^2)", "x in (-1, 1)"),
    ("x*exp(x)", "x >= 0"),
    ("x^2 + sin(x)",),
    ("-sin(x)", "x in [0, 3]"),
    ("log(1 + x^2)", "x in [-1, 1]"),
    ("-sqrt(x*y)", "x >= 0", "y >= 0"),
    ("exp(-sqrt(x*y))", "x >= 0", "y >= 0"),
    ("-log(x*z - y^2)", "x > 0"),
    ("-log(x*z - y^2)", "x >= 0", "z >= 0"),
    ("-sqrt(x - y)", "x - y >= 1"),
    ("(x - y)^3", "x - y >= 0"),
]

NONCONVEX = [
    ("x^4 - 3*x^2 + x",),
    ("x*exp(x)",),
    ("x*y", "x in [-1, 2]", "y in [-1, 2]"),
    ("x^2 - 1e-11*y^2",),
    ("x^2 + 3*x*y + y^2 + exp(x)",),
    ("x^2 + (1 - x*y)^2",),
    ("x*sin(x)",),
    ("x^2 - exp(x)",),
    ("-abs(x)",),
    ("-sqrt(x^2)",),
    ("min(x, y)",),
    ("x*abs(x)",),
    ("x^3",),
    ("log(x)", "x > 0"),
    ("sqrt(x)",),
    ("x^2*exp(y)",),
    ("-x*y", "x + y >= 0"),
    ("x^2/(y*z)", "y > 0", "z > 0"),
]


@pytest.mark.parametrize("statement", CONVEX, ids=lambda s: "; ".join(s))
def test_convex_functions_are_proved(statement: tuple[str, ...]) -> None:
    found = judged(*statement)
    assert found.verdict == "proved", found
    assert found.why


@pytest.mark.parametrize("statement", NONCONVEX, ids=lambda s: "; ".join(s))
def test_nonconvex_functions_are_refuted_by_a_point_and_a_direction(statement: tuple[str, ...]) -> None:
    found = judged(*statement)
    assert found.verdict == "refuted", found
    objective = found.functions[0]
    assert objective.curvature == "nonconvex"
    assert objective.point is not None
    assert objective.direction is not None


def test_the_evidence_is_told_in_words() -> None:
    assert judged("x^2 + y^2", subject_to=("budget: x + y >= 1",)).why == (
        "f: Hessian 2I is positive definite; budget is affine"
    )
    assert judged("x^4 - 3*x^2 + x", subject_to=("x >= 0",)).why == "f is not convex (f'' = -6 at x = 0)"
    assert judged("x + y", subject_to=("x >= 0", "y >= 0")).why == "every function is affine"


def test_the_constraints_of_a_convex_problem() -> None:
    found = judged("exp(-x)", "y > 0", subject_to=("c: x^2/y <= 0", "x + y = 3"), variables="x, y")
    assert found.verdict == "proved"
    assert [f.curvature for f in found.functions] == ["convex", "convex", "affine"]
    assert judged("y", subject_to=("sqrt(x^2 + y^2) - x <= 0",)).verdict == "proved"


def test_an_equation_must_be_affine() -> None:
    found = judged("x", subject_to=("x^2 + y^2 = 1",))
    assert found.verdict == "refuted"
    assert found.why.startswith("h1 is not affine")
    assert judged("x", subject_to=("exp(x) = 1",)).verdict == "refuted"
    # -x^2 = -1 is as little affine, though its function is concave.
    assert judged("x", subject_to=("-x^2 = -1",)).verdict == "refuted"
    assert judged("x", "x >= 0", subject_to=("abs(x) + y = 1",)).verdict == "proved"


def test_a_constraint_of_the_wrong_direction_is_named() -> None:
    found = judged("x", subject_to=("roof: y <= (1 - x)^3", "y >= 0"))
    assert found.verdict == "refuted"
    assert found.why.startswith("roof is not convex")
    assert [f.curvature for f in found.functions] == ["affine", "nonconvex", "affine"]


def test_finite_sets_make_the_domain_nonconvex() -> None:
    found = judged("-x", "x in {0, 1}", subject_to=("x <= 1/2",), variables="x")
    assert found.verdict == "refuted"
    assert "2 separate values" in found.why
    assert judged("-x", "x in {1}", variables="x").verdict == "proved"


def test_natural_domains_may_be_nonconvex() -> None:
    for text in ("1/x", "-log(x*z - y^2)", "-sqrt(x*y)"):
        found = judged(text)
        assert found.verdict == "refuted", text
        assert "D is not convex" in found.why


def test_a_domain_that_is_not_understood_leaves_the_verdict_open() -> None:
    found = judged("x", "x + sin(y) >= 0", "x in [0, 9]")
    assert found.verdict in ("unknown", "refuted")
    assert found.functions[0].curvature == "affine"


def test_an_empty_box_is_not_called_convex() -> None:
    found = judged("x^2", "x >= 1", "x <= 0", variables="x")
    assert found.verdict == "unknown"
    assert "empty" in found.why


def test_a_large_separable_problem_is_decided_quickly_and_exactly() -> None:
    terms = " + ".join(f"{k}*w[{k}]^2" for k in range(1, 201))
    found = judged(terms, variables="w[1..200]")
    assert found.why == "f: Hessian (200 x 200) is positive definite"
    found = judged(terms + " - 1e-9*w[7]*w[9] - 64*w[7]^2", variables="w[1..200]")
    assert found.verdict == "refuted"
