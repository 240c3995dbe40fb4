"""Problem -> standard form min f(x), c_i(x) <= 0, h_j(x) = 0, x in D: the one entrance of signs, and their one exit.

``max E`` becomes f = -E, ``a >= b`` becomes c = b - a, ``a = b`` becomes h = a - b; `restore` turns a solution back.
D is X intersected with the natural domains of f, c and h. Functions that stand for others are written out, that
everything known of those is known of them.
"""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.abbreviations import without_abbreviations
from duality.algebra.folding import folded
from duality.algebra.rows import decompose
from duality.derivation.differences import difference
from duality.derivation.domain import DomainBuilder
from duality.errors import ProblemError, UndefinedError
from duality.model.expression import Expression, opposite
from duality.model.form import (
    StandardConstraint,
    StandardForm,
)
from duality.model.problem import Constraint, Problem, Sense
from duality.model.solution import Solution
from duality.records import replace


def standardize(problem: Problem) -> StandardForm:
    """min f(x) s.t. c_i(x) <= 0, h_j(x) = 0, x in D, with every function as an exact row.

    Raises `ProblemError` where a constant of the statement is undefined (a division by zero, the log of zero).
    """
    sign = 1 if problem.sense is Sense.MIN else -1
    objective = problem.objective if sign == 1 else opposite(problem.objective)
    objective = folded(without_abbreviations(objective))
    functions = [(c, folded(without_abbreviations(standard_expression(c)))) for c in problem.constraints]
    try:
        domain = DomainBuilder(problem)
        domain.add_natural([objective, *(expression for _, expression in functions)])
        box, order = domain.bounds, domain.order
        return StandardForm(
            problem=problem,
            sign=sign,
            objective=decompose(objective, order, box),
            objective_expression=objective,
            constraints=tuple(
                StandardConstraint(constraint, expression, decompose(expression, order, box))
                for constraint, expression in functions
            ),
            domain=domain.build(),
        )
    except (ValueError, ZeroDivisionError) as error:
        if isinstance(error, ProblemError):
            raise
        raise UndefinedError(f"a constant of the problem is undefined: {error}") from error


def restore(solution: Solution, form: StandardForm) -> Solution:
    """The solution in the user's sense: for a max problem value, bounds and exact value change their sign."""
    if form.sign == 1:
        return solution
    return replace(
        solution,
        value=None if solution.value is None else 0.0 - solution.value,
        lower=-solution.upper,
        upper=-solution.lower,
        exact=None if solution.exact is None else opposite(solution.exact),
        root_of=mirrored(solution.root_of),
        combination=tuple(replace(entry, objective=-entry.objective) for entry in solution.combination),
    )


def mirrored(coefficients: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """The coefficients of p(-t), whose roots are those of p(t) with the other sign."""
    return tuple(-c if k % 2 else c for k, c in enumerate(coefficients))


def standard_expression(constraint: Constraint) -> Expression:
    """c = left - right for ``<=``, right - left for ``>=``, h = left - right for ``=``."""
    left, right = constraint.left, constraint.right
    if constraint.relation == ">=":
        left, right = right, left
    return difference(left, right)


__all__ = ["mirrored", "restore", "standard_expression", "standardize"]
