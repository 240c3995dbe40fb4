"""--at "x=1/2, y=1/2, budget=1": names with constant values, sorted into a point and multipliers."""

from __future__ import annotations

from typing import TypedDict

from duality import language
from duality.errors import ProblemError
from duality.language.commas import at_commas
from duality.model.expression import Expression
from duality.model.problem import Problem

EXAMPLE = 'write --at "x=1/2, y=1/2" with variables, constraints (for their multipliers), or both'


class Values(TypedDict, total=False):
    """The arguments of `duality.check`."""

    point: dict[str, Expression]
    multipliers: dict[str, Expression]


def values_at(problem: Problem, text: str) -> Values:
    """The candidate in the text; `ProblemError` for a name that is neither, or a value that is no constant."""
    constraints = [constraint.name for constraint in problem.constraints]
    values: Values = {}
    for entry in split(text):
        name, equals, value = (part.strip() for part in entry.partition("="))
        if not equals or not name or not value:
            raise ProblemError(f"{entry.strip()!r} is not NAME=VALUE", help=EXAMPLE)
        if name in problem.variables:
            chosen = values.setdefault("point", {})
        elif name in constraints:
            chosen = values.setdefault("multipliers", {})
        else:
            raise ProblemError(
                f"{name!r} is neither a variable nor a constraint",
                help=f"variables: {_listed(problem.variables)}; constraints: {_listed(constraints)}",
            )
        if name in chosen:
            raise ProblemError(f"{name!r} is given twice", help=EXAMPLE)
        chosen[name] = constant_of(value)
    if not values:
        raise ProblemError("no value is given", help=EXAMPLE)
    return values


def constant_of(text: str, option: str = "--at", example: str = EXAMPLE) -> Expression:
    """A constant in the problem language: 1/2, -0.5, sqrt(2)."""
    if any(mark in text for mark in ";#\n\r"):
        raise ProblemError(f"{text!r} is not a number", help=example)
    tree = language.parse(f"min {text}", option).objective
    if tree.variables():
        raise ProblemError(f"{text!r} is not a constant", help=example)
    return tree


def split(text: str) -> list[str]:
    """At the commas outside brackets: "X[1, 2]=0, y=1" has two entries."""
    return [entry for entry in at_commas(text) if entry.strip()]


def _listed(names: tuple[str, ...] | list[str], most: int = 12) -> str:
    shown = ", ".join(names[:most]) or "none"
    return f"{shown}, ..." if len(names) > most else shown
