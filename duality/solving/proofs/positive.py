"""Variables that are >= 0 and cannot be 0 at a minimum: a product that f or a row needs would vanish.

Where x*y*z >= 8, no variable is 0. Where -x*y*z is minimized and any feasible point makes it negative, none is, either.
"""

from __future__ import annotations

from duality.model.expression import Expression, Negative
from duality.model.form import StandardForm
from duality.model.remembered import once
from duality.records import replace
from duality.solving.globally.translation.signomials import Terms, signomial


@once
def with_positive_variables(form: StandardForm) -> StandardForm | None:
    """The form with x > 0 for them in X; ``None`` where there are none.

    It has the same p* and the same minimizers if one of its points is feasible.
    """
    zero_allowed = {name for name, b in form.domain.bounds if b.lower == 0 and b.lower_closed}
    if form.domain.discrete or not zero_allowed:
        return None
    found = _vanishing(form.objective_expression, needs_positive=False)
    for constraint in form.constraints:
        found |= _vanishing(constraint.expression, needs_positive=True)
        if constraint.constraint.kind == "equality":
            found |= _vanishing(Negative(constraint.expression), needs_positive=True)
    opened = zero_allowed & found
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
