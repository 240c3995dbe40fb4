"""The steps of a worked solution: what makes g(t) least where, a line a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.algebra.atoms import affine_expression, scalar_expression
from duality.derive.rules.univariate.candidate import Closed
from duality.derive.rules.univariate.curve import T, midpoint
from duality.derive.rules.univariate.objective import Objective
from duality.derive.rules.univariate.regions import Clause
from duality.model.derivation import ImplicitMinimum, Step
from duality.model.expression import ZERO, Comparison, Expression
from duality.model.form import Affine, Bounds
from duality.model.scalar import Scalar

if TYPE_CHECKING:
    from duality.derive.rules.univariate.stationary import StationaryPoint

Steps = tuple[Step, ...]


def assumption(clause: Clause) -> Step:
    """The case of a coefficient's sign."""
    return Step("univariate: sign", "Take the case {0}.", (clause.condition.comparison,))


def interval(bounds: Bounds) -> Comparison | None:
    """The interval as a comparison in t, ``None`` for the whole line."""
    relations = ["<=" if bounds.lower_closed else "<", "<=" if bounds.upper_closed else "<"]
    low, high = (None if end is None else scalar_expression(end) for end in (bounds.lower, bounds.upper))
    if low is not None and high is not None:
        return Comparison((relations[0], relations[1]), (low, T, high))  # type: ignore[arg-type]
    if low is not None:
        return Comparison((">=" if bounds.lower_closed else ">",), (T, low))
    return None if high is None else Comparison((relations[1],), (T, high))  # type: ignore[arg-type]


def _shape(objective: Objective, shape: str) -> Step:
    """g(t) = ... is convex in t over the interval."""
    region = interval(objective.bounds)
    body = objective.tree()
    if region is None:
        return Step("univariate: shape", f"{{0}} is {shape} in {{1}}.", (body, T))
    return Step("univariate: shape", f"{{0}} is {shape} in {{1}} for {{2}}.", (body, T, region))


def single_point(objective: Objective) -> Steps:
    assert objective.bounds.lower is not None, "an interval of one point has an end"
    return (Step("univariate: point", "{0} can only be {1}.", (T, scalar_expression(objective.bounds.lower))),)


def stationary(objective: Objective, piece: Bounds, found: StationaryPoint) -> Steps:
    point = affine_expression(found.point) if isinstance(found.point, Affine) else found.point
    return (
        _shape(objective, "convex"),
        Step(
            "univariate: stationary point",
            "Its derivative {0} vanishes at {1} = {2}.",
            (objective.derivative(midpoint(piece)), T, point),
        ),
        Step("univariate: value", "There it takes the value {0}.", (found.value.tree,)),
    )


def implicit(objective: Objective, piece: Bounds, value: ImplicitMinimum) -> Steps:
    return (
        _shape(objective, "convex"),
        Step(
            "univariate: implicit minimum",
            "Its derivative {0} vanishes at a point without a closed form, and the infimum is {1}.",
            (objective.derivative(midpoint(piece)), value),
        ),
    )


def at_end(objective: Objective, end: Scalar, slope: Affine, value: Affine, side: int, closed: bool) -> Steps:
    name, turn, relation = ("lower", "rises from", ">=") if side < 0 else ("upper", "falls toward", "<=")
    remark = "" if closed else ", which is approached and not attained"
    reason = (
        f"At the {name} end {{0}} = {{1}} its slope is {{2}}, so where {{3}} it {turn} that end, "
        f"and the infimum is {{4}}{remark}."
    )
    formulas = (
        T,
        scalar_expression(end),
        affine_expression(slope),
        Comparison((relation,), (affine_expression(slope), ZERO)),  # type: ignore[arg-type]
        affine_expression(value),
    )
    return (_shape(objective, "convex"), Step("univariate: end", reason, formulas))


def at_kink(objective: Objective, point: Scalar, before: Affine, after: Affine) -> Steps:
    reason = "At the kink {0} = {1} its slope jumps from {2} to {3}; where 0 lies between them, it is least there."
    formulas = (T, scalar_expression(point), affine_expression(before), affine_expression(after))
    return (_shape(objective, "convex"), Step("univariate: kink", reason, formulas))


def toward_infinity(objective: Objective, slope: Affine, rest: Affine, side: int) -> Steps:
    direction = "grows" if side > 0 else "falls"
    reason = f"Where {{0}}, it decreases toward {{1}} as {{2}} {direction} without bound, and does not attain it."
    vanishing = Comparison(("=",), (affine_expression(slope), ZERO))
    return (
        _shape(objective, "convex"),
        Step("univariate: infinity", reason, (vanishing, affine_expression(rest), T)),
    )


def level(objective: Objective, slope: Affine) -> Steps:
    reason = "It is affine in {0}, so it has a least value only where its slope {1} vanishes."
    return (Step("univariate: level", reason, (T, affine_expression(slope))),)


def concave_end(objective: Objective, end: Scalar, value: Affine, advantage: Affine, closed: bool) -> Steps:
    remark = "" if closed else ", approached and not attained"
    reason = f"A concave function is least at an end: where {{0}}, at {{1}} = {{2}}, with the value {{3}}{remark}."
    formulas = (
        Comparison((">=",), (affine_expression(advantage), ZERO)),
        T,
        scalar_expression(end),
        affine_expression(value),
    )
    return (_shape(objective, "concave"), Step("univariate: concave", reason, formulas))


def concave_half_line(objective: Objective, slope: Affine, end: Scalar, value: Affine, closed: bool) -> Steps:
    remark = "" if closed else ", approached and not attained"
    reason = (
        "Toward infinity its slope tends to {0}, and unless it turns down there, "
        f"it is least at {{1}} = {{2}}, with the value {{3}}{remark}."
    )
    formulas = (affine_expression(slope), T, scalar_expression(end), affine_expression(value))
    return (_shape(objective, "concave"), Step("univariate: concave", reason, formulas))


def nonconvex(objective: Objective, value: ImplicitMinimum | Closed, attained: bool | None) -> Steps:
    body: tuple[Expression | ImplicitMinimum, ...] = (value.tree if isinstance(value, Closed) else value,)
    reason = "It is not convex, but continuous"
    if attained:
        reason += " and grows toward every end that does not belong to the interval, so its minimum {0} is attained."
    else:
        reason += " and bounded below; its infimum is {0}."
    return (Step("univariate: nonconvex", reason, body),)
