"""x >= 0 where nothing changes with the sign of x: half of D, with the same p*, theta_D and d*.

Where f, every c_i and h_j, and D are the same at (-x, y) as at (x, y), so is L at any multipliers; its infimum over D
is that over the half with x >= 0. Minimizers that came in pairs, as those of cos(x) over [-1, 1], are then alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from fractions import Fraction
from itertools import combinations

from duality.algebra.boxes import intersect
from duality.algebra.parity import is_even, is_odd
from duality.algebra.polynomial_of import polynomial
from duality.model.form import Bounds, DomainCondition, StandardForm
from duality.model.remembered import once
from duality.records import replace

MOST_PAIRED = 12
"""Variables of which signs of two are turned."""

NONNEGATIVE, NONPOSITIVE = Bounds(lower=Fraction(0)), Bounds(upper=Fraction(0))


@once
def with_even_variables_halved(form: StandardForm) -> StandardForm | None:
    """The form with x >= 0 for every such variable, and for one of two or of all whose signs only turn together.

    ``None`` where there is none, and for polynomials, which have methods of their own.
    """
    trees = [form.objective_expression, *(c.expression for c in form.constraints)]
    if all(polynomial(tree) is not None for tree in trees):
        return None
    names = even_variables(form)
    return with_signs(form, dict.fromkeys(names, 1)) if names else None


def even_variables(form: StandardForm) -> list[str]:
    """Variables whose signs may be chosen, each of them whatever the others' are."""
    chosen: list[str] = []
    for size in sorted({1, 2, len(form.variables)} if len(form.variables) <= MOST_PAIRED else {1}):
        for names in combinations(form.variables, size):
            # The sign of a variable that is chosen may turn no more.
            if not set(names) & set(chosen) and _turns(form, set(names)):
                chosen.append(names[0])
    return chosen


def with_signs(form: StandardForm, signs: Mapping[str, int]) -> StandardForm:
    """The part of D with x >= 0, or x <= 0 where the sign is negative."""
    bounds = dict(form.domain.bounds)
    bounds |= {
        name: intersect(form.domain.bound(name), NONNEGATIVE if sign > 0 else NONPOSITIVE)
        for name, sign in signs.items()
    }
    return replace(form, domain=replace(form.domain, bounds=tuple(bounds.items())))


def _turns(form: StandardForm, names: Set[str]) -> bool:
    """The problem is the same where the signs of all these variables are turned."""
    domain = form.domain
    if any(not names.isdisjoint(finite.variables) for finite in domain.discrete):
        return False
    if not all(_is_symmetric(domain.bound(name)) for name in names):
        return False
    if not all(is_even(row.expression, names) or _is_odd_zero(row, names) for row in domain.conditions):
        return False
    return all(is_even(row, names) for row in (form.objective_expression, *(c.expression for c in form.constraints)))


def _is_odd_zero(condition: DomainCondition, names: Set[str]) -> bool:
    """u = 0 or u != 0, which u and -u satisfy alike."""
    return (condition.equality or condition.nonzero) and is_odd(condition.expression, names)


def _is_symmetric(bounds: Bounds) -> bool:
    if bounds.lower is None or bounds.upper is None:
        return bounds.lower is bounds.upper
    return bool(bounds.lower == -bounds.upper) and bounds.lower_closed == bounds.upper_closed
