"""The text of a statement with its name, and errors that point into it."""

from __future__ import annotations

import re
from typing import TypeVar

from duality.errors import Location, ProblemError, ProblemSyntaxError
from duality.language.limits import MAX_BYTES
from duality.language.signs import in_ascii_signs

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")

_SURROGATE = re.compile("[\ud800-\udfff]")

_LONGEST_FAULT = 100
_SHOWN_AFTER_FAULT = 200

Fault = TypeVar("Fault", bound=ProblemError)


class Source:
    """A text with line ends normalized and a byte order mark removed; places in it are offsets, counted from 0.

    ``text`` is what people are shown, ``signs`` the same with typographic signs in ASCII, which is what is read.
    Raises `ProblemError` for a text beyond the size limit and for control characters: the text is then not a statement.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > MAX_BYTES or (not text.isascii() and len(text.encode("utf-8", "replace")) > MAX_BYTES):
            raise too_large(name)
        control = _CONTROL.search(self.text)
        if control is not None:
            raise self.syntax_error(
                f"the control character U+{ord(control.group()):04X} does not belong into a statement",
                control.start(),
                control.end(),
                "save the statement as plain UTF-8 text",
            )
        surrogate = None if self.text.isascii() else _SURROGATE.search(self.text)
        if surrogate is not None:
            raise self.syntax_error(
                f"U+{ord(surrogate.group()):04X} is half of a character",
                surrogate.start(),
                surrogate.end(),
                "save the statement as plain UTF-8 text",
            )
        self.signs = in_ascii_signs(self.text)

    def line_number(self, start: int) -> int:
        """The line of an offset, counted from 1."""
        return self.text.count("\n", 0, start) + 1

    def location(self, start: int, end: int) -> Location:
        """The place of the characters from ``start`` up to ``end``, as people count: lines and columns from 1."""
        begin = self.text.rfind("\n", 0, start) + 1
        finish = self.text.find("\n", start)
        finish = len(self.text) if finish < 0 else finish
        length = max(1, min(end, finish, start + _LONGEST_FAULT) - start)
        line = self.text[begin : min(finish, start + length + _SHOWN_AFTER_FAULT)]
        return Location(self.name, self.line_number(start), start - begin + 1, line, length)

    def corrected(self, start: int, end: int, written: str) -> str:
        """The line around a place, as it would read with ``written`` there: something to paste."""
        begin = self.text.rfind("\n", 0, start) + 1
        finish = self.text.find("\n", end)
        finish = len(self.text) if finish < 0 else finish
        return " ".join((self.text[begin:start] + written + self.text[end:finish]).partition("#")[0].split())

    def error(self, fault: type[Fault], message: str, start: int, end: int, help: str = "", instead: str = "") -> Fault:
        """The error of class ``fault`` at the characters from ``start`` up to ``end``.

        ``instead`` is the line of the place as the help says to write it.
        """
        found = fault(message, self.location(start, end), help)
        found.instead = instead
        return found

    def problem_error(self, message: str, start: int, end: int, help: str = "", instead: str = "") -> ProblemError:
        """What the text says cannot be."""
        return self.error(ProblemError, message, start, end, help, instead)

    def syntax_error(self, message: str, start: int, end: int, help: str = "", instead: str = "") -> ProblemSyntaxError:
        """The text does not parse."""
        return self.error(ProblemSyntaxError, message, start, end, help, instead)


def too_large(name: str) -> ProblemError:
    """The refusal of a statement beyond the size limit."""
    return ProblemError(
        f"{name} is larger than {MAX_BYTES // 1_000_000} MB, the limit of a problem file",
        help='keep large data in a .csv or .npy file beside the problem: param A = load("A.csv")',
    )
