"""A problem out of text or out of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from duality import language
from duality.algebra.uncollected import uncollected
from duality.errors import Location, ProblemError, ProblemSyntaxError
from duality.language.build import build
from duality.language.limits import MAX_BYTES
from duality.language.source import Source, too_large
from duality.language.statement_grammar import read_statements
from duality.model.problem import Problem

if TYPE_CHECKING:
    from pathlib import Path

LARGE = 50_000
"""Characters from which on the garbage collector rests."""

_NO_SETTINGS: Mapping[str, str] = {}


def parse(
    text: str, source: str = "<string>", settings: Mapping[str, str] = _NO_SETTINGS, folder: Path | None = None
) -> Problem:
    """The problem that a text states.

    ``source`` names the text in errors, ``settings`` override parameters by name, and ``load(...)`` reads beside
    ``folder`` (without one it is refused). Raises `ProblemError` with a place in the text.
    """
    with uncollected(large=len(text) > LARGE):
        origin = Source(source, text)
        try:
            return build(origin, read_statements(origin), settings, folder)
        except ProblemError as fault:
            answer = language.answering.in_other_language(origin, fault)
            if answer is None or "could not be translated" in answer.help:
                answer = language.habits.in_own_words(origin, fault, at_any_price=answer is None) or answer
            if answer is None:
                raise
            raise answer from None


def read(path: str | Path, settings: Mapping[str, str] = _NO_SETTINGS) -> Problem:
    """The problem in a UTF-8 file of at most 2 MB; data files are looked for beside it.

    Raises `ProblemError` for a file that cannot be read and for a statement at fault.
    """
    from pathlib import Path

    return parse(text_of(path), str(path), settings, Path(path).parent)


def text_of(path: str | Path) -> str:
    """The text of a UTF-8 file of at most 2 MB. Raises `ProblemError` where it cannot be read."""
    return _decoded(_bytes(path), str(path))


def _bytes(path: str | Path) -> bytes:
    try:
        with open(path, "rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ProblemError(f"there is no file '{path}'", help="check the spelling and the folder") from None
    except IsADirectoryError:
        raise ProblemError(f"'{path}' is a folder", help="name a .dual file in it") from None
    except PermissionError:
        raise ProblemError(f"'{path}' may not be read", help="check the permissions of the file") from None
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else str(fault)
        raise ProblemError(f"'{path}' cannot be read: {reason}", help="check the name of the file") from fault
    if len(data) > MAX_BYTES:
        raise too_large(str(path))
    return data


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        place = fault.start
    before = data[:place].decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    column = len(before) - before.rfind("\n")
    rest = data[place : place + 200].splitlines()[0].decode("utf-8", "replace")
    if b"\0" in data:
        help = "this looks like a binary file, or like text saved as UTF-16; save it as UTF-8"
    else:
        help = "the file may be in Latin-1 or another encoding; save it as UTF-8"
    raise ProblemSyntaxError(
        f"the byte 0x{data[place]:02X} is not UTF-8 text",
        Location(name, before.count("\n") + 1, column, before[before.rfind("\n") + 1 :] + rest),
        help,
    )
