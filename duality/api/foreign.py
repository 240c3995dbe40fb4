"""Trees from what a caller brings: the package's own expressions, Python numbers, sympy expressions and relations."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeGuard

from duality.errors import ProblemError
from duality.model.expression import Comparison, Expression, Relation, as_expression

if TYPE_CHECKING:
    import sympy


def expression_of(value: object) -> Expression:
    """The tree of an expression, a number, or a sympy expression.

    Raises `ProblemError` for anything else, and for a sympy function that the problem language lacks.
    """
    if is_sympy(value):
        from duality.algebra.sympy_bridge import from_sympy

        try:
            return from_sympy(value)
        except ValueError as error:
            raise ProblemError(str(error)) from error
    try:
        return as_expression(value)  # type: ignore[arg-type]
    except TypeError as error:
        raise ProblemError(str(error), help="use duality.variables, Python numbers, or sympy expressions") from error


def comparison_of(value: object) -> Comparison:
    """The comparison of a `Comparison` or a sympy relation; `ProblemError` for anything else."""
    if isinstance(value, Comparison):
        return value
    if is_sympy(value):
        return _relation(value)
    help = "write a constraint as x + y >= 1, or duality.eq(x, y) for an equation"
    if isinstance(value, bool):
        raise ProblemError(
            f"a constraint was already evaluated to {value}: it holds no variable, or uses ==", help=help
        )
    raise ProblemError(f"{value!r} is not a constraint", help=help)


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
