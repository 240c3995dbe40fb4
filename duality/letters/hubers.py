"""huber(u, d) with a letter in its width, as a minimum over one variable more: min over s of (u - s)^2 + 2 d |s|.

Where it is added to f, or to c in c <= 0, with a coefficient >= 0, the infimum over x is one over x and s together.
"""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.letter_signs import Sign, sign
from duality.model.expression import (
    Call,
    Comparison,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)
from duality.model.parameter import letters_of
from duality.model.problem import ConstraintRow, Problem, Sense
from duality.records import replace

TWO = Number(Fraction(2))

Minima = dict[str, Comparison]
"""By the variable that is minimized over: the function, and what it is the least value of."""


def minimized(problem: Problem) -> tuple[Problem, Minima]:
    """The problem with huber functions of letter widths written out where it may be done."""
    writer = _Writer(problem)
    objective = writer.written(problem.objective, 1 if problem.sense is Sense.MIN else -1)
    rows = tuple(replace(row, comparison=writer.row(row)) for row in problem.rows)
    if not writer.found:
        return problem, {}
    return replace(problem, objective=objective, rows=rows, variables=(*problem.variables, *writer.found)), writer.found


class _Writer:
    def __init__(self, problem: Problem) -> None:
        self.taken = {*problem.variables, *(letter.name for letter in problem.parameters)}
        self.found: Minima = {}

    def row(self, row: ConstraintRow) -> Comparison:
        """Of u <= v or v >= u; a chain and an equation stay."""
        left, right = row.comparison.expressions[:2]
        if row.comparison.relations not in (("<=",), (">=",)):
            return row.comparison
        side = 1 if row.comparison.relations == ("<=",) else -1
        return Comparison(row.comparison.relations, (self.written(left, side), self.written(right, -side)))

    def written(self, node: Expression, side: int) -> Expression:
        """The tree, which stands with the sign ``side`` in f or c."""
        match node:
            case Call("huber", (u, d)) if side > 0 and letters_of(d):
                return self._minimum(node, u, d)
            case Sum(terms):
                return Sum(tuple(self.written(term, side) for term in terms))
            case Negative(operand):
                return Negative(self.written(operand, -side))
            case Product(factors):
                moving = [k for k, factor in enumerate(factors) if factor.variables()]
                if len(moving) != 1 or not all(_is_nonnegative(f) for k, f in enumerate(factors) if k != moving[0]):
                    return node
                return Product(tuple(self.written(f, side) if k == moving[0] else f for k, f in enumerate(factors)))
            case Quotient(numerator, denominator) if _is_nonnegative(denominator):
                return Quotient(self.written(numerator, side), denominator)
            case _:
                return node

    def _minimum(self, node: Expression, u: Expression, d: Expression) -> Expression:
        k = len(self.found) + 1
        while f"s{k}" in self.taken:
            k += 1
        s = Variable(f"s{k}")
        self.taken.add(s.name)
        body = Sum((Power(Sum((u, Negative(s))), TWO), Product((TWO, d, Call("abs", (s,))))))
        self.found[s.name] = Comparison(("=",), (node, body))
        return body


def _is_nonnegative(node: Expression) -> bool:
    return not node.variables() and sign(node) is not Sign.UNKNOWN
