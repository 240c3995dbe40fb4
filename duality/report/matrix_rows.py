"""A matrix inequality in plain text that is too long for one line: its rows below one another, entries in columns."""

from __future__ import annotations

from duality.algebra.atoms import affine_expression
from duality.model.derivation import PositiveSemidefinite
from duality.model.printing import text
from duality.report.document import Phrase
from duality.report.phrases import phrase_text

GAP = "  "


def matrix_rows(phrase: Phrase, room: int) -> list[str] | None:
    """The words before, the rows of the matrix, the words after; ``None`` where one line or no such layout fits."""
    places = [k for k, inline in enumerate(phrase) if isinstance(inline, PositiveSemidefinite)]
    if len(places) != 1 or len(phrase_text(phrase)) <= room:
        return None
    (place,) = places
    statement = phrase[place]
    assert isinstance(statement, PositiveSemidefinite)
    cells = [[text(affine_expression(entry)) for entry in row] for row in statement.matrix]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    rows = ["[" + GAP.join(cell.rjust(w) for cell, w in zip(row, widths, strict=True)) + "]" for row in cells]
    kind = "definite" if statement.strict else "semidefinite"
    before, after = phrase_text(phrase[:place]).strip(), phrase_text(phrase[place + 1 :]).rstrip()
    said = f"is positive {kind}{after}"
    if max(map(len, (before, *rows, said))) > room:
        return None
    return [*([before] if before else []), *rows, said]
