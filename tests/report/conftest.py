"""Reports built by hand, so that the renderers are tested without any other room."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction as F

import pytest

from duality.model.derivation import (
    KKT,
    Block,
    Branch,
    Condition,
    Derivation,
    DualFunction,
    ImplicitMinimum,
    InRange,
    Lagrangian,
    Multiplier,
    PositiveSemidefinite,
    QuadraticValue,
    StationarityEquation,
    Step,
)
from duality.model.expression import ZERO, Call, Comparison, Expression, Negative, Variable, number, quotient
from duality.model.form import Affine, Bounds, Domain, Row, StandardConstraint, StandardForm
from duality.model.problem import ConstraintRow, Problem, Sense
from duality.model.report import (
    Convexity,
    KKTPoint,
    Report,
    Residuals,
    SlacknessRow,
    Slater,
    StrongDuality,
)
from duality.model.solution import Farkas, Label, Ray, Solution, Status

X, Y = Variable("x"), Variable("y")
NO_ROW = Row()


def standard_form(problem: Problem, expressions: list[Expression], domain: Domain = Domain()) -> StandardForm:
    """The form with given trees and empty rows, which no renderer reads."""
    sign = 1 if problem.sense is Sense.MIN else -1
    objective = problem.objective if sign == 1 else Negative(problem.objective)
    constraints = tuple(
        StandardConstraint(constraint, expression, NO_ROW)
        for constraint, expression in zip(problem.constraints, expressions, strict=True)
    )
    return StandardForm(problem, sign, NO_ROW, objective, constraints, domain)


def lagrangian_of(form: StandardForm) -> Lagrangian:
    terms = tuple((Multiplier(c.multiplier, c.name, c.constraint.kind), c.expression) for c in form.constraints)
    return Lagrangian(form.objective_expression, terms)


def multipliers_of(form: StandardForm) -> tuple[Multiplier, ...]:
    return tuple(multiplier for multiplier, _ in lagrangian_of(form).terms)


def exactly(value: F | int, point: dict[str, F | int], **more: object) -> Solution:
    """An exact, attained optimum."""
    pairs = tuple((name, F(entry)) for name, entry in point.items())
    known = {"exact": number(F(value)), "attained": True, "point": pairs, **more}
    return Solution(Status.OPTIMAL, float(value), lower=float(value), upper=float(value), label=Label.EXACT, **known)  # type: ignore[arg-type]


def min_norm() -> Report:
    """The projection onto a half-plane: everything holds exactly."""
    rows = (ConstraintRow(Comparison((">=",), (X + Y, number(1))), "budget"),)
    problem = Problem(X**2 + Y**2, Sense.MIN, ("x", "y"), rows, title="Projection onto a half-plane")
    c = 1 - X - Y
    form = standard_form(problem, [c])
    alpha, a = Variable("alpha_budget"), Variable("a_budget")

    def block(name: str) -> Block:
        value = Negative(quotient(alpha**2, number(4)))
        step = Step("square", "the infimum over {0} of {1} is at {0} = {2}", (Variable(name), alpha, alpha / 2))
        return Block((name,), "quadratic", (Branch((), value, True, ((name, alpha / 2),), (step,)),))

    theta = DualFunction(
        multipliers_of(form), "closed", Affine(F(0), (("alpha_budget", F(1)),)), (block("x"), block("y")), 24
    )
    dual = Problem(a - a**2 / 2, Sense.MAX, ("a_budget",), domain=(a >= 0,))
    kkt = KKT(
        (StationarityEquation("x", 2 * X - alpha), StationarityEquation("y", 2 * Y - alpha)),
        (c <= 0,),
        (alpha >= 0,),
        (Comparison(("=",), (alpha * c, ZERO)),),
    )
    steps = (Step("lagrangian", "the Lagrangian is {0}", (lagrangian_of(form).expression,)),)
    derivation = Derivation(form, lagrangian_of(form), theta, dual, kkt, (("a_budget", "alpha_budget"),), steps=steps)
    return Report(
        problem,
        form,
        derivation,
        exactly(F(1, 2), {"x": F(1, 2), "y": F(1, 2)}),
        exactly(F(1, 2), {"budget": 1}),
        0.0,
        StrongDuality("holds", "Theorem 2", "convex and Slater; KKT necessary and sufficient (Theorem 3)"),
        Convexity("proved", "f: Hessian 2I is positive definite; budget is affine"),
        Slater("holds", (("x", F(1)), ("y", F(1))), "strictly feasible at (1, 1): c = -1"),
        (SlacknessRow("budget", "inequality", F(0), F(1), F(0), True, F(1)),),
        Residuals(0.0, 0.0, 0.0, 0.0),
        F(0),
    )


def infeasible() -> Report:
    """x >= 1 and x <= -1, unnamed: a Farkas certificate, and a dual that rises without bound."""
    rows = (ConstraintRow(Comparison((">=",), (X, number(1)))), ConstraintRow(Comparison(("<=",), (X, number(-1)))))
    problem = Problem(X, Sense.MIN, ("x",), rows, title="No point at all")
    form = standard_form(problem, [1 - X, X - number(-1)])
    first, second = Variable("alpha_1"), Variable("alpha_2")
    slope = Affine(F(1), (("alpha_1", F(-1)), ("alpha_2", F(1))))
    condition = Condition(1 - first + second, "=", slope)
    constant = Affine(F(0), (("alpha_1", F(1)), ("alpha_2", F(1))))
    theta = DualFunction(
        multipliers_of(form), "closed", constant, (Block(("x",), "affine", (Branch((condition,), ZERO, True),)),), 24
    )
    a, b = Variable("a_1"), Variable("a_2")
    dual = Problem(
        a + b,
        Sense.MAX,
        ("a_1", "a_2"),
        (ConstraintRow(Comparison(("=",), (1 - a + b, ZERO))),),
        domain=(a >= 0, b >= 0),
    )
    kkt = KKT((StationarityEquation("x", 1 - first + second),), (), (first >= 0, second >= 0), ())
    names = (("a_1", "alpha_1"), ("a_2", "alpha_2"))
    farkas = (("c1", F(1)), ("c2", F(1)))
    infinity = float("inf")
    return Report(
        problem,
        form,
        Derivation(form, lagrangian_of(form), theta, dual, kkt, names),
        Solution(
            Status.INFEASIBLE,
            infinity,
            lower=infinity,
            upper=infinity,
            label=Label.EXACT,
            attained=False,
            certificate=Farkas(farkas, True),
        ),
        Solution(
            Status.UNBOUNDED,
            infinity,
            lower=infinity,
            upper=infinity,
            label=Label.EXACT,
            attained=False,
            certificate=Ray((("c1", F(1)), ("c2", F(0))), farkas, True),
        ),
        0.0,
        StrongDuality("holds", "", "p* = d* = +inf"),
        Convexity("proved", "every function is affine"),
        Slater("fails", None, "there is no feasible x"),
        (),
        None,
    )


def double_well() -> Report:
    """A quartic with a gap: numeric p*, exact d*, an implicit minimum, three KKT points."""
    rows = (ConstraintRow(X >= 0, "right"),)
    objective = X**4 - 3 * X**2 + X
    problem = Problem(objective, Sense.MIN, ("x",), rows, title="A double well", notes=("A gap.",))
    form = standard_form(problem, [Negative(X)])
    alpha = Variable("alpha_right")
    minimum = ImplicitMinimum("x", objective - alpha * X, None, None)
    block = Block(("x",), "quartic", (Branch((), minimum, True),))
    theta = DualFunction(multipliers_of(form), "implicit", Affine(F(0)), (block,), 24)
    kkt = KKT((StationarityEquation("x", 4 * X**3 - 6 * X + 1 - alpha),), (Negative(X) <= 0,), (alpha >= 0,), ())
    p_star = -1.0702296
    points = (
        KKTPoint((("x", F(0)),), (("right", F(1)),), 0.0, ZERO, "local min"),
        KKTPoint((("x", 0.1699384),), (("right", 0.0),), 0.0841, None, "local max"),
        KKTPoint((("x", 1.1309011),), (("right", 0.0),), p_star, None, "global min", strict=True, is_global=True),
    )
    return Report(
        problem,
        form,
        Derivation(form, lagrangian_of(form), theta, None, kkt),
        Solution(
            Status.OPTIMAL,
            p_star,
            lower=p_star - 1e-7,
            upper=p_star,
            label=Label.GLOBAL,
            attained=True,
            point=(("x", 1.1309011),),
        ),
        exactly(F(-9, 4), {"right": 1}),
        p_star + 2.25,
        StrongDuality("fails", "Theorem 1", "Theorem 2 does not apply: f is not convex (f'' = -6 at x = 0)"),
        Convexity("refuted", "f is not convex: f'' = -6 at x = 0"),
        Slater("holds", (("x", F(1)),), "strictly feasible at x = 1: c = -1"),
        (SlacknessRow("right", "inequality", -1.1309011, F(1), -1.1309011, False, None),),
        Residuals(0.0, 0.0, 0.0, 1.1309011),
        kkt_points=points,
        kkt_complete=True,
        warnings=("stable in a box",),
    )


def unattained_max() -> Report:
    """max -exp(-x) over x in (0, 2] or so: a max problem with a natural domain and an unattained dual."""
    rows = (ConstraintRow(Comparison(("<=",), (Call("log", (X,)), number(1))), "cap"),)
    problem = Problem(
        Negative(X),
        Sense.MAX,
        ("x",),
        rows,
        domain=(X <= 3,),
        title="Gr\N{LATIN SMALL LETTER U WITH DIAERESIS}n & 100%",
    )
    domain = Domain((("x", Bounds(F(0), F(3), lower_closed=False)),), natural_bounds=("x",))
    form = standard_form(problem, [Call("log", (X,)) - 1], domain)
    alpha = Variable("alpha_cap")
    zero = Condition(alpha, "=", Affine(F(0), (("alpha_cap", F(1)),)))
    theta = DualFunction(
        multipliers_of(form), "closed", Affine(F(0)), (Block(("x",), "log", (Branch((zero,), ZERO, False),)),), 24
    )
    kkt = KKT((StationarityEquation("x", 1 + alpha / X, "x in (0, 3]"),), (), (alpha >= 0,), (), ("abs(x)",))
    return Report(
        problem,
        form,
        Derivation(form, lagrangian_of(form), theta, None, kkt, dual_reason="no formula"),
        Solution(Status.OPTIMAL, 0.0, lower=0.0, upper=0.0, label=Label.EXACT, exact=ZERO, attained=False),
        exactly(0, {"cap": 0}),
        0.0,
        StrongDuality("holds", "weak duality", "both values are 0"),
        Convexity("unknown", "cap is concave"),
        Slater("unknown", None, "not looked for"),
        (SlacknessRow("cap", "inequality", None, F(0), None, None, None),),
        None,
        F(0),
    )


def pieces() -> Report:
    """Two blocks with several branches, a structural quadratic block, and an equality: every shape of theta_D."""
    rows = (
        ConstraintRow(Comparison(("<=",), (X * Y, number(1))), "product"),
        ConstraintRow(Comparison(("=",), (X + Y, number(2))), "total"),
    )
    problem = Problem(X**2, Sense.MIN, ("x", "y"), rows, title="")
    form = standard_form(problem, [X * Y - 1, X + Y - 2])
    alpha, beta = Variable("alpha_product"), Variable("beta_total")
    slope = Affine(F(0), (("beta_total", F(1)),))
    up, down = Condition(beta, ">=", slope), Condition(Negative(beta), ">=", -slope)

    def interval(name: str) -> Block:
        return Block((name,), "affine", (Branch((up,), ZERO, True), Branch((down,), beta * 2, True)))

    one, free = Affine(F(2)), Affine(F(0), (("alpha_product", F(1)),))
    matrix, vector = ((one, free), (free, one)), (slope, slope)
    structural = Branch((PositiveSemidefinite(matrix), InRange(matrix, vector)), QuadraticValue(matrix, vector), True)
    blocks = (interval("x"), interval("y"), Block(("u", "v"), "quadratic", (structural,)))
    constant = Affine(F(0), (("alpha_product", F(-1)), ("beta_total", F(-2))))
    theta = DualFunction(multipliers_of(form), "conic", constant, blocks, 24)
    kkt = KKT((), (), (alpha >= 0,), ())
    return Report(
        problem,
        form,
        Derivation(form, lagrangian_of(form), theta, None, kkt),
        Solution(Status.UNKNOWN, None, lower=-3.0, upper=4.0, label=Label.NUMERICAL),
        Solution(Status.UNKNOWN, None),
        None,
        StrongDuality("unknown", "", "p* was not found"),
        Convexity("unknown", ""),
        Slater("unknown", None, "not looked for"),
        (),
        None,
    )


HAND_MADE: dict[str, Callable[[], Report]] = {
    "min-norm": min_norm,
    "infeasible": infeasible,
    "double-well": double_well,
    "unattained-max": unattained_max,
    "pieces": pieces,
}


@pytest.fixture(params=HAND_MADE, ids=list(HAND_MADE))
def named_report(request: pytest.FixtureRequest) -> tuple[str, Report]:
    return request.param, HAND_MADE[request.param]()


@pytest.fixture
def hand_made() -> dict[str, Callable[[], Report]]:
    return HAND_MADE
