"""FILE -> Problem: a path, standard input, or the name of a shipped problem."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from duality import api, library, statements
from duality.errors import ProblemError
from duality.model.problem import Problem

if TYPE_CHECKING:
    from duality.statements import Statement

STANDARD_INPUT = "-"


def problem_of(file: str, settings: Mapping[str, str], text: bytes | None = None) -> Problem:
    """A problem in numbers, of a statement with vectors and matrices the one at its data.

    Raises `ProblemError` where letters of a statement have no data, and says which.
    """
    found = stated_of(file, settings, text)
    if isinstance(found, Problem):
        return found
    return statements.numeric.numeric_problem(found)


def stated_of(file: str, settings: Mapping[str, str], text: bytes | None = None) -> Problem | Statement:
    """The problem; ``text`` is what standard input held. Raises `ProblemError` where there is none, or a faulty one."""
    if file == STANDARD_INPUT:
        return api.parse(decoded(standard_input() if text is None else text), source="<stdin>", settings=settings)
    return api.read(located(file), settings=settings)


def located(file: str) -> Path:
    """The path, or the shipped problem of that name; what looks like a path is never taken for a name."""
    if not file.strip():
        raise ProblemError("the name of the file is empty", help="'duality demo' lists the shipped problems")
    path = Path(file)
    if os.path.exists(path) or path.suffix or len(path.parts) != 1:
        return path
    shipped = library.path(file)
    if shipped is not None:
        return shipped
    near = library.near(file)
    meant = f"did you mean {' or '.join(repr(name) for name in near)}? " if near else ""
    raise ProblemError(
        f"there is no file and no shipped problem {file!r}", help=f"{meant}'duality demo' lists the shipped problems"
    )


def standard_input() -> bytes:
    """Everything on standard input, as bytes, whatever encoding the terminal claims."""
    return sys.stdin.buffer.read()


def decoded(text: bytes, source: str = "standard input") -> str:
    """The text of UTF-8 bytes; `ProblemError` says where they are none."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise ProblemError(
            f"{source} is not UTF-8: byte {error.start + 1}, on line {line}", help="convert it to UTF-8"
        ) from error
