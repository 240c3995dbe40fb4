"""Statements with vectors, matrices and indexes: derived in letters, bound to data, solved.

A statement is read by `parse` or built from Python's objects; `derive` gives theta_D and the explicit dual in letters.
"""

from duality.statements.answering import derive
from duality.statements.language import parse
from duality.statements.statement import Statement
from duality.statements.writing import write

__all__ = ["Statement", "derive", "parse", "write"]
