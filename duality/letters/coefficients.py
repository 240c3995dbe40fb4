"""What convexity in x does not depend on, loosened: coefficients of known sign, such as 1 - a for a in (0, 1) and
(1 - b)^2, are letters of their own, and affine arguments in which letters stand, as in log(1 + a*x), are variables of
their own.

What is convex for all values of these is convex for those that they have.
"""

from __future__ import annotations

from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.functions import function as function_record
from duality.algebra.letter_signs import Sign, sign
from duality.model.expression import (
    ZERO,
    Call,
    Comparison,
    Expression,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)
from duality.model.parameter import Parameter, letters_of
from duality.model.problem import Problem
from duality.records import replace


def loosened(problem: Problem) -> Problem:
    """The problem with a letter for every sum or function of known sign that is a factor, and for a power of one;

    every argument is a variable.
    """
    loose = _Loosening()
    rows = tuple(
        replace(row, comparison=Comparison(row.comparison.relations, tuple(map(loose.put, row.comparison.expressions))))
        for row in problem.rows
    )
    objective = loose.put(problem.objective)
    parameters = (*problem.parameters, *loose.letters.values())
    variables = (*problem.variables, *(v.name for v in loose.arguments.values()))
    return replace(problem, objective=objective, rows=rows, parameters=parameters, variables=variables)


class _Loosening:
    def __init__(self) -> None:
        self.letters: dict[Expression, Parameter] = {}
        self.arguments: dict[Expression, Variable] = {}

    def put(self, node: Expression) -> Expression:
        if not letters_of(node) or not node.children:
            return node
        match node:
            case Call(function, _) if function_record(function).degree == 1 and node.variables():
                return node.mapped(self._of_any_kind)
            case Call():
                return node.mapped(self._argument)
            case Power(base, exponent):
                return Power(self._argument(base), exponent)
            case Product():
                return node.mapped(lambda factor: self._letter(self.put(factor)))
            case Quotient(numerator, denominator):
                return Quotient(self._letter(self.put(numerator)), self._letter(self._argument(denominator)))
            case _:
                return node.mapped(self.put)

    def _letter(self, node: Expression) -> Expression:
        is_whole = isinstance(node.base if isinstance(node, Power) else node, (Sum, Call))
        known = sign(node) if is_whole and not node.variables() else Sign.UNKNOWN
        if known is Sign.UNKNOWN:
            return node
        new = Parameter(f"_c{len(self.letters)}", ZERO, lower_closed=known is Sign.NONNEGATIVE)
        return self.letters.setdefault(node, new)

    def _of_any_kind(self, node: Expression) -> Expression:
        """The a of norm(x, a), which is convex in both."""
        if node.variables() or not letters_of(node):
            return self._argument(node)
        return self.arguments.setdefault(node, Variable(f"_u{len(self.arguments)}"))

    def _argument(self, node: Expression) -> Expression:
        if not (letters_of(node) and node.variables() and is_affine(node)):
            return self.put(node)
        return self.arguments.setdefault(node, Variable(f"_u{len(self.arguments)}"))


def is_affine(node: Expression) -> bool:
    """In the variables, with any coefficients of letters."""
    try:
        return not any(derivative(node, name).variables() for name in node.variables())
    except NotDifferentiable:
        return False
