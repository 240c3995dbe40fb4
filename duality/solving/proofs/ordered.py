"""x <= y where nothing changes when x and y are exchanged: a part of D, with the same p*, theta_D and d*.

Where f, every c_i and h_j, and D are the same with x and y exchanged, so is L at any multipliers; its infimum over D is
that over the part with x <= y, and over x <= y <= z where every two of three may be exchanged. Minimizers that came in
pairs, as those of x^2*y^2 + x + y over a disc, are then alone.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise

from duality.algebra.atoms import row_expression
from duality.algebra.exchange import is_exchangeable
from duality.model.form import DomainCondition, Row, StandardForm
from duality.model.remembered import once
from duality.records import replace

LARGEST = 6
ORIGIN = "nothing changes when two variables are exchanged"


@once
def with_exchangeable_variables_ordered(form: StandardForm) -> StandardForm | None:
    """The form with the variables in order that may be exchanged; ``None`` where there are none."""
    groups = exchangeable(form)
    if not groups:
        return None
    rows = [Row(linear=((low, Fraction(-1)), (high, Fraction(1)))) for group in groups for low, high in pairwise(group)]
    ordered = tuple(DomainCondition(row, row_expression(row), origin=ORIGIN) for row in rows)
    return replace(form, domain=replace(form.domain, conditions=(*form.domain.conditions, *ordered)))


def exchangeable(form: StandardForm) -> list[list[str]]:
    """Groups of two variables or more, of which every two may be exchanged."""
    groups: list[list[str]] = []
    if len(form.variables) > LARGEST or form.domain.discrete:
        return groups
    for first, second in combinations(form.variables, 2):
        own = next((group for group in groups if first in group), None)
        if any(second in group for group in groups) or not _may_change_places(form, first, second):
            continue
        if own is None:
            groups.append([first, second])
        else:
            own.append(second)
    return groups


def _may_change_places(form: StandardForm, first: str, second: str) -> bool:
    domain = form.domain
    if domain.bound(first) != domain.bound(second) or any(row.origin == ORIGIN for row in domain.conditions):
        return False
    rows = (form.objective_expression, *(c.expression for c in (*form.constraints, *domain.conditions)))
    # A variable that no row has needs no order.
    if not any({first, second} & set(row.variables()) for row in rows):
        return False
    return all(is_exchangeable(row, first, second) for row in rows)
