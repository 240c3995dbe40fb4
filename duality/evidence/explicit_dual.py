"""The explicit dual as a standard form of its own, and its solution in terms of the multipliers."""

from __future__ import annotations

from duality.derivation import standardize
from duality.errors import UndefinedError
from duality.model.derivation import Derivation
from duality.model.form import StandardForm
from duality.model.problem import Problem
from duality.model.remembered import once
from duality.model.scalar import Scalar
from duality.model.solution import Point


@once
def dual_form(derivation: Derivation) -> StandardForm | None:
    """The explicit dual in min form, one object a derivation; ``None`` where it is no problem of the language."""
    if not isinstance(derivation.dual_problem, Problem):
        return None
    try:
        return standardize(derivation.dual_problem)
    except UndefinedError:
        # A constant whose sign exact arithmetic does not tell.
        return None


def multipliers_of(derivation: Derivation, point: Point) -> Point | None:
    """The dual's variables as multipliers by constraint, slack multipliers completed."""
    constraints = {m.name: m.constraint for m in derivation.dual_function.multipliers}
    names = {own: constraints[m] for own, m in derivation.dual_names if m in constraints}
    own: dict[str, Scalar | float] = {names[key]: value for key, value in point if key in names}
    by_name = {m.name: own[m.constraint] for m in derivation.dual_function.multipliers if m.constraint in own}
    for name, form in derivation.dual_eliminated:
        if name not in constraints:
            continue
        if any(needed not in by_name for needed in form.names):
            return None
        own[constraints[name]] = form.at(by_name)
    if any(constraint not in own for constraint in constraints.values()):
        return None
    return tuple((constraint, own[constraint]) for constraint in constraints.values())
