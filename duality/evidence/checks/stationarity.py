"""p* = f(x) = theta_D(alpha, beta) = d* for an exact x with exact KKT multipliers at which x minimizes L over D.

So it does where L is convex: for every multiplier of a convex problem; of others, for one that is large enough against
what is concave. Else the formula of theta_D tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import inf

from duality import verify
from duality.algebra.evaluate import exact_value
from duality.algebra.membership import contains, feasibility
from duality.derivation import inner_problem
from duality.derivation.curvature import curvature
from duality.evidence import checks
from duality.evidence.comparison import same
from duality.evidence.question import Question
from duality.model.evidence import End, Evidence, KarushKuhnTucker
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.records import replace
from duality.solving.proofs.optimality import Proof, proof
from duality.verify.evaluation import as_values, floats, is_exact, place, rational_only


def check_kkt(question: Question, evidence: Evidence, witness: KarushKuhnTucker) -> tuple[Evidence, ...] | str:
    """x minimizes L(., alpha, beta) over D, because L is convex and stationary there up to the normal cone of D."""
    values = as_values(witness.point)
    if not all(map(is_exact, values.values())):
        return "the point is not exact"
    if any(name not in values for name in question.form.variables):
        return "the point lacks a variable"
    exact = rational_only(values)
    if not contains(question.form.domain, exact):
        return checks.open_borders.check_border(question, evidence, witness)
    found = proof(question.form, exact, floats(as_values(witness.hint)))
    if found is None and question.is_convex:
        found = _by_subgradients(question.form, exact)
    if found is None:
        return "no multipliers satisfy KKT exactly at the point"
    end = End.of(found.value)
    multipliers = dict(found.multipliers)
    if not (
        question.is_convex or _is_convex_there(question.form, multipliers) or _is_theta(question, multipliers, end)
    ):
        return "neither is L proved to be convex at the multipliers, nor is theta_D known to be f(x) there"
    proved = Evidence("p", witness, end, end, attains=True, point=witness.point, source=evidence.source)
    return proved, replace(proved, side="d", point=found.multipliers)


def _is_convex_there(form: StandardForm, multipliers: dict[str, Scalar]) -> bool:
    """L(., alpha, beta) is convex on a convex D."""
    return curvature(inner_problem(form, multipliers)).verdict == "proved"


def _is_theta(question: Question, multipliers: dict[str, Scalar], end: End) -> bool:
    """The formula of theta_D has that value there."""
    theta = question.theta(multipliers) if question.derivation.dual_function.is_closed else inf
    return is_exact(theta) and same(End.of(theta), end)


def _by_subgradients(form: StandardForm, x: Mapping[str, Scalar]) -> Proof | None:
    """0 in df(x) + sum alpha_i dc_i(x) + sum beta_j grad h_j(x) + N_D(x) with rational vectors, at a kink."""
    if all(row.is_quadratic for row in form.rows()) or not feasibility(form, x).holds:
        return None
    at = place(form, tuple(x.items()))
    condition = None if at is None or not at.is_defined else verify.subgradients.multipliers_asked(at, convex=True)
    if condition is None or condition.verdict != "holds" or not condition.exact:
        return None
    found = {name: m for name, m in as_values(condition.multipliers).items() if is_exact(m)}
    multipliers = tuple((c.name, found.get(c.name, Fraction(0))) for c in form.constraints)
    return Proof(exact_value(form.objective_expression, x), multipliers)
