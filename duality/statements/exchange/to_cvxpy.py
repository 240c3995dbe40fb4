"""A statement with data as a problem of cvxpy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duality.errors import ProblemError
from duality.statements.binding import measured, symbols
from duality.statements.exchange.cvxpy_program import cvxpy_problem
from duality.statements.statement import Statement
from duality.statements.theta import given_data


def to_cvxpy(statement: Statement, data: Mapping[str, object]) -> Any:
    """The ``cvxpy.Problem`` of the statement at its data, with variables by name; in the statement's own sense.

    Raises `ProblemError` for letters without data, `BackendRefused` where the statement is not convex as it is written.
    """
    arrays = given_data(statement, data)
    lengths = {name: int(value) for name, value in arrays.items() if name in statement.sizes}
    sizes = measured(statement.parameters, arrays, lengths)
    unknown = [letter for letter in statement.sizes if letter not in sizes]
    if unknown:
        raise ProblemError(f"the data do not tell the size {', '.join(unknown)}", help="give it in data: {'n': 5}")
    return cvxpy_problem(statement, symbols(statement.parameters, arrays, sizes), sizes)
