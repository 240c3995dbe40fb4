"""The infimum of a g that is neither convex nor concave: where it is finite, exactly; its value, a minimum over t.

g is continuous. It is bounded below if and only if it does not go to -inf toward an end, which the summand of the
greatest growth there decides. It attains its infimum if each end belongs to the interval or sends g to +inf.
"""

from __future__ import annotations

from itertools import product

from duality.algebra.atoms import affine_expression, scalar_expression
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate import narration
from duality.derivation.rules.univariate.candidate import Candidate, Closed
from duality.derivation.rules.univariate.curve import Shifted, T
from duality.derivation.rules.univariate.formulas import NOTHING
from duality.derivation.rules.univariate.function import Growth
from duality.derivation.rules.univariate.level import level
from duality.derivation.rules.univariate.objective import Objective, Summand
from duality.derivation.rules.univariate.piecewise import is_piecewise_affine
from duality.derivation.rules.univariate.regions import Region, above, at_least, zero
from duality.model.derivation import ImplicitMinimum
from duality.model.expression import Call
from duality.model.form import Affine
from duality.records import record

ENTRY = Entry(
    "Polynomial, not convex",
    "var x\nmin x^4 - 3*x^2\ns.t.\n a: x >= 1",
    "Boyd and Vandenberghe, section 5.1.3 (any problem)",
)


@record
class Way:
    """One way for g to stay above -inf toward an end: on the region; ``settled`` if the infimum cannot escape there."""

    region: Region
    settled: bool


def nonconvex(objective: Objective) -> list[Candidate] | Refusal:
    """The branches of inf g."""
    lower, upper = _ways(objective, -1), _ways(objective, 1)
    if isinstance(lower, Refusal):
        return lower
    if isinstance(upper, Refusal):
        return upper
    return [_candidate(objective, low, high) for low, high in product(lower, upper)]


def is_continuous_on_compact(objective: Objective) -> bool:
    """The interval is closed and bounded and g is finite at its ends, whatever the signs of the coefficients."""
    bounds = objective.bounds
    if bounds.lower is None or bounds.upper is None or not (bounds.lower_closed and bounds.upper_closed):
        return False
    ends = (bounds.lower, bounds.upper)
    return not any(isinstance(summand.curve.value(end), float) for summand in objective.summands for end in ends)


def minimum_on_compact(objective: Objective) -> Candidate:
    """min over a closed bounded interval, for all multipliers at once."""
    return _candidate(objective, Way((), True), Way((), True))


def _candidate(objective: Objective, low: Way, high: Way) -> Candidate:
    region = (*low.region, *high.region)
    if _is_piecewise_affine(objective) and low.settled and high.settled:
        value = _least_vertex(objective)
        return Candidate(region, value, True, None, narration.nonconvex(objective, value, True))
    if _is_level(objective, region):
        known = _extreme(objective)
        if known is not None:
            point, value = known
            return Candidate(region, value, True, point, narration.nonconvex(objective, value, True))
        least = level(objective)
        if least is not None:
            steps = narration.nonconvex(objective, least.value, least.attained)
            return Candidate(region, least.value, least.attained, least.point, steps)
    ends = (objective.bounds.lower, objective.bounds.upper)
    lower, upper = (None if end is None else scalar_expression(end) for end in ends)
    bounds = objective.bounds
    opened = not bounds.lower_closed, not bounds.upper_closed
    attained = True if low.settled and high.settled else None
    implicit = ImplicitMinimum(T.name, objective.tree(), lower, upper, *opened, attained is True)
    return Candidate(region, implicit, attained, None, narration.nonconvex(objective, implicit, attained))


def _least_vertex(objective: Objective) -> Closed:
    """A piecewise affine g that does not fall toward its ends is least at a closed end or a kink."""
    ends = [end for end in (objective.bounds.lower, objective.bounds.upper) if end is not None]
    values = [objective.value(t) for t in dict.fromkeys([*ends[:1], *objective.breakpoints(), *ends[1:]])]
    trees = dict.fromkeys(affine_expression(value) for value in values if isinstance(value, Affine))
    return Closed(NOTHING, (Call("min", tuple(trees)) if len(trees) > 1 else next(iter(trees)),))


def _is_level(objective: Objective, region: Region) -> bool:
    """The linear part of g is 0 on the region."""
    return objective.slope.is_zero or any(
        clause.relation == "=" and (clause.form - objective.slope).is_zero for clause in region
    )


def _extreme(objective: Objective) -> tuple[Affine, Closed] | None:
    """A single curve with nothing linear beside it, at its known least or greatest value."""
    if len(objective.summands) != 1:
        return None
    (summand,) = objective.summands
    curve = summand.curve
    if not isinstance(curve, Shifted):
        return None
    known = curve.function.extreme(summand.sign, curve.bounds_in_s(objective.bounds))
    if known is None:
        return None
    value, s = known
    point = (s - curve.shift) / curve.scale
    return Affine(point), Closed(objective.constant + summand.coefficient.scaled(value))


def _is_piecewise_affine(objective: Objective) -> bool:
    return all(is_piecewise_affine(summand.curve) for summand in objective.summands)


def _ways(objective: Objective, side: int) -> list[Way] | Refusal:
    bounds = objective.bounds
    end, closed = (bounds.lower, bounds.lower_closed) if side < 0 else (bounds.upper, bounds.upper_closed)
    if end is None:
        return _infinite_ways(objective, side)
    growing = [
        (summand, summand.curve.growth_at(end))
        for summand in objective.summands
        if isinstance(summand.curve.value(end), float)
    ]
    if not growing:
        return [Way((), closed)]
    sign = _dominant_sign(growing)
    if isinstance(sign, Refusal):
        return sign
    return [Way((), True)] if sign > 0 else []


def _infinite_ways(objective: Objective, side: int) -> list[Way] | Refusal:
    ends = objective.ends(side)
    steep = [(summand, end.growth) for summand, end in ends if isinstance(end.slope, float)]
    if steep:
        sign = _dominant_sign(steep)
        if isinstance(sign, Refusal):
            return sign
        return [Way((), True)] if sign > 0 else []
    slope = objective.infinite_slope(side)
    assert isinstance(slope, Affine), "no summand has an infinite slope"
    if _is_piecewise_affine(objective):
        # A level stretch attains its value at its end.
        return [Way((at_least(slope if side > 0 else -slope),), True)]
    slow = [(summand, end.growth) for summand, end in ends if isinstance(end.rest, float)]
    ways = [Way((above(slope if side > 0 else -slope),), True)]
    region = (zero(slope),)
    if not slow:
        return [*ways, Way(region, False)]
    sign = _dominant_sign(slow)
    if isinstance(sign, Refusal):
        return sign
    return [*ways, Way(region, True)] if sign > 0 else ways


def _dominant_sign(growing: list[tuple[Summand, Growth]]) -> int | Refusal:
    """The sign of the fastest growing part."""
    signs = {summand.sign * growth.sign for summand, growth in growing}
    if len(signs) == 1:
        return signs.pop()
    orders = [growth.order for _, growth in growing if growth.order is not None]
    if len(orders) < len(growing):
        return Refusal("two functions go to infinity with opposite signs, and which is faster is not known")
    highest = max(orders)
    signs = {summand.sign * growth.sign for summand, growth in growing if growth.order == highest}
    if len(signs) == 1:
        return signs.pop()
    return Refusal("two functions go to infinity with opposite signs and alike")
