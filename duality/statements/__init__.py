"""Statements with vectors, matrices and indexes: derived in letters, bound to data, solved.

`parse` reads a statement, `derive` gives theta_D and the explicit dual in letters, `solve` takes data for the letters.
"""

from duality.statements.answering import derive, solve, stated
from duality.statements.language import parse
from duality.statements.results import StatementDerivation, StatementDual
from duality.statements.solving.report import StatementReport
from duality.statements.statement import Statement
from duality.statements.writing import write

__all__ = [
    "Statement",
    "StatementDerivation",
    "StatementDual",
    "StatementReport",
    "derive",
    "parse",
    "solve",
    "stated",
    "write",
]
