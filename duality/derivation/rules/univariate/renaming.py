"""The branches of a 1-D infimum told in a variable of the problem instead of `PLACEHOLDER`."""

from __future__ import annotations

from collections.abc import Mapping

from duality.algebra.atoms import substitute, substitute_comparison
from duality.model.derivation import Branch, Formula, ImplicitMinimum
from duality.model.expression import Comparison, Expression, Variable
from duality.model.form import PLACEHOLDER
from duality.records import replace


def in_variable(branch: Branch, name: str) -> Branch:
    """The branch with t called ``name``: in its minimizer, its steps and its implicit minimum."""
    values: dict[str, Expression] = {PLACEHOLDER: Variable(name)}
    steps = tuple(step.mapped(lambda formula: renamed(formula, name, values)) for step in branch.steps)
    minimizer = branch.minimizer
    if minimizer is not None:
        minimizer = tuple((name if own == PLACEHOLDER else own, node) for own, node in minimizer)
    value = branch.value
    if isinstance(value, ImplicitMinimum):
        value = _implicit(value, name, values)
    return replace(branch, value=value, minimizer=minimizer, steps=steps)


def renamed(formula: Formula, name: str, values: Mapping[str, Expression]) -> Formula:
    """The formula with trees put in; an implicit minimum is taken over ``name``."""
    match formula:
        case Expression():
            return substitute(formula, values)
        case Comparison():
            return substitute_comparison(formula, values)
        case ImplicitMinimum():
            return _implicit(formula, name, values)
        case _:
            return formula


def _implicit(minimum: ImplicitMinimum, name: str, values: Mapping[str, Expression]) -> ImplicitMinimum:
    return replace(minimum, variable=name, body=substitute(minimum.body, values))
