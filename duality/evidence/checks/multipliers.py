"""theta_D(alpha, beta) <= d* at exact multipliers: by the formula, by the inner problem's, or by a range over D."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite, isnan

from duality import verify
from duality.derivation import inner_problem
from duality.evidence.comparison import float_below, greater, is_plain
from duality.evidence.provers.dual_values import is_algebraic
from duality.evidence.question import Question
from duality.model.derivation import DualFunction
from duality.model.evidence import AtMultipliers, End, Evidence, established
from duality.model.scalar import Irrational, Scalar
from duality.records import replace
from duality.verify.evaluation import as_values, is_exact, rational_only


def check_multipliers(question: Question, evidence: Evidence, witness: AtMultipliers) -> tuple[Evidence, ...] | str:
    """The value of theta_D there, exact where the formula is, else rounded downwards."""
    values = as_values(witness.multipliers)
    form = question.form
    if any(c.name not in values for c in form.constraints):
        return "a multiplier is missing"
    if not all(map(is_exact, values.values())):
        return "the multipliers are not exact"
    given = rational_only(values)
    multipliers = {c.name: given[c.name] for c in form.constraints}
    if any(multipliers[c.name] < 0 for c in form.inequalities):
        return "a multiplier of an inequality is negative"
    end = lower_end(question, multipliers)
    if isinstance(end, str):
        return end
    point = tuple(multipliers.items())
    attains = True if end.is_exact else None
    return (replace(evidence, side="d", lower=end, upper=None, attains=attains, attained=None, point=point),)


def lower_end(question: Question, multipliers: dict[str, Scalar]) -> End | str:
    """A lower bound of theta_D at the multipliers; why there is none."""
    theta = question.derivation.dual_function
    if not is_plain(multipliers) and theta.is_closed and not is_algebraic(theta):
        # Roots, exponentials and logarithms of long fractions are slow as exact numbers; an enclosure is as good.
        enclosed = _enclosed(theta, multipliers)
        if enclosed is not None:
            return enclosed
    value = question.theta(multipliers)
    if isinstance(value, (Fraction, Irrational)):
        return End.of(value)
    if value == float("-inf"):
        return "theta_D is -inf there"
    enclosed = None if isnan(value) or not theta.is_closed else _enclosed(theta, multipliers)
    if enclosed is not None:
        return enclosed
    return _by_engines(question, multipliers) or _by_range(question, multipliers)


def _enclosed(theta: DualFunction, multipliers: dict[str, Scalar]) -> End | None:
    """The formula in ball arithmetic, rounded downwards."""
    if not all(isinstance(v, Fraction) for v in multipliers.values()):
        return None
    bounds = verify.dual_bounds.dual_bounds(
        theta, {name: v for name, v in multipliers.items() if isinstance(v, Fraction)}
    )
    if bounds is None:
        return None
    lower = float_below(bounds[0])
    return End(lower) if isfinite(lower) else None


def _by_engines(question: Question, multipliers: dict[str, Scalar]) -> End | None:
    """The best lower bound of inf L that an exact or rigorous engine established of the inner problem."""
    ends = [e.lower for e in established(inner_problem(question.form, multipliers)) if e.side == "p" and e.lower]
    finite = [end for end in ends if end.is_finite]
    best = finite[0] if finite else None
    for end in finite:
        if best is not None and (greater(end, best) or (end.is_exact and not best.is_exact and not greater(best, end))):
            best = end
    return best


def _by_range(question: Question, multipliers: dict[str, Scalar]) -> End | str:
    """The range of L over the box of D."""
    inner = inner_problem(question.form, multipliers)
    found = verify.lower_bounds.lower_bound(inner.objective, inner.domain, convex=False)
    if found.lower is None:
        return "theta_D is not bounded from below there, or no bound is known"
    lower = found.lower
    if isinstance(lower, (Fraction, Irrational)) and isfinite(float_below(lower)):
        return End.of(lower)
    return "theta_D is not bounded from below there, or no bound is known"
