"""The exceptions of the package: an exception means "could not answer"; an outcome is a value.

DualityError
- ProblemError(ValueError)      the statement is at fault; carries source, line, column
  - ProblemSyntaxError          the text does not parse; says what was expected
  - UnknownNameError            a name that is not declared; lists the declared ones
- DerivationError               the algebra failed unexpectedly
- OutOfBudget                   the work or the time that was allowed is over; says while what
  - BeyondFloats                a number on the way is beyond the largest float
- DefectError                   the package failed in a way that nobody foresaw; says in which stage, and what is known
- InapplicableError             a figure that cannot be drawn for this problem; says why and what to look at instead
- BackendError                  a solver could not answer
  - BackendUnavailable          not installed; says what to install
  - BackendRefused              the problem is outside what the solver takes; says why
  - BackendFailed               the solver broke; raised ``from`` its own exception
"""

from __future__ import annotations

from duality.records import record

_STAND_INS = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"},
    0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029), 0xFFFD),
}


def visible(text: str) -> str:
    """The text with stand-ins of the same length for characters that would act on a terminal, or turn a line around.

    Tabs and line ends stay.
    """
    return text if text.isprintable() else text.translate(_STAND_INS)


def _on_one_line(name: str) -> str:
    """The name of a file, whose line ends are shown too."""
    return visible(name).replace("\n", chr(0x240A))


class DualityError(Exception):
    """Root of every exception that this package raises on purpose."""


@record
class Location:
    """A span of the statement: ``source:line:column``, both counted from 1, ``length`` characters long."""

    source: str
    line: int
    column: int
    text: str
    length: int = 1


class ProblemError(DualityError, ValueError):
    """The statement is at fault.

    ``message`` says what, ``location`` where (``None`` for a problem stated in Python), ``help`` what to do.
    """

    def __init__(self, message: str, location: Location | None = None, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.location = location
        self.help = help
        self.instead = ""
        """The line of the fault as the help says to write it, where it says all of it."""

    @property
    def file(self) -> str | None:
        return self.location.source if self.location else None

    @property
    def line(self) -> int | None:
        return self.location.line if self.location else None

    @property
    def column(self) -> int | None:
        return self.location.column if self.location else None

    def __str__(self) -> str:
        lines = [f"error: {self.message}"]
        if self.location is not None:
            place = self.location
            gutter = " " * len(str(place.line))
            caret = "^" * max(1, min(place.length, max(1, len(place.text) - place.column + 1)))
            # A tab stays a tab under the line, so that the caret lands where the eye sees the fault.
            indent = "".join("\t" if c == "\t" else " " for c in place.text[: place.column - 1])
            lines += [
                f"{gutter} --> {_on_one_line(place.source)}:{place.line}:{place.column}",
                f"{gutter}  |",
                f" {place.line} | {place.text}",
                f"{gutter}  | {indent}{caret}",
            ]
            if self.help:
                lines.append(f"{gutter}  = help: {self.help}")
        elif self.help:
            lines.append(f"  = help: {self.help}")
        return visible("\n".join(lines))


class UndefinedError(ProblemError):
    """A constant of the statement has no value: 1/0, log(0)."""


class ProblemSyntaxError(ProblemError):
    """The text of the statement does not parse."""


class UnknownNameError(ProblemError):
    """A name that the statement does not declare."""


class DerivationError(DualityError):
    """The algebra failed unexpectedly: a defect of ours, never an outcome of a problem."""


class OutOfBudget(DualityError):
    """The work or the time that was allowed is over; ``doing`` is a clause after "while"."""

    def __init__(self, doing: str) -> None:
        super().__init__(doing)
        self.doing = doing

    def __str__(self) -> str:
        return f"the limit was reached while {self.doing}; nothing is known yet"


class BeyondFloats(OutOfBudget):
    """A number is beyond the largest float: what computes with it gets no answer."""

    def __init__(self) -> None:
        super().__init__("computing with numbers beyond the largest float")

    def __reduce__(self) -> tuple[type[BeyondFloats], tuple[()]]:
        return BeyondFloats, ()

    def __str__(self) -> str:
        return "a number on the way is beyond the largest float; nothing is known yet: measure in other units"


class DefectError(DualityError):
    """A defect of ours that met this problem; its cause is the exception that nobody foresaw."""

    def __init__(self, stage: str, what: str, known: str = "") -> None:
        super().__init__(stage, what, known)
        self.stage, self.what, self.known = stage, what, known

    @classmethod
    def met(cls, stage: str, error: Exception, known: str = "") -> DefectError:
        """The defect that an exception is."""
        said = str(error).splitlines()
        return cls(stage, f"{type(error).__name__}: {said[0]}" if said else type(error).__name__, known)

    def __str__(self) -> str:
        found = f"; by then {self.known}" if self.known else ""
        return f"a defect of duality while {self.stage}: {self.what}{found}; please report it with the statement"


class InapplicableError(DualityError):
    """The figure does not apply to this problem; the message says why, and what to look at instead."""


class BackendError(DualityError):
    """A solver could not answer."""


class BackendUnavailable(BackendError):
    """The solver is not installed; the message says what to install."""


class BackendRefused(BackendError):
    """The problem is outside what the solver takes; the message says why."""


class BackendFailed(BackendError):
    """The solver broke; its own exception is the cause."""
