"""A neutral document: what a report says, before anything decides how it looks.

A `Phrase` mixes words with mathematics; a renderer turns each part into its own markup.
"""

from __future__ import annotations

from typing import Literal

from duality.model.derivation import Formula
from duality.model.scalar import Scalar
from duality.named_tuples import NamedTuple


class Symbol(NamedTuple):
    """A fixed piece of mathematics: its text and its LaTeX."""

    text: str
    latex: str


EQUALS = Symbol(" = ", " = ")


class Name(NamedTuple):
    """A variable or multiplier by its full name, without building a tree."""

    name: str


class Value(NamedTuple):
    """A number: exact ones are shown exactly; ``signed`` shows the plus sign, too."""

    value: Scalar | float
    signed: bool = False


class Matrix(NamedTuple):
    """A matrix or, with one row, a vector of formulas."""

    rows: tuple[tuple[Formula, ...], ...]


class Row(NamedTuple):
    """A displayed line, left and right of where such lines are aligned, and a remark."""

    left: Phrase
    right: Phrase = ()
    remark: Phrase = ()


class Display(NamedTuple):
    """Formulas on lines of their own in the middle of a text."""

    rows: tuple[Row, ...]


Inline = str | Symbol | Name | Value | Matrix | Formula | Display
Phrase = tuple[Inline, ...]


class Line(NamedTuple):
    """A labeled line: label, body, and a remark at the right."""

    label: Phrase
    body: Phrase
    remark: Phrase = ()


class Lines(NamedTuple):
    """Labeled lines whose bodies are aligned.

    ``kind`` "formulas" holds mathematics, "answers" the values with their labels, "words" running text.
    """

    kind: Literal["formulas", "answers", "words"]
    lines: tuple[Line, ...]


class Table(NamedTuple):
    """Columns of phrases; ``align`` holds one of "l" and "r" a column."""

    header: tuple[Phrase, ...]
    rows: tuple[tuple[Phrase, ...], ...]
    align: str


class Paragraph(NamedTuple):
    """A sentence or a remark."""

    phrase: Phrase


class Heading(NamedTuple):
    """The title of a part."""

    text: str


class Verdict(NamedTuple):
    """The sentence that the reader came for; ``mood`` tells how good the news is."""

    phrase: Phrase
    mood: Literal["holds", "fails", "unknown"]


class Enumeration(NamedTuple):
    """Numbered lines, in order, the first one numbered ``start``."""

    items: tuple[Phrase, ...]
    start: int = 1


class Drawing(NamedTuple):
    """A picture made of characters: rows that keep their spaces; ``caption`` tells its signs."""

    rows: tuple[str, ...]
    caption: tuple[Phrase, ...] = ()


Part = Lines | Table | Paragraph | Heading | Verdict | Enumeration | Drawing


class Document(NamedTuple):
    """A title (may be empty), and parts in their order."""

    title: str
    parts: tuple[Part, ...]
