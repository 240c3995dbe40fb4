"""What a command says when it is stopped before its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from duality import api
from duality.cli.exit_codes import ExitCode
from duality.cli.output import deliver
from duality.cli.supervision import LastWords, Speak

if TYPE_CHECKING:
    from duality.api.progress import Progress
    from duality.model.report import Report


def interrupted(file: str, known: Progress) -> LastWords:
    """Nothing is known yet: a line that says when the work was stopped."""
    known.stopped = known.stopped or "user"
    said = f"{file}: {known.why}; nothing is known yet"
    return LastWords("", said, ExitCode.INTERRUPTED if known.stopped == "user" else ExitCode.NO_ANSWER)


def speaker(file: str, out: str | None, told: Callable[[Report], LastWords]) -> Speak:
    """The last words of a command that does not stop: the report of what is known, as ``told`` puts it, or into OUT."""

    def speak(known: Progress) -> LastWords:
        if known.derivation is None:
            return interrupted(file, known)
        words = told(api.early.early_report(known, known.derivation))
        if out is None:
            return words
        deliver(words.text, out)
        return words._replace(text="")

    return speak
