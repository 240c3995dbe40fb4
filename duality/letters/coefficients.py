"""Coefficients of known sign, such as 1 - a for a in (0, 1), as letters of their own.

What holds for all values of the new letters holds for those that the coefficients have.
"""

from __future__ import annotations

from dataclasses import replace

from duality.algebra.letter_signs import Sign, sign
from duality.algebra.trees import rebuilt
from duality.model.expression import ZERO, Comparison, Expression, Product, Quotient, Sum
from duality.model.parameter import Parameter, letters_of
from duality.model.problem import Problem


def loosened(problem: Problem) -> Problem:
    """The problem with a letter >= 0 or > 0 for every factor of letters that is a sum of that sign."""
    found: dict[Expression, Parameter] = {}

    def put(node: Expression) -> Expression:
        if not letters_of(node):
            return node
        children = [put(child) for child in node.children]
        if isinstance(node, (Product, Quotient)):
            children = [_letter(child, found) for child in children]
        return rebuilt(node, children) if children else node

    rows = tuple(
        replace(row, comparison=Comparison(row.comparison.relations, tuple(map(put, row.comparison.expressions))))
        for row in problem.rows
    )
    objective = put(problem.objective)
    return replace(problem, objective=objective, rows=rows, parameters=(*problem.parameters, *found.values()))


def _letter(node: Expression, found: dict[Expression, Parameter]) -> Expression:
    known = Sign.UNKNOWN if node.variables() or not isinstance(node, Sum) else sign(node)
    if known is Sign.UNKNOWN:
        return node
    new = Parameter(f"_c{len(found)}", ZERO, lower_closed=known is Sign.NONNEGATIVE)
    return found.setdefault(node, new)
