"""Cells in columns of a terminal, without rules: numbers to the right, words to the left."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = "   "
"""Between two columns."""


def cells(text: str) -> int:
    """The columns of a terminal that a text takes; a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, width: int, side: str = "l") -> str:
    """The text with blanks behind it, or before it, up to so many columns."""
    blanks = " " * (width - cells(text))
    return blanks + text if side == "r" else text + blanks


def in_columns(rows: Sequence[Sequence[str]], align: str) -> list[str]:
    """A line a row, without blanks at its end; ``align`` holds one of "l" and "r" a column."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    return [
        GAP.join(padded(text, width, side) for text, width, side in zip(row, widths, align, strict=True)).rstrip()
        for row in rows
    ]
