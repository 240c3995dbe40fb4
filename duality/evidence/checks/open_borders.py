"""p* = f(x) of a convex problem at an x that D leaves out: KKT holds there for the closure, and D comes up to it.

For z in D the segment from x to z lies in D, so that the rows g_k >= 0 of X that are 0 at x rise along it, and
f(z) >= f(x) + grad f(x)'(z - x) >= f(x) + sum delta_k grad g_k(x)'(z - x) - alpha'c(z) as at any KKT point. Where D is
open, or the row is affine, grad g_k(x)'(z - x) > 0: with delta_k > 0 no z of D has f(z) = f(x).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from duality.algebra.atoms import scalar_expression
from duality.algebra.membership import contains
from duality.algebra.paths import PARAMETER, Path, primal_bound
from duality.evidence.comparison import same
from duality.evidence.question import Question
from duality.model.evidence import End, Evidence, KarushKuhnTucker
from duality.model.expression import Product, Sum, Variable
from duality.model.form import Domain, StandardForm
from duality.model.remembered import once
from duality.model.scalar import Irrational, Scalar
from duality.records import replace
from duality.solving.proofs.optimality import Proof, proof
from duality.verify.evaluation import as_values, floats, is_exact, rational_only


def check_border(question: Question, evidence: Evidence, witness: KarushKuhnTucker) -> tuple[Evidence, ...] | str:
    """The infimum, and that it is not attained where a strict row has a positive multiplier."""
    form, closed = question.form, closure(question.form)
    if closed is None or not question.is_convex:
        return "the point is not in D"
    x = rational_only(as_values(witness.point))
    found = proof(closed, x, floats(as_values(witness.hint)))
    if found is None:
        return "no multipliers satisfy KKT exactly at the point"
    end = End.of(found.value)
    if not any(_comes_up(form, x, start, end) for start in _inside(question)):
        return "no segment in D is proved to come up to the point"
    attained = False if _is_left_out(form, found) else None
    at = Evidence("p", witness, end, end, attained=attained, source=evidence.source)
    return at, replace(at, side="d", upper=None, attains=True, attained=None, point=found.multipliers)


@once
def closure(form: StandardForm) -> StandardForm | None:
    """The form with all its stated rows of X and bounds closed; ``None`` where they are."""
    domain = form.domain
    conditions = tuple(c if c.natural else replace(c, strict=False) for c in domain.conditions)
    bounds = tuple(
        (name, b if name in domain.natural_bounds else replace(b, lower_closed=True, upper_closed=True))
        for name, b in domain.bounds
    )
    closed = replace(domain, conditions=conditions, bounds=bounds)
    return None if closed == domain else replace(form, domain=closed)


def _inside(question: Question) -> Iterator[Mapping[str, Scalar]]:
    """Exact points of D that are known."""
    best = None if question.ledger is None else question.ledger.p.upper_by
    for point in (question.slater.point, None if best is None else best.point):
        values = as_values(point or ())
        if set(values) == set(question.form.variables) and all(map(is_exact, values.values())):
            known = rational_only(values)
            if contains(question.form.domain, known):
                yield known


def _comes_up(form: StandardForm, x: Mapping[str, Scalar], start: Mapping[str, Scalar], end: End) -> bool:
    """x + t (start - x) is feasible for small t > 0, and f tends to the value."""
    t = Variable(PARAMETER)
    coordinates = tuple(
        (name, Sum((scalar_expression(at), Product((scalar_expression(start[name] - at), t)))))
        for name, at in x.items()
    )
    value = primal_bound(form, Path(coordinates, "t -> 0+"))
    return isinstance(value, Fraction | Irrational) and same(End.of(value), end)


def _is_left_out(form: StandardForm, found: Proof) -> bool:
    """A strict row is needed with a positive multiplier, and is affine, or D is open."""
    strict = {c.expression: c.row.is_affine for c in form.domain.conditions if c.strict}
    return any(
        delta > 0 and node in strict and (strict[node] or _is_open(form.domain)) for node, delta in found.of_domain
    )


def _is_open(domain: Domain) -> bool:
    ends = [end for _, b in domain.bounds for end in ((b.lower, b.lower_closed), (b.upper, b.upper_closed))]
    closed = any(end is not None and is_closed for end, is_closed in ends)
    return not closed and not domain.discrete and all(c.strict for c in domain.conditions)
