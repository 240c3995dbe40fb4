"""p* is not attained where f never rises, and is nowhere level, in a direction that never leaves the feasible set.

For a convex problem the slope at infinity f_inf(r) = lim f(x + t r)/t does not depend on x, and f never rises along r
if f_inf(r) <= 0. From a minimizer x it would stay level; f is analytic on D, so it would on the whole line, and
f_inf(-r) > 0 says that it does not. Source: R. T. Rockafellar, Convex Analysis (1970), Theorems 8.5 and 8.6.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from duality.algebra.boxes import inside
from duality.algebra.paths import PARAMETER, Path, limit
from duality.evidence.checks.analytic import is_analytic
from duality.evidence.checks.descent import descends
from duality.evidence.question import Question
from duality.model.evidence import Evidence, Recession
from duality.model.expression import Expression, Product, Quotient, Variable, number
from duality.model.form import StandardForm
from duality.records import replace
from duality.solving.proofs.kept_bounds import with_bounds_in_domain

Direction = Mapping[str, Fraction]


def check_recession(question: Question, evidence: Evidence, witness: Recession) -> tuple[Evidence, ...] | str:
    """Not attained, and no bound."""
    form, direction = question.form, dict(witness.direction)
    if set(direction) != set(form.variables) or not any(direction.values()):
        return "the direction does not fit the problem"
    if not (descends(form, direction) or keeps_from_minimizing(question, direction)):
        return "f may rise, or the direction may leave the feasible set, or f may be level"
    return (replace(evidence, side="p", lower=None, upper=None, attains=None, attained=False, point=None),)


def keeps_from_minimizing(question: Question, direction: Direction) -> bool:
    """f recedes, over D or over the box that bounds among the constraints leave of it: the same feasible set."""
    if unfit(question) is not None:
        return False
    forms = (question.form, with_bounds_in_domain(question.form))
    return any(
        form is not None
        and is_analytic(form.objective_expression, dict(form.domain.bounds))
        and recedes(form, direction)
        for form in forms
    )


def unfit(question: Question) -> str | None:
    """Why directions of recession tell nothing of this form."""
    form = question.form
    if not question.is_convex or form.domain.conditions or form.domain.discrete:
        return "the problem is not proved to be convex, or X has rows or finite sets"
    return None


def recedes(form: StandardForm, direction: Direction) -> bool:
    """D has every line in this direction, which keeps the constraints; f_inf(r) <= 0 and f_inf(-r) > 0."""
    bounds = [form.domain.bound(name) for name, step in direction.items() if step]
    if any(b.lower is not None or b.upper is not None for b in bounds):
        return False
    if not _falls(form, form.objective_expression, direction):
        return False
    back = {name: -step for name, step in direction.items()}
    if _falls(form, form.objective_expression, back) is not False:
        return False
    for constraint in form.constraints:
        if not _falls(form, constraint.expression, direction):
            return False
        if constraint.constraint.kind == "equality" and not _falls(form, constraint.expression, back):
            return False
    return True


def _falls(form: StandardForm, node: Expression, direction: Direction) -> bool | None:
    """f_inf(r) <= 0, from a point of D; ``None`` where the limit is not known."""
    t = Variable(PARAMETER)
    own: dict[str, Expression] = {}
    for name in node.variables():
        step, at = direction[name], inside(form.domain.bound(name))
        if at is None:
            return None
        own[name] = Product((number(step), t)) if step else number(at)
    if not any(direction[name] for name in own):
        return True
    slope = limit(Quotient(node, Variable(MARK)), Path.of({**own, MARK: t}))
    if slope.upper <= 0:
        return True
    return False if slope.lower > 0 else None


MARK = "t at infinity"
"""A name that no statement can have: the parameter itself as a coordinate."""
