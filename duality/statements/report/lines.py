"""A statement as a textbook sets it: minimize, subject to, over."""

from __future__ import annotations

from duality.model.problem import Sense
from duality.statements.statement import Statement
from duality.statements.text import text
from duality.statements.writing import domain_text, parameter_text, row_text, variable_text

WIDTH = 12


def problem_lines(statement: Statement, *, letters: bool = False) -> list[str]:
    """The lines, each with its word in front."""
    found = []
    if letters and statement.parameters:
        found.append(line("letters", ", ".join(map(parameter_text, statement.parameters))))
    found.append(line("minimize" if statement.sense is Sense.MIN else "maximize", text(statement.objective)))
    for k, row in enumerate(statement.rows):
        found.append(line("subject to" if k == 0 else "", row_text(row)))
    domain = [domain_text(row) for row in statement.domain]
    over = ", ".join([*map(variable_text, statement.variables)])
    if over:
        found.append(line("over", f"{over}{': ' if domain else ''}{', '.join(domain)}"))
    return found


def line(word: str, content: str) -> str:
    """A word in the left column, the content beside it."""
    return f"{word:<{WIDTH}}{content}".rstrip()
