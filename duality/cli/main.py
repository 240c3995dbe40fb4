"""Arguments in, exit code out; every fault of a user becomes a message."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from duality.cli.exit_codes import ExitCode
from duality.errors import DefectError, DualityError, ProblemError

OBJECTS = 50_000
"""New objects between two collections of garbage: a short process makes many that stay, and little garbage."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; without arguments those of the process, which ends with it."""
    if arguments is not None:
        return _run(arguments)
    gc.set_threshold(OBJECTS)
    try:
        return _run(sys.argv[1:])
    finally:
        # Else the process ends with a search for garbage in all libraries: a third of the time of a small solve.
        gc.freeze()


def _run(arguments: Sequence[str]) -> int:
    from duality.cli.parser import build

    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # A title in any language must not break a terminal that cannot show it.
            reconfigure(errors="backslashreplace")
    parser = build(arguments[0] if arguments else "")
    try:
        chosen = parser.parse_args(arguments)
        if chosen.command is None:
            parser.print_help(sys.stderr)
            return ExitCode.FAULT
        return chosen.run(chosen)
    except DualityError as error:
        from duality.cli.output import complain

        print(complain(error), file=sys.stderr)
        return ExitCode.FAULT if isinstance(error, ProblemError) else ExitCode.NO_ANSWER
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # The reader has gone (head, less): nothing more to say, and no complaint at shutdown either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.REPORTED
    except Exception as error:  # noqa: BLE001 - what nobody foresaw is one line here, as it is in Python
        from duality.cli.output import complain

        print(complain(DefectError.met("running the command", error)), file=sys.stderr)
        return ExitCode.NO_ANSWER
