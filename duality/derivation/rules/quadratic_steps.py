"""What a worked solution says about 1/2 x'Qx + q'x: the gradient, the shape, and what happens where Q is singular."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, scaled, total
from duality.algebra.definiteness import negative_direction
from duality.derivation.parts import weighted
from duality.model.derivation import Condition, Formula, InRange, PositiveSemidefinite, Step
from duality.model.expression import ZERO, Comparison, Expression, Variable
from duality.model.form import Affine

Matrix = Sequence[Sequence[Affine]]
Point = tuple[tuple[str, Expression], ...]


def descent(names: Sequence[str], matrix: Matrix) -> Step:
    """Q is constant and not positive semidefinite: a direction along which L falls."""
    if len(names) == 1:
        reason = "Its second derivative is negative, {0}: a parabola that opens downward falls without bound."
        return Step("quadratic", reason, (Comparison(("<",), (affine_expression(matrix[0][0]), ZERO)),))
    direction = negative_direction([[entry.constant for entry in row] for row in matrix])
    assert direction is not None, "elimination met a pivot that is not positive"
    t = Variable("t" if "t" not in names else "t_")
    formulas = tuple(
        Comparison(("=",), (Variable(name), scaled(step, t)))
        for name, step in zip(names, direction, strict=True)
        if step != 0
    )
    reason = (
        f"Its Hessian is not positive semidefinite: along {_places(len(formulas))} the quadratic part is a negative "
        "multiple of t^2, so the function falls without bound."
    )
    return Step("quadratic", reason, formulas)


def level(form: Affine) -> Step:
    """Q is constant and singular, and q is never in its range."""
    reason = (
        "Along the nullspace of the Hessian the function is linear with the slope {0}, which is never 0, "
        "so it falls without bound."
    )
    return Step("range", reason, (affine_expression(form),))


def stationarity(
    names: Sequence[str], matrix: Matrix, vector: Sequence[Affine], point: Point, conditions: Sequence[Condition]
) -> tuple[Step, ...]:
    """Q is constant and positive semidefinite: the gradient, its zero, and when it has one."""
    equations = gradient(names, matrix, vector)
    solution = equalities(point)
    if len(point) == 1:
        reason = (
            "It is a parabola that opens upward, for its second derivative is positive, {0}; "
            "it is least where its derivative vanishes:"
        )
        second = Comparison((">",), (affine_expression(matrix[0][0]), ZERO))
        return (Step("stationarity", reason, (second,), (*equations, *solution)),)
    definite = "semidefinite" if conditions else "definite"
    reason = (
        f"It is a convex quadratic function, for its Hessian is positive {definite}; "
        "it is least where its gradient vanishes:"
    )
    steps = [Step("stationarity", reason, (), equations)]
    if conditions:
        reason = (
            "The Hessian is singular and the function is linear along its nullspace, so these equations have a "
            f"solution, and the function is bounded below, only where {_places(len(conditions))}."
        )
        steps.append(Step("range", reason, tuple(c.comparison for c in conditions)))
    return (*steps, Step("minimizer", "Solved for the variables:", (), solution))


_EITHER = (
    "As a function of {0} it is a parabola with the leading coefficient {1}: bounded below where that is "
    "positive; where it is negative the parabola opens downward and the infimum is -inf."
)


def always_upward(step: Step) -> Step:
    """The same step where the leading coefficient is known to be positive."""
    if step.reason != _EITHER:
        return step
    return Step(step.rule, "As a function of {0} it is a parabola with the leading coefficient {1} > 0.", step.formulas)


def parabola(name: str, curvature: Affine, slope: Affine, *, vanishes: bool, level: bool) -> tuple[Step, ...]:
    """One variable; the leading coefficient of the multipliers ``vanishes`` somewhere, the slope (``level``) too."""
    half = affine_expression(curvature.scaled(Fraction(1, 2)))
    if not vanishes:
        reason = "As a function of {0} it is a parabola with the leading coefficient {1}, which never vanishes."
        return (Step("quadratic", reason, (Variable(name), half)),)
    steps = [Step("quadratic", _EITHER, (Variable(name), half))]
    if not level:
        reason = "Where {0} only {1} is left, which falls without bound because its coefficient is not 0 there."
        zero = Comparison(("=",), (half, ZERO))
        steps.append(Step("quadratic: border", reason, (zero, weighted(slope, Variable(name)))))
    return tuple(steps)


def monomial(name: str, curvature: Affine) -> Step:
    """a*x^2 with nothing linear beside it."""
    reason = "It is bounded below only where the coefficient {0} is not negative, and its least value 0 is then at {1}."
    zero = Comparison(("=",), (Variable(name), ZERO))
    return Step("quadratic", reason, (affine_expression(curvature.scaled(Fraction(1, 2))), zero))


def opening_upward(name: str, point: Expression, curvature: Affine, slope: Affine) -> Step:
    """The stationary point of a parabola that opens upward."""
    x = Variable(name)
    derivative = total([weighted(curvature, x), affine_expression(slope)])
    rows = (Comparison(("=",), (derivative, ZERO)), Comparison(("=",), (x, point)))
    return Step("stationarity", "The parabola opens upward and is least where its derivative vanishes:", (), rows)


def linear_rest(name: str, slope: Affine) -> Step:
    """The leading coefficient vanishes, and so must the slope."""
    reason = "Only the linear term {0} is left, which is bounded below only where it vanishes; every {1} attains 0."
    return Step("quadratic: border", reason, (weighted(slope, Variable(name)), Variable(name)))


def semidefinite(names: Sequence[str], matrix: Matrix, vector: Sequence[Affine]) -> Step:
    """Several variables: bounded below if and only if Q is positive semidefinite and q in its range."""
    square = tuple(tuple(row) for row in matrix)
    shown: tuple[Formula, ...] = (PositiveSemidefinite(square),)
    named = ", ".join(names)
    subject = f"As a function of {named} it is 1/2 x'Qx + q'x with a Hessian Q that depends on the multipliers."
    if all(entry.is_zero for entry in vector):
        reason = (
            f"{subject} Without a linear part it is bounded below if and only if Q is positive semidefinite, "
            "and then 0 is its least value, attained at 0:"
        )
        return Step("quadratic", reason, (), shown)
    reason = (
        f"{subject} It is bounded below if and only if Q is positive semidefinite and q lies in the range of Q, "
        "that is, if Qx + q = 0 has a solution; its least value is then -1/2 q'Q^+ q:"
    )
    return Step("quadratic", reason, (), (*shown, InRange(square, tuple(vector))))


def definite(names: Sequence[str], matrix: Matrix, vector: Sequence[Affine], point: Point) -> tuple[Step, ...]:
    """Q positive definite: the gradient vanishes at one point."""
    return (
        Step(
            "stationarity",
            "Here Q is positive definite (its leading minors are positive), and the gradient vanishes at one point:",
            (),
            gradient(names, matrix, vector),
        ),
        Step("minimizer", "By Cramer's rule:", (), equalities(point)),
    )


def singular() -> Step:
    """Q singular and q in its range: any solution of Qx + q = 0 serves."""
    return Step("range", "Here Q is singular, and Qx + q = 0 has a solution; any one of them is a minimizer.")


def gradient(names: Sequence[str], matrix: Matrix, vector: Sequence[Affine]) -> tuple[Comparison, ...]:
    """The rows of Qx + q = 0."""
    rows: list[Comparison] = []
    for row, q in zip(matrix, vector, strict=True):
        terms = [weighted(entry, Variable(name)) for name, entry in zip(names, row, strict=True) if not entry.is_zero]
        rows.append(Comparison(("=",), (total([*terms, affine_expression(q)]), ZERO)))
    return tuple(rows)


def equalities(point: Point) -> tuple[Comparison, ...]:
    """x = ..., y = ..."""
    return tuple(Comparison(("=",), (Variable(name), value)) for name, value in point)


def _places(count: int) -> str:
    return ", ".join(f"{{{k}}}" for k in range(count))
