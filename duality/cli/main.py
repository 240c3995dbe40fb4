"""Arguments in, exit code out; every fault of a user becomes a message."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress

from duality.cli import parser
from duality.cli.arguments import MEMORY
from duality.cli.exit_codes import ExitCode
from duality.cli.memory import limited_memory
from duality.cli.output import complain
from duality.errors import DefectError, DualityError, ProblemError

OBJECTS = 50_000
"""New objects between two collections of garbage: a short process makes many that stay, and little garbage."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; without arguments those of the process, which ends with it."""
    if arguments is not None:
        return _run(arguments)
    gc.set_threshold(OBJECTS)
    # A polite end (kill, a shutdown, a batch system) ends as Ctrl-C does: with what is known.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _run(sys.argv[1:])
    finally:
        # Else the process ends with a search for garbage in all libraries: a third of the time of a small solve.
        gc.freeze()


def _run(arguments: Sequence[str]) -> int:
    try:
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                # A title in any language must not break a terminal that cannot show it.
                reconfigure(errors="backslashreplace")
        chosen = parser.parsed(arguments)
        if chosen.command is None:
            parser.build("").print_help(sys.stderr)
            return ExitCode.FAULT
        with limited_memory(getattr(chosen, "memory", MEMORY)):
            return chosen.run(chosen)
    except DualityError as error:
        _say(complain(error))
        return ExitCode.FAULT if isinstance(error, ProblemError) else ExitCode.NO_ANSWER
    except MemoryError:
        _say("error: the memory limit was reached, and nothing is known yet; --memory raises the limit")
        return ExitCode.NO_ANSWER
    except KeyboardInterrupt:
        _say("interrupted")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # The reader has gone (head, less): nothing more to say, and no complaint at shutdown either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return ExitCode.REPORTED
    except Exception as error:  # noqa: BLE001 - what nobody foresaw is one line here, as it is in Python
        _say(complain(DefectError.met("running the command", error)))
        return ExitCode.NO_ANSWER


def _say(words: str) -> None:
    """On standard error, where there is one that takes it: the exit code tells the rest."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(words, file=sys.stderr, flush=True)
