"""The fault of a text, found by parsing alone: a matter of milliseconds, in the server itself."""

from __future__ import annotations

from duality import api
from duality.errors import DualityError, ProblemError
from duality.records import record


@record
class Fault:
    """What is wrong with a statement; ``line`` and ``column`` count from 1 and are 0 where there is no one place."""

    message: str
    help: str = ""
    line: int = 0
    column: int = 0
    length: int = 0


def fault_in(text: str) -> Fault | None:
    """The fault of a statement, ``None`` where it reads well. No file is read: there is no folder to read from."""
    try:
        api.parse(text, source="problem")
    except DualityError as error:
        return fault_of(error)
    return None


def fault_of(error: DualityError) -> Fault:
    """The words of an error, and its place in the text."""
    if not isinstance(error, ProblemError):
        return Fault(str(error))
    place = error.location
    if place is None:
        return Fault(error.message, error.help)
    return Fault(error.message, error.help, place.line, place.column, max(1, place.length))
