"""A statement with its data as a problem in numbers: x in R^3 is x[1], x[2], x[3]."""

from __future__ import annotations

from duality.errors import BackendRefused, ProblemError
from duality.model.problem import Problem
from duality.records import replace
from duality.statements.binding import measured, symbols
from duality.statements.instantiating import instance
from duality.statements.keeping import check_data
from duality.statements.statement import Statement
from duality.statements.theta import given_data


def numeric_problem(statement: Statement) -> Problem:
    """The problem, with title and notes; `ProblemError` for letters without data and for matrix inequalities."""
    arrays = given_data(statement, {})
    lengths = {name: int(value) for name, value in arrays.items() if name in statement.sizes}
    sizes = measured(statement.parameters, arrays, lengths)
    unknown = [letter for letter in statement.sizes if letter not in sizes]
    if unknown:
        raise ProblemError(f"the data do not tell the size {', '.join(unknown)}", help=f"bind {unknown[0]} = 5")
    check_data(statement, arrays, sizes)
    try:
        found = instance(statement, symbols(statement.parameters, arrays, sizes), sizes).problem
    except BackendRefused as refusal:
        raise ProblemError(
            f"this statement has no form in scalars: {refusal}", help="'duality derive' and 'duality solve' take it"
        ) from refusal
    return replace(found, title=statement.title, notes=statement.notes)
