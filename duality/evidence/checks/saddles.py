"""p* = d* by a saddle point that boxes enclose: x* minimizes L(., y*) over D, though L need not be convex.

1. In the boxes of x and of the multipliers y the KKT equations have a solution (x*, y*), by Krawczyk's operator; all
   other rows hold there, and multipliers of inequalities are positive.
2. In a larger box around x*, L(., y) rises from the bounds of D at which some coordinates stand, and is convex in the
   others, for every y of the box; of these, L falls in none that stands at a bound: x* minimizes L(., y*) there.
3. In the rest of D, L(x, y) >= f(x*) for every y of the box, by branch and bound; or at every corner y of the box, by
   the search in one variable, and hence in all of it, since L is affine in y; or L(., y) is convex over D there.
   Where L is the same at both signs of a variable, half of D is enough.

So f(x*) = L(x*, y*) = theta_D(y*) <= d* <= p* <= f(x*).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import isfinite

from duality.algebra.atoms import total
from duality.algebra.boxes import intersect
from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.exact_linear import is_positive_semidefinite
from duality.algebra.interval import Interval
from duality.algebra.rows import decompose
from duality.algebra.scalars import from_flint
from duality.algebra.smooth_over import smooth_over
from duality.algebra.tape.balls import hull
from duality.derivation import inner_problem
from duality.derivation.curvature import curvature
from duality.evidence.checks.enclosed_points import Box, box_of, has_zero, holds_on, outside, range_on
from duality.evidence.comparison import float_above, float_below
from duality.evidence.question import Question
from duality.model.budget import Budget
from duality.model.evidence import EnclosedSaddle, End, Evidence
from duality.model.expression import Expression, Product, Variable
from duality.model.form import Bounds, Domain, StandardForm
from duality.records import replace
from duality.solving.globally.intervals import beyond
from duality.solving.proofs.halved import even_variables, with_signs
from duality.solving.proofs.one_variable import is_above

SHARE = 0.1
"""Of the usual work."""

MOST_CORNERED = 4
"""Multipliers at whose 2^m corners L is looked at."""


def check_saddle(question: Question, evidence: Evidence, witness: EnclosedSaddle) -> tuple[Evidence, ...] | str:
    """f over the box as bounds of p* and d*, both attained."""
    form = question.form
    local = around_point(form, witness)
    if isinstance(local, str):
        return local
    lagrangian, lower, upper = local
    around, budget = box_of(witness.around), question.budget.aside(SHARE)
    at_corners = [inner_problem(form, corner) for corner in _corners(form, box_of(witness.multipliers))]
    is_convex = bool(at_corners) and all(curvature(inner).verdict == "proved" for inner in at_corners)
    signs = _signs(lagrangian, around)
    at_corners, lagrangian = [with_signs(inner, signs) for inner in at_corners], with_signs(lagrangian, signs)
    is_larger = is_convex or _is_larger_at_corners(at_corners, around, Fraction(upper.value), budget)
    if not (is_larger or beyond.exceeds(lagrangian, around, upper.value, budget, at_corners)):
        return "L is not proved to be larger in the rest of D"
    stated = replace(evidence, lower=lower, upper=upper, attains=None, attained=True, point=None)
    return replace(stated, side="p"), replace(stated, side="d")


def around_point(form: StandardForm, witness: EnclosedSaddle) -> tuple[StandardForm, End, End] | str:
    """min L over D and the box of the multipliers, and bounds of f over that of x, where steps 1 and 2 are proved."""
    box, around, weights = box_of(witness.ends), box_of(witness.around), box_of(witness.multipliers)
    fault = _unfit(form, box, around, weights) or _infeasible(form, box, weights)
    if fault is not None:
        return fault
    active = [c for c in form.constraints if c.name in weights]
    letters = {c.name: Variable(f"_{c.name}") for c in active}
    multipliers: Box = {letters[name].name: ends for name, ends in weights.items()}
    terms = [Product((letters[c.name], c.expression)) for c in active]
    lagrangian = total([form.objective_expression, *terms])
    free = [name for name, (low, high) in box.items() if low < high]
    wide = {**around, **multipliers}
    sides = {name: hull(Bounds(*ends)) for name, ends in wide.items()}
    smooth = [smooth_over(node, sides) for node in (lagrangian, *(c.expression for c in active))]
    known = [node for node in smooth if node is not None]
    if len(known) < len(smooth):
        return "L may have a kink around x*"
    fault = _unsolved(known[0], known[1:], free, {**box, **multipliers}) or _not_least(form, known[0], box, wide)
    if fault is not None:
        return fault
    values = range_on(form.objective_expression, box)
    if values is None or values.lower is None or values.upper is None:
        return "f is not bounded on the box"
    lower, upper = float_below(from_flint(values.lower)), float_above(from_flint(values.upper))
    if not (isfinite(lower) and isfinite(upper)):
        return "f is not bounded on the box"
    return _with_multipliers(form, lagrangian, multipliers), End(lower), End(upper)


def _corners(form: StandardForm, weights: Box) -> list[dict[str, Fraction]]:
    """All multipliers at the ends of their boxes; none where these are too many."""
    if len(weights) > MOST_CORNERED:
        return []
    zeros = dict.fromkeys((c.name for c in form.constraints), Fraction(0))
    return [{**zeros, **dict(zip(weights, corner, strict=True))} for corner in product(*weights.values())]


def _is_larger_at_corners(corners: Sequence[StandardForm], around: Box, level: Fraction, budget: Budget) -> bool:
    """L >= level on both sides of the box for a single x, at every corner and hence at all multipliers between."""
    if not corners or len(around) != 1:
        return False
    ((name, (low, high)),) = around.items()
    sides = (Bounds(upper=low), Bounds(lower=high))
    return all(is_above(_within(corner, name, side), level, budget) for corner in corners for side in sides)


def _signs(lagrangian: StandardForm, around: Box) -> dict[str, int]:
    """Those at x* of variables of which L does not tell the sign, whatever the multipliers."""
    signs = {name: 1 if around[name][0] >= 0 else -1 for name in even_variables(lagrangian) if name in around}
    return {name: sign for name, sign in signs.items() if sign > 0 or around[name][1] <= 0}


def _within(form: StandardForm, name: str, side: Bounds) -> StandardForm:
    others = tuple((other, bounds) for other, bounds in form.domain.bounds if other != name)
    left = intersect(form.domain.bound(name), side)
    return replace(form, domain=replace(form.domain, bounds=((name, left), *others)))


def _unfit(form: StandardForm, box: Box, around: Box, weights: Box) -> str | None:
    if set(box) != set(form.variables) or set(around) != set(box):
        return "the boxes do not fit the problem"
    if form.domain.discrete:
        return "D has finite sets"
    if any(not around[name][0] <= low <= high <= around[name][1] for name, (low, high) in box.items()):
        return "the box does not lie in the larger one"
    equalities = {c.name for c in form.equalities}
    if not equalities <= set(weights) <= {c.name for c in form.constraints}:
        return "there is not one multiplier for each equation"
    if any(low < 0 for name, (low, _) in weights.items() if name not in equalities):
        return "a multiplier may be negative"
    return outside(form, around)


def _infeasible(form: StandardForm, box: Box, weights: Box) -> str | None:
    for constraint in form.constraints:
        if constraint.name not in weights and not holds_on(constraint, box):
            return f"{constraint.name} is not proved to hold on the box"
    return None


def _unsolved(lagrangian: Expression, active: Sequence[Expression], free: Sequence[str], box: Box) -> str | None:
    """Why no KKT point is proved to lie in the box."""
    try:
        equations = [*(derivative(lagrangian, name) for name in free), *active]
    except NotDifferentiable:
        return "L is not differentiable"
    return None if has_zero(equations, box) else "no zero of the KKT equations is proved to lie in the box"


def _not_least(form: StandardForm, lagrangian: Expression, box: Box, around: Box) -> str | None:
    """Why x* is not proved to minimize L(., y*) in the larger box, for a smooth L."""
    free = {name for name, (low, high) in box.items() if low < high}
    try:
        slopes = {name: derivative(lagrangian, name) for name in form.variables}
    except NotDifferentiable:
        return "L is not twice differentiable"
    at = {**around, **box}
    standing = {
        name: (form.domain.bound(name), box[name][0], slope) for name, slope in slopes.items() if name not in free
    }
    rising = {name for name, (bounds, x, slope) in standing.items() if _rises(bounds, x, range_on(slope, around))}
    for name in standing.keys() - rising:
        bounds, x, slope = standing[name]
        if not _is_pressed(bounds, x, range_on(slope, at)):
            return f"L is not proved to rise from a bound of {name}"
    curved = [name for name in form.variables if name not in rising]
    try:
        ranges = [[range_on(derivative(slopes[a], b), around) for b in curved] for a in curved]
    except NotDifferentiable:
        return "L is not twice differentiable"
    matrix = [[_middle_and_half(entry) for entry in row] for row in ranges]
    if any(entry is None for row in matrix for entry in row):
        return "the second derivatives of L are not bounded"
    known = [[entry for entry in row if entry is not None] for row in matrix]
    # Symmetric matrices of these ranges have eigenvalues within the widest row sum of those of the middle (Weyl).
    spread = max((sum(half for _, half in row) for row in known), default=Fraction(0))
    lowered = [[middle - (spread if i == j else 0) for j, (middle, _) in enumerate(row)] for i, row in enumerate(known)]
    symmetric = [[(lowered[i][j] + lowered[j][i]) / 2 for j in range(len(curved))] for i in range(len(curved))]
    return None if is_positive_semidefinite(symmetric) else "L is not proved to be convex around x*"


def _middle_and_half(entry: Interval | None) -> tuple[Fraction, Fraction] | None:
    if entry is None or entry.lower is None or entry.upper is None:
        return None
    low, high = Fraction(from_flint(entry.lower)), Fraction(from_flint(entry.upper))
    return (low + high) / 2, (high - low) / 2


def _rises(bounds: Bounds, value: Fraction, slope: Interval | None) -> bool:
    """The coordinate stands at a bound of D, and L rises from there all over the larger box."""
    if bounds.lower is not None and bounds.lower == bounds.upper:
        return True
    if slope is None:
        return False
    return (value == bounds.lower and slope.is_positive) or (value == bounds.upper and (-slope).is_positive)


def _is_pressed(bounds: Bounds, value: Fraction, slope: Interval | None) -> bool:
    """The coordinate stands at a bound of D from which L, convex in it, does not fall."""
    if slope is None:
        return False
    return (value == bounds.lower and slope.is_nonnegative) or (value == bounds.upper and (-slope).is_nonnegative)


def _with_multipliers(form: StandardForm, lagrangian: Expression, multipliers: Box) -> StandardForm:
    """min L over D and the box of the multipliers, as variables."""
    names = (*form.variables, *multipliers)
    bounds = (*form.domain.bounds, *((name, Bounds(*ends)) for name, ends in multipliers.items()))
    domain = Domain(bounds, form.domain.conditions, (), form.domain.natural_bounds)
    problem = replace(form.problem, variables=names, rows=(), domain=(), expectations=(), notes=())
    return StandardForm(problem, 1, decompose(lagrangian, names, dict(bounds)), lagrangian, (), domain)
