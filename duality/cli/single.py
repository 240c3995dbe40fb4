"""Commands about one problem: its result under supervision, delivered, and the exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from duality.cli.exit_codes import ExitCode
from duality.cli.output import deliver, format_of, options_of
from duality.cli.stopping import interrupted, speaker
from duality.cli.supervision import LastWords, Supervision, supervised
from duality.report.render import render

if TYPE_CHECKING:
    from duality.model.report import Report
    from duality.model.shown import Shown
    from duality.statements import StatementDerivation


def answered(
    file: str, chosen: argparse.Namespace, work: Callable[[Supervision], tuple[Shown | StatementDerivation, int]]
) -> int:
    """Delivers what the work gives, with its exit code; stopped with nothing known, a line says so."""
    format, options = format_of(chosen), options_of(chosen)

    def told(report: Report) -> LastWords:
        return LastWords(render(report, format, options), "", ExitCode.NO_ANSWER)

    with supervised(file, chosen.time_limit, speak=speaker(file, chosen.out, told)) as watching:
        try:
            subject, code = work(watching)
            watching.known.finish()
        except (KeyboardInterrupt, MemoryError) as stop:
            watching.known.stop(stop)
            words = interrupted(file, watching.known)
            print(words.complaint, file=sys.stderr)
            return words.code
    deliver(subject.render(format, options), chosen.out)
    return ExitCode.INTERRUPTED if watching.known.stopped == "user" else code
