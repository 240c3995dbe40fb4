"""p*(u): a right-hand side of a problem with numbers as a letter, and its value function."""

from __future__ import annotations

from duality.errors import ProblemError
from duality.model.expression import Comparison, Expression, Sum
from duality.model.letters import constant_value
from duality.model.parameter import Parameter, letters_of
from duality.model.problem import ConstraintRow, Problem, suffixed
from duality.records import replace

LETTER = "u"


def perturbed(problem: Problem, of: str) -> Problem:
    """The problem with the letter u as the right-hand side of a constraint, or added to it where it holds x.

    Raises `ProblemError` for a name that no constraint has.
    """
    names = [constraint.name for constraint in problem.constraints]
    if of not in names:
        known = f"the constraints are {', '.join(names[:12])}" if names else "it has no constraints"
        raise ProblemError(f"'{of}' is no constraint of this problem", help=f"{known}; --set m=? makes a letter of m")
    letter = Parameter(_free(problem))
    rows: list[ConstraintRow] = []
    place = 0
    for row in problem.rows:
        count = len(row.comparison.relations)
        own = names[place : place + count]
        rows.append(_with_letter(row, own.index(of), letter) if of in own else row)
        place += count
    side = "right-hand side" if _is_constant(problem.constraint(of).right) else "amount added to the right-hand side"
    stated = problem.constraint(of).right if side == "right-hand side" else None
    note = f"{letter.name} is the {side} of {of}" + (f", as stated {stated}" if stated is not None else "")
    return replace(
        problem,
        rows=tuple(rows),
        notes=(*problem.notes, note),
        expectations=(),
        parameters=(*problem.parameters, letter),
    )


def _with_letter(row: ConstraintRow, place: int, letter: Parameter) -> ConstraintRow:
    """Of a chain the constant end of the half is the one that moves."""
    sides = list(row.comparison.expressions)
    chain = len(row.comparison.relations) == 2
    k = 0 if chain and place == 0 else len(sides) - 1
    sides[k] = letter if _is_constant(sides[k]) else Sum((sides[k], letter))
    return replace(row, comparison=Comparison(row.comparison.relations, tuple(sides)))


def _is_constant(node: Expression) -> bool:
    return not node.variables() and not letters_of(node) and constant_value(node) == constant_value(node)


def _free(problem: Problem) -> str:
    taken = {*problem.variables, *(c.name for c in problem.constraints), *(p.name for p in problem.parameters)}
    taken |= {suffixed(row.name, end) for row in problem.rows if row.name for end in ("", "_lower", "_upper")}
    name = LETTER
    while name in taken:
        name += "_"
    return name
