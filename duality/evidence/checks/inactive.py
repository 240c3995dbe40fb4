"""p* = inf f over D = d* where f has a minimizer over D and c < 0 at all of its minimizers."""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.boxes import holds
from duality.evidence.attainment import attainment
from duality.evidence.comparison import greater
from duality.evidence.question import Question
from duality.model.evidence import End, Evidence
from duality.model.form import Domain, DomainCondition, StandardForm
from duality.records import replace
from duality.solving import finite
from duality.verify.evaluation import as_values, is_exact, rational_only

INACTIVE = "inactive constraints"


def check_inactive(question: Question, evidence: Evidence) -> tuple[Evidence, ...] | str:
    """The least f over D is exceeded wherever a constraint does not hold strictly, so theta_D(0) = p*.

    Variables that f does not depend on are put in with the values of ``evidence.point``.
    """
    form = question.form
    if form.equalities or form.domain.discrete:
        return "there are equations or finite sets"
    rest = _others(form, evidence)
    if isinstance(rest, str):
        return rest
    inner = question.inner(question.zeros())
    if inner is None or attainment(inner, "p")[0] is not True or not inner.p.upper.is_finite:
        return "f is not proved to have a minimizer over D"
    for constraint in form.constraints:
        if not _costs_more(question, constraint.name, rest, inner.p.upper):
            return f"{constraint.name} may hold with equality, or not, where f is least"
    zeros = tuple((c.name, Fraction(0)) for c in form.constraints)
    stated = replace(evidence, lower=inner.p.lower, upper=inner.p.upper, attained=True, attains=None, point=None)
    return replace(stated, side="p"), replace(stated, side="d", point=zeros)


def _others(form: StandardForm, evidence: Evidence) -> dict[str, Fraction] | str:
    """Exact values in D for the variables that f does not depend on."""
    own = set(form.objective_expression.variables())
    if any(not set(condition.expression.variables()) <= own for condition in form.domain.conditions):
        return "a row of X has variables that f does not depend on"
    given = as_values(evidence.point or ())
    names = [name for name in form.variables if name not in own]
    if any(name not in given or not is_exact(given[name]) for name in names):
        return "a variable that f does not depend on has no exact value"
    values = rational_only({name: given[name] for name in names})
    if not all(isinstance(v, Fraction) and holds(form.domain.bound(name), v) for name, v in values.items()):
        return "the point is not in D"
    return {name: value for name, value in values.items() if isinstance(value, Fraction)}


def _costs_more(question: Question, name: str, rest: dict[str, Fraction], least: End) -> bool:
    """f > least at every x of D with c(x) >= 0, the other variables put in."""
    form = question.form
    try:
        whole = finite.combinations.restricted(form, rest) if rest else form
    except (ValueError, ZeroDivisionError):
        return False
    constraint = next(c for c in whole.constraints if c.name == name)
    if not constraint.row.names():
        return constraint.row.constant < 0
    condition = DomainCondition(constraint.row, constraint.expression, origin=name)
    domain = whole.domain
    extended = Domain(domain.bounds, (*domain.conditions, condition), domain.discrete, domain.natural_bounds)
    return greater(question.bounded(replace(whole, constraints=(), domain=extended)).p.lower, least)
