"""The steps of a worked solution: what makes g(t) least where, a line a step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING

from duality.algebra.atoms import affine_expression, scalar_expression
from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.evaluate import exact_value
from duality.derivation.parts import bounds_row
from duality.derivation.rules.univariate.candidate import Closed
from duality.derivation.rules.univariate.curve import T, midpoint
from duality.derivation.rules.univariate.objective import Objective
from duality.derivation.rules.univariate.piecewise import is_piecewise_affine
from duality.model.derivation import ImplicitMinimum, Step
from duality.model.expression import ZERO, Call, Comparison, Expression
from duality.model.form import Affine, Bounds
from duality.model.scalar import Scalar

if TYPE_CHECKING:
    from duality.derivation.rules.univariate.stationary import StationaryPoint

Steps = tuple[Step, ...]


def shape(objective: Objective, convex: bool) -> Step:
    """g is convex, or concave, in t over its interval."""
    word, turn = ("convex", "never decreases") if convex else ("concave", "never increases")
    return Step(f"univariate: {word}", f"The function is {word} in {{0}}: its slope {turn}.", (T,))


def _without_interior_end(objective: Objective) -> Steps:
    """A finite end in the interval at which the slope is infinite: g falls away from it, so it is not the minimizer."""
    found: list[Step] = []
    for side, end, closed, name in (
        (1, objective.bounds.lower, objective.bounds.lower_closed, "lower"),
        (-1, objective.bounds.upper, objective.bounds.upper_closed, "upper"),
    ):
        if end is None or not closed or not isinstance(objective.slope_at(end, side), float):
            continue
        remark = " (where 0*log(0) = 0)" if _meets_log_of_zero(objective, end) else ""
        reason = (
            f"At the {name} end {{0}}{remark} the slope is {'-' if side > 0 else '+'}infinity, "
            "so the function falls from there into the interval and its minimum is not at that end."
        )
        found.append(Step("univariate: steep end", reason, (_at(end),)))
    return tuple(found)


def _at(end: Scalar) -> Comparison:
    """t = end."""
    return Comparison(("=",), (T, scalar_expression(end)))


def _meets_log_of_zero(objective: Objective, end: Scalar) -> bool:
    """A logarithm of 0 occurs at the end; as 0*log(0) it counts 0."""
    logarithms = (node for node in objective.tree().walk() if isinstance(node, Call) and node.function == "log")
    return any(
        node.arguments[0].variables() == (T.name,) and exact_value(node.arguments[0], {T.name: end}) == 0
        for node in logarithms
    )


def single_point(objective: Objective) -> Steps:
    """The interval is one point."""
    assert objective.bounds.lower is not None, "an interval of one point has an end"
    return (Step("univariate: point", "{0} can only be {1}.", (T, scalar_expression(objective.bounds.lower))),)


def stationary(objective: Objective, piece: Bounds, found: StationaryPoint) -> Steps:
    """The derivative and its zero."""
    point = affine_expression(found.point) if isinstance(found.point, Affine) else found.point
    equation = Comparison(("=",), (objective.derivative(midpoint(piece)), ZERO))
    where = bounds_row(T.name, piece) if objective.breakpoints() else None
    reason = "It is least where its derivative vanishes:"
    formulas: tuple[Comparison, ...] = ()
    if where is not None:
        reason, formulas = "Its minimum lies in {0}, where the derivative vanishes:", (where,)
    rows = (equation, Comparison(("=",), (T, point)))
    return (
        shape(objective, convex=True),
        *_without_interior_end(objective),
        Step("univariate: stationary point", reason, formulas, rows),
    )


def implicit(objective: Objective, piece: Bounds) -> Steps:
    """The derivative vanishes somewhere, at no point with a formula."""
    equation = Comparison(("=",), (objective.derivative(midpoint(piece)), ZERO))
    reason = (
        "It is least where its derivative vanishes, but that equation has no solution in closed form, "
        "so the minimum stays as it is and is evaluated to any accuracy for given multipliers:"
    )
    return (shape(objective, convex=True), Step("univariate: implicit minimum", reason, (), (equation,)))


def at_end(objective: Objective, end: Scalar, slope: Affine, side: int, closed: bool) -> Steps:
    """g rises from an end of its interval."""
    name, sign, turn = ("lower", "nonnegative", "rises from") if side < 0 else ("upper", "not positive", "falls toward")
    there = "is least there" if closed else "has its infimum as the limit there, which is not attained"
    reason = (
        f"At the {name} end {{0}} the slope is {{1}}. Where that is {sign}, the function {turn} that end and {there}."
    )
    formulas = (_at(end), affine_expression(slope))
    return (shape(objective, convex=True), Step("univariate: end", reason, formulas))


def at_kink(objective: Objective, point: Scalar, before: Affine, after: Affine) -> Steps:
    """0 lies between the one-sided slopes at a kink."""
    formulas = (_at(point), affine_expression(before), affine_expression(after))
    if (after - before).is_zero:
        reason = "At {0} the slope is {1}; where it vanishes the function is least there."
    else:
        reason = "At the kink {0} the slope jumps from {1} to {2}. Where 0 lies between them, it is least there."
    return (shape(objective, convex=True), Step("univariate: kink", reason, formulas))


def toward_infinity(objective: Objective, slope: Affine, rest: Affine, side: int) -> Steps:
    """The slope tends to 0 toward an infinite end."""
    direction = "+infinity" if side > 0 else "-infinity"
    where = "to 0, and it" if slope.is_zero else "to {2}. Where that is 0, it"
    reason = (
        f"As {{0}} goes to {direction} its slope tends {where} decreases toward {{1}} all the way: the infimum {{1}} "
        f"is approached along any sequence with {{0}} to {direction}, and not attained."
    )
    formulas = (T, affine_expression(rest), affine_expression(slope))
    return (shape(objective, convex=True), Step("univariate: infinity", reason, formulas))


def level(objective: Objective, slope: Affine) -> Steps:
    """g is affine."""
    if slope.is_zero:
        return (Step("univariate: level", "It does not depend on {0}.", (T,)),)
    reason = "It is affine in {0}, so it is bounded below only where its slope {1} vanishes; it is constant there."
    return (Step("univariate: level", reason, (T, affine_expression(slope))),)


def concave_end(objective: Objective, end: Scalar, closed: bool) -> Steps:
    """A concave g on a bounded interval: the lower one of its ends."""
    remark = "" if closed else ", approached and not attained"
    reason = f"A concave function on an interval is least at one of its ends, here at {{0}}{remark}."
    return (shape(objective, convex=False), Step("univariate: concave", reason, (_at(end),)))


def concave_half_line(objective: Objective, slope: Affine, end: Scalar, closed: bool) -> Steps:
    """A concave g on a half-line that does not turn down toward infinity."""
    remark = "" if closed else ", approached and not attained"
    reason = (
        "Its slope tends to {0} toward infinity. Where that would be negative it falls without bound; else it rises "
        f"all the way and is least at its end {{1}}{remark}."
    )
    formulas = (affine_expression(slope), _at(end))
    return (shape(objective, convex=False), Step("univariate: concave", reason, formulas))


def nonconvex(objective: Objective, value: ImplicitMinimum | Closed, attained: bool | None) -> Steps:
    """g is neither convex nor concave: its candidates."""
    steps = [Step("univariate: nonconvex", *_not_convex(objective))]
    if isinstance(value, Closed):
        if all(is_piecewise_affine(summand.curve) for summand in objective.summands):
            reason = "It is piecewise affine, so it is least at a kink or at an end: the least of these values is it."
        elif attained:
            reason = "Where its linear part vanishes it is a multiple of a function with a known, attained least value."
        else:
            reason = (
                "Where its linear part vanishes it is a multiple of one function, whose infimum is a limit at an end."
            )
        return (*steps, Step("univariate: least value", reason))
    places = " or ".join(_places(objective))
    if attained:
        bounds = objective.bounds
        if bounds.lower is None and bounds.upper is None:
            why = "and grows without bound in both directions"
        elif _closed_ends(bounds) == 2:
            why = "on a closed bounded interval"
        else:
            why = "and grows without bound toward every end that is not in the interval"
        reason = f"Its minimum is attained, for it is continuous {why}. It lies {places}:"
    else:
        reason = f"It is bounded below. Its infimum is its limit toward an end, or its value {places}:"
    equations = [Comparison(("=",), (objective.derivative(midpoint(piece)), ZERO)) for piece in _pieces(objective)]
    steps.append(Step("univariate: candidates", reason, (), tuple(dict.fromkeys(equations))))
    which = "these equations" if len(set(equations)) > 1 else "that equation"
    reason = (
        f"Every real root of {which} is a candidate: a local minimum, a local maximum or neither, and no formula tells "
        "which is the best for all multipliers. The infimum is the least value among all candidates; for given "
        "multipliers they are enclosed, every one, and compared."
    )
    return (*steps, Step("univariate: global minimum", reason))


def _places(objective: Objective) -> Iterator[str]:
    yield "where its derivative vanishes"
    if objective.breakpoints():
        yield "at a kink"
    if _closed_ends(objective.bounds):
        yield "at an end of the interval"


def _closed_ends(bounds: Bounds) -> int:
    ends = ((bounds.lower, bounds.lower_closed), (bounds.upper, bounds.upper_closed))
    return sum(1 for end, closed in ends if end is not None and closed)


def _not_convex(objective: Objective) -> tuple[str, tuple[Expression, ...]]:
    """Why stationary points are not enough."""
    curvature = None
    if not objective.breakpoints():
        with suppress(NotDifferentiable):
            curvature = derivative(objective.derivative(midpoint(objective.bounds)), T.name)
    if curvature is None:
        return "The function need not be convex, so a stationary point need not be its minimum.", ()
    reason = (
        "Its second derivative {0} need not be positive, so it is not convex and a stationary point may be no minimum."
    )
    return reason, (curvature,)


def _pieces(objective: Objective) -> list[Bounds]:
    marks = [objective.bounds.lower, *objective.breakpoints(), objective.bounds.upper]
    return [Bounds(low, high) for low, high in pairwise(marks)]
