"""p* = +inf by Farkas multipliers, d* = +inf by multipliers along which theta_D rises, p* = -inf by a ray."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from duality.algebra.row_sums import combined
from duality.evidence.checks.multipliers import lower_end
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import End, Evidence
from duality.model.form import Bounds
from duality.model.scalar import Scalar
from duality.model.solution import Farkas, Ray
from duality.records import replace
from duality.verify.certificates import ray_holds
from duality.verify.evaluation import as_values, is_exact, rational_only
from duality.verify.lower_bounds import lower_bound
from duality.verify.rounding import rounded

TOP, BOTTOM = End(inf), End(-inf)

SIZES = (1, 10**3, 10**6)
"""Of multipliers at which theta_D may be finite where it is not at 0."""


def check_farkas(question: Question, evidence: Evidence, witness: Farkas, ledger: Ledger) -> tuple[Evidence, ...] | str:
    """sum alpha_i c_i + sum beta_j h_j > 0 on D: no x is feasible. At least a positive number: theta_D rises, too.

    theta_D(mu + t y) >= theta_D(mu) + t inf over D of y'(c, h), so one finite theta_D(mu) makes d* = +inf.
    """
    for multipliers, bound in _infima(question, witness):
        if bound.lower is None or bound.lower < 0 or (bound.lower == 0 and bound.lower_closed):
            continue
        proved = Farkas(tuple(multipliers.items()), verified=True)
        found = [replace(evidence, side="p", witness=proved, lower=TOP, upper=None, attained=False)]
        if bound.lower > 0 and (ledger.d.lower.is_finite or _is_finite_somewhere(question, multipliers)):
            found.append(replace(evidence, side="d", witness=proved, lower=TOP, upper=None, attained=False))
        return tuple(found)
    return "the weighted sum of the constraints is not proved to be positive on D"


def _is_finite_somewhere(question: Question, direction: dict[str, Scalar]) -> bool:
    """theta_D(mu) > -inf at mu = 0, or far out in the direction."""
    if not isinstance(lower_end(question, question.zeros()), str):
        return True
    form = question.form
    if form.objective.is_affine and not form.domain.conditions and not form.domain.discrete:
        # An affine f over bounds is finite where the range of f is.
        return False
    trials = [question.zeros(), *({name: size * y for name, y in direction.items()} for size in SIZES)]
    found = (question.inner(multipliers) for multipliers in trials)
    return any(inner is not None and inner.p.lower.is_finite for inner in found)


def _infima(question: Question, witness: Farkas) -> Iterator[tuple[dict[str, Scalar], Bounds]]:
    """Multipliers near the given ones, with a lower bound of the weighted sum over D."""
    form = question.form
    given = as_values(witness.multipliers)
    if any(c.name not in given for c in form.constraints):
        return
    convex = {f.name for f in question.convexity.functions if f.curvature in ("convex", "affine")}
    points = [rational_only(as_values(p)) for p in question.candidates if all(map(is_exact, as_values(p).values()))]
    for multipliers in rounded(given):
        if any(multipliers[c.name] < 0 for c in form.inequalities):
            continue
        total = combined((multipliers[c.name], c.row) for c in form.constraints)
        all_convex = all(
            c.row.is_affine or (multipliers[c.name] >= 0 and c.name in convex)
            for c in form.constraints
            if multipliers[c.name] != 0
        )
        yield multipliers, lower_bound(total, form.domain, convex=all_convex, points=points)


def check_ray(question: Question, evidence: Evidence, witness: Ray) -> tuple[Evidence, ...] | str:
    """x + t d stays feasible, and f falls along it without bound."""
    if not ray_holds(question.form, witness):
        return "the ray is not proved to stay feasible with f falling to -inf"
    proved = replace(witness, verified=True)
    return (replace(evidence, side="p", witness=proved, lower=None, upper=BOTTOM, attained=False),)
