"""f = sum g_i(x_i) with every g_i -> +inf where x_i has no end in D: level sets over a closed D are closed and bounded.

Each g_i is continuous, so it is bounded from below: where the sum is at most v, no g_i is larger than v less the least
values of the others. Rows that join the variables take nothing away.
"""

from __future__ import annotations

from math import inf

from duality.algebra.atoms import summands, total
from duality.algebra.differentiate import is_continuous
from duality.algebra.paths import Path
from duality.algebra.paths.limits import limit
from duality.algebra.paths.parameter import PARAMETER
from duality.model.expression import Expression, Variable, opposite
from duality.model.form import StandardForm
from duality.solving.globally.attainment import is_closed


def grows_in_each_variable(form: StandardForm) -> bool:
    """f is such a sum, over a closed D, with continuous rows."""
    rows = [form.objective_expression, *(c.expression for c in (*form.constraints, *form.domain.conditions))]
    if form.domain.discrete or not is_closed(form) or not all(map(is_continuous, rows)):
        return False
    parts: dict[str, list[Expression]] = {name: [] for name in form.variables}
    for term in summands(form.objective_expression):
        names = term.variables()
        if len(names) > 1:
            return False
        for name in names:
            parts[name].append(term)
    return all(_grows(form, name, total(terms)) for name, terms in parts.items())


def _grows(form: StandardForm, name: str, part: Expression) -> bool:
    """The part tends to +inf wherever the variable has no end."""
    bounds = form.domain.bound(name)
    t = Variable(PARAMETER)
    open_sides = [t] * (bounds.upper is None) + [opposite(t)] * (bounds.lower is None)
    return all(limit(part, Path(((name, side),))).value == inf for side in open_sides)
