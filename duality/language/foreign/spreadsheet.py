"""Formulas of a spreadsheet: their cells hold the data, so that there is no statement to read."""

from __future__ import annotations

from typing import NoReturn

from duality.language.foreign.untranslatable import Untranslatable


def translate(text: str) -> NoReturn:
    """Refuses, with the statement that such formulas stand for."""
    raise Untranslatable(
        "a cell's formula takes its numbers from other cells; write them here: 'param c = [2, 3]; var x[1..2] >= 0; "
        "min sum(c[j]*x[j] for j in 1..2) s.t. x[1] + x[2] >= 4'"
    )
