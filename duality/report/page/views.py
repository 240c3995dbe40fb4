"""What the templates ask of a document: the kind of a part, and lines gathered under their labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, assert_never

from duality.report.document import Drawing, Enumeration, Heading, Line, Lines, Paragraph, Part, Phrase, Table, Verdict


class Group(NamedTuple):
    """A label and the lines that follow it without one; ``defines`` says that an equals sign belongs between."""

    label: Phrase
    rows: tuple[Line, ...]
    defines: bool


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


def groups(lines: Sequence[Line]) -> list[Group]:
    """Lines without a label belong to the last one that has one."""
    gathered: list[list[Line]] = []
    for line in lines:
        if line.label or not gathered:
            gathered.append([line])
        else:
            gathered[-1].append(line)
    return [Group(rows[0].label, tuple(rows), _defines(rows[0])) for rows in gathered]


def _defines(line: Line) -> bool:
    """Is the label a symbol, and the body a formula: L = x^2."""
    return bool(line.label and line.body) and not isinstance(line.label[0], str) and not isinstance(line.body[0], str)
