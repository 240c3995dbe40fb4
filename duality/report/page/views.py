"""What the templates ask of a document: the kind of a part, and lines gathered under their labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from duality.named_tuples import NamedTuple
from duality.report.document import (
    Drawing,
    Enumeration,
    Heading,
    Line,
    Lines,
    Paragraph,
    Part,
    Phrase,
    Symbol,
    Table,
    Verdict,
)
from duality.report.sections.statement import WRITTEN

SIGNS = ("+ ", "- ")
"""What a line begins with that goes on with a sum."""

MANY, FIRST = 10, 3
"""Of more than so many lines under one label the first few are shown, the others on demand and in print."""

MANY_CASES = 24
"""The same for the cases of one value, such as p* piece by piece with its x* and multipliers: they are the answer."""


class Group(NamedTuple):
    """A label and the lines that follow it without one; ``defines`` says that an equals sign belongs between.

    In a long list the standard form of a row is enough: the remark that tells how it was written is left out.
    """

    label: Phrase
    rows: tuple[Line, ...]
    defines: bool

    @property
    def has_pieces(self) -> bool:
        """The lines are cases of one value, and not the terms of a sum."""
        continued = [row.body[0] for row in self.rows[1:2] if row.body]
        is_sum = any(isinstance(inline, Symbol) and inline.text in SIGNS for inline in continued)
        return self.defines and len(self.rows) > 1 and not is_sum

    @property
    def is_long(self) -> bool:
        return len(self.rows) > (MANY_CASES if self.has_pieces else MANY)

    @property
    def first(self) -> tuple[Line, ...]:
        return _plain(self.rows[:FIRST]) if self.is_long else self.rows

    @property
    def others(self) -> tuple[Line, ...]:
        return _plain(self.rows[FIRST:]) if self.is_long else ()


def kind_of(part: Part) -> str:
    """The macro that shows the part."""
    match part:
        case Lines(kind, _):
            return kind
        case Table():
            return "table"
        case Paragraph():
            return "paragraph"
        case Heading():
            return "heading"
        case Verdict():
            return "verdict"
        case Enumeration():
            return "enumeration"
        case Drawing():
            return "drawing"
        case _:
            assert_never(part)


def folded(found: list[Group]) -> tuple[list[Group], list[Group]]:
    """The groups that are shown at once, and those on demand: the parts of a sum behind its first few."""
    if len(found) <= MANY or not all(group.defines for group in found):
        return found, []
    return found[: FIRST + 1], found[FIRST + 1 :]


def groups(lines: Sequence[Line]) -> list[Group]:
    """Lines without a label belong to the last one that has one."""
    gathered: list[list[Line]] = []
    for line in lines:
        if line.label or not gathered:
            gathered.append([line])
        else:
            gathered[-1].append(line)
    return [Group(rows[0].label, tuple(rows), _defines(rows[0])) for rows in gathered]


def _plain(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Without the remarks that repeat the row as it was written."""
    return tuple(line._replace(remark=()) if line.remark[:1] == (WRITTEN,) else line for line in lines)


def _defines(line: Line) -> bool:
    """Is the label a symbol, and the body a formula: L = x^2."""
    return bool(line.label and line.body) and not isinstance(line.label[0], str) and not isinstance(line.body[0], str)
