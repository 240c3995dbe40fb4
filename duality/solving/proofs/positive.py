"""Variables that cannot be at their lower bound at a minimum: a product that f or a row needs would vanish.

Where x*y*z >= 8 and x, y, z >= 0, none is 0. Where -x*y*z is minimized and any feasible point makes it negative, none
is, either. The same holds of (x + 1)*(y + 1) over x, y >= -1.
"""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.atoms import substitute
from duality.model.expression import Expression, Negative, Variable, number
from duality.model.form import StandardForm
from duality.model.remembered import once
from duality.records import replace
from duality.solving.globally.translation.signomials import Terms, signomial


@once
def with_positive_variables(form: StandardForm) -> StandardForm | None:
    """The form with their lower bounds open; ``None`` where there are none.

    It has the same p* and the same minimizers if one of its points is feasible.
    """
    ends = {name: b.lower for name, b in form.domain.bounds if isinstance(b.lower, Fraction)}
    closed = {name for name in ends if form.domain.bound(name).lower_closed}
    if form.domain.discrete or not closed:
        return None
    # The excess over the lower bound takes the variable's place.
    excess = {name: Variable(name) + number(end) for name, end in ends.items() if end != 0}
    objective = substitute(form.objective_expression, excess)
    # Products of either sign are no less than at 0 wherever one of them is negative.
    has_signs = ends.keys() >= set(objective.variables())
    found = _vanishing(objective, needs_positive=False) if has_signs else set()
    for constraint in form.constraints:
        row = substitute(constraint.expression, excess)
        found |= _vanishing(row, needs_positive=True)
        if constraint.constraint.kind == "equality":
            found |= _vanishing(Negative(row), needs_positive=True)
    opened = closed & found
    if not opened:
        return None
    bounds = tuple((name, replace(b, lower_closed=False) if name in opened else b) for name, b in form.domain.bounds)
    return replace(form, domain=replace(form.domain, bounds=bounds))


def _vanishing(node: Expression, *, needs_positive: bool) -> set[str]:
    """The variables with c - sum c_k M_k = c at 0, all c_k > 0; ``needs_positive``: of a row that is then c > 0."""
    terms: Terms | None = signomial(node)
    if terms is None:
        return set()
    constant = terms.pop((), 0)
    if not terms or any(c > 0 for c in terms.values()) or (needs_positive and constant <= 0):
        return set()
    return set.intersection(*({name for name, power in key if power > 0} for key in terms))
