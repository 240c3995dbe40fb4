"""Rows without their roots and quotients: sqrt(x^2 + x) - x <= 1/2 cancels far out, x^2 + x <= (x + 1/2)^2 does not.

u/w + v <= 0 with w > 0 on D holds exactly where u + v w <= 0; k sqrt(u) <= v where v >= 0 and k^2 u <= v^2; and
a sqrt(u) <= b sqrt(w) with a, b > 0 where a^2 u <= b^2 w. The domain of the roots stays a condition of D.
"""

from __future__ import annotations

from duality.algebra.atoms import row_expression
from duality.algebra.boxes import Box, sign_at_least
from duality.algebra.monomials import collected_sum, product
from duality.algebra.rows import decompose
from duality.model.expression import Expression, Product, Quotient, Sum, number, opposite
from duality.model.form import Domain, DomainCondition, StandardConstraint, StandardForm
from duality.model.remembered import once
from duality.records import replace
from duality.solving.proofs.thin_trees import root_of, without_root


@once
def with_roots_squared(form: StandardForm) -> StandardForm | None:
    """The form with the same feasible set and such rows rewritten; ``None`` where there is none."""
    conditions: list[DomainCondition] = []
    constraints: list[StandardConstraint] = []
    changed = False
    for constraint in form.constraints:
        found = _squared(constraint, dict(form.domain.bounds))
        if found is None:
            constraints.append(constraint)
            continue
        changed, (node, bound) = True, found
        row = decompose(node, form.variables, dict(form.domain.bounds))
        constraints.append(replace(constraint, expression=row_expression(row), row=row))
        if bound is not None:
            own = decompose(bound, form.variables, dict(form.domain.bounds))
            if not own.names() and own.constant < 0:
                # No point satisfies the row, which shows as it stands.
                return None
            if own.names():
                conditions.append(DomainCondition(own, row_expression(own), origin=constraint.name))
    if not changed:
        return None
    domain = form.domain
    extended = Domain(domain.bounds, (*domain.conditions, *conditions), domain.discrete, domain.natural_bounds)
    return replace(form, constraints=tuple(constraints), domain=extended)


def _squared(constraint: StandardConstraint, box: Box) -> tuple[Expression, Expression | None] | None:
    """(c, v): the row holds exactly where c <= 0 and, where there is one, v >= 0."""
    if constraint.constraint.kind == "equality" or constraint.row.is_quadratic:
        return None
    whole = _multiplied(constraint.expression, box)
    node = constraint.expression if whole is None else whole
    pair = _two_roots(node)
    if pair is not None:
        return pair, None
    single = without_root(node)
    if single is not None:
        return single[1], single[0]
    return None if whole is None else (whole, None)


def _multiplied(node: Expression, box: Box) -> Expression | None:
    """u + v w for u/w + v with one denominator w > 0 that varies."""
    terms = node.terms if isinstance(node, Sum) else (node,)
    found = [term for term in terms if isinstance(term, Quotient) and term.denominator.variables()]
    if len(found) != 1 or not sign_at_least(found[0].denominator, box, strict=True):
        return None
    rest = [product([term, found[0].denominator]) for term in terms if term is not found[0]]
    return collected_sum([found[0].numerator, *rest])


def _two_roots(node: Expression) -> Expression | None:
    """a^2 u - b^2 w of a sqrt(u) - b sqrt(w), a, b > 0."""
    if not isinstance(node, Sum) or len(node.terms) != 2:
        return None
    above = [found for term in node.terms if (found := root_of(term)) is not None]
    below = [found for term in node.terms if (found := root_of(opposite(term))) is not None]
    if len(above) != 1 or len(below) != 1:
        return None
    (a, u), (b, w) = above[0], below[0]
    return collected_sum([Product((number(a**2), u)), opposite(Product((number(b**2), w)))])
