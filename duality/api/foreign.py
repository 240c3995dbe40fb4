"""Trees from what a caller brings: the package's own expressions, Python numbers, sympy expressions and relations."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeGuard

from duality import algebra
from duality.errors import ProblemError
from duality.model.array import Array, array_of
from duality.model.comparison import NO_TRUTH, Comparison, Comparisons, Equation, Relation
from duality.model.expression import Expression, as_expression

if TYPE_CHECKING:
    import sympy


def expression_of(value: object) -> Expression:
    """The tree of an expression, a number, or a sympy expression.

    Raises `ProblemError` for anything else, and for a sympy function that the problem language lacks.
    """
    if is_sympy(value):
        try:
            return algebra.sympy_bridge.from_sympy(value)
        except ValueError as error:
            raise ProblemError(str(error)) from error
    if isinstance(value, (Array, Comparison, Comparisons)):
        raise ProblemError(
            f"{value!r} is not one expression", help="sum an array with duality.sum, or take its norm or its entries"
        )
    try:
        return as_expression(value)
    except TypeError as error:
        raise ProblemError(str(error), help="use duality.variables, Python numbers, or sympy expressions") from error


def expressions_of(value: object) -> Array | None:
    """The array of expressions of an array, or of a list or another iterable of expressions; ``None`` for one alone.

    Raises `ProblemError` for entries that are neither numbers nor expressions, and for rows of different lengths.
    """
    if isinstance(value, (Expression, str)) or is_sympy(value):
        return None
    try:
        return array_of(_listed(value) if isinstance(value, Iterable) and not hasattr(value, "shape") else value)
    except TypeError as error:
        raise ProblemError(str(error), help="use duality.variables, numbers, or sympy expressions") from error


def _listed(values: Iterable[object]) -> list[object]:
    """Lists of trees and numbers, as deep as they are."""
    return [
        expression_of(value)
        if is_sympy(value)
        else _listed(value)
        if isinstance(value, Iterable) and not isinstance(value, str) and not hasattr(value, "shape")
        else value
        for value in values
    ]


def comparison_of(value: object) -> Comparison:
    """The comparison of a `Comparison` or a sympy relation; `ProblemError` for anything else."""
    if isinstance(value, Comparison):
        if getattr(value, "asked", False):
            raise ProblemError(
                f"the truth of {value} was asked, and a part of the constraint may be lost", help=NO_TRUTH
            )
        return Comparison(value.relations, value.expressions) if isinstance(value, Equation) else value
    if is_sympy(value):
        return _relation(value)
    help = "write a constraint as x + y >= 1, an equation as x + y == 1"
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
        raise ProblemError(
            f"a constraint was already evaluated to {value}: it holds no variable, or compares one with no number",
            help=help,
        )
    raise ProblemError(f"{value!r} is not a constraint", help=help)


def comparisons_of(value: object) -> tuple[Comparison, ...] | None:
    """The rows of a comparison of arrays, or of a list of comparisons; ``None`` for a lone one."""
    if isinstance(value, Comparisons):
        return tuple(map(comparison_of, value))
    if isinstance(value, Iterable) and not isinstance(value, (str, Mapping, Comparison, Expression)):
        found = [(comparisons_of(item), item) for item in value]
        return tuple(row for rows, item in found for row in ((comparison_of(item),) if rows is None else rows))
    return None


def is_sympy(value: object) -> TypeGuard[sympy.Basic]:
    """Is it a sympy object? Where sympy was never imported, nothing is."""
    sympy = sys.modules.get("sympy")
    return sympy is not None and isinstance(value, sympy.Basic)


def _relation(value: sympy.Basic) -> Comparison:
    import sympy

    relations: dict[type, Relation] = {
        sympy.Le: "<=",
        sympy.Ge: ">=",
        sympy.Lt: "<",
        sympy.Gt: ">",
        sympy.Eq: "=",
    }
    for kind, relation in relations.items():
        if isinstance(value, kind):
            left, right = value.args
            return Comparison((relation,), (expression_of(left), expression_of(right)))
    if value in (sympy.true, sympy.false):
        raise ProblemError(
            f"a constraint was already evaluated to {value} by sympy",
            help="declare symbols without assumptions that decide the relation, or leave the constraint out",
        )
    raise ProblemError(f"{value} is not a relation", help="use <=, >= or sympy.Eq")
