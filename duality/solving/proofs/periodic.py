"""One period of a variable is enough where f and all rows have a common one, but for the bounds of the variable."""

from __future__ import annotations

from collections.abc import Mapping

from duality.algebra.boxes import intersect
from duality.algebra.periods import period_at_most
from duality.model.form import Bounds, StandardForm
from duality.model.remembered import once
from duality.solving.proofs.kept_bounds import bound_of


@once
def one_period(form: StandardForm) -> Mapping[str, Bounds]:
    """Closed ends for the unbounded periodic variables, between which every value of f is taken: inf f stays."""
    found: dict[str, Bounds] = {}
    discrete = {name for finite in form.domain.discrete for name in finite.variables}
    for name in form.variables:
        if name in discrete:
            continue
        own = form.domain.bound(name)
        rows = [form.objective_expression, *(c.expression for c in form.domain.conditions)]
        for constraint in form.constraints:
            bound = bound_of(constraint)
            if bound is not None and bound[0] == name:
                own = intersect(own, bound[1])
            else:
                rows.append(constraint.expression)
        if own.lower is not None and own.upper is not None:
            continue
        period = period_at_most((row for row in rows if name in row.variables()), name)
        if period is None:
            continue
        low = own.lower if own.lower is not None else 0 * period if own.upper is None else own.upper - period
        found[name] = Bounds(low, low + period)
    return found
