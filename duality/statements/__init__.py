"""Statements with vectors, matrices and indexes: derived in letters, bound to data, solved.

`parse` reads a statement, `derive` gives theta_D and the explicit dual in letters, `solve` takes data for the letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.statements import definite as definite
    from duality.statements import entries as entries
    from duality.statements import explicit as explicit
    from duality.statements import functions as functions
    from duality.statements import grading as grading
    from duality.statements import many as many
    from duality.statements import numeric as numeric
    from duality.statements import objects as objects
    from duality.statements import signs as signs
    from duality.statements import sizes as sizes
    from duality.statements import stating as stating
    from duality.statements import teaching as teaching
    from duality.statements import theta as theta
    from duality.statements import ufuncs as ufuncs
    from duality.statements import writing as writing
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

__getattr__ = lazily(
    __name__,
    {
        "answering": "derive solve stated",
        "language": "parse",
        "results": "StatementDerivation StatementDual",
        "solving.report": "StatementReport",
        "statement": "Statement",
        "writing": "write",
    },
)
