"""duality plot: one figure of a problem as SVG, PNG, PDF or HTML; without --figure, which ones there are."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, cast

from duality import api, letters
from duality.api.effort import Effort
from duality.cli.arguments import add_effort, add_files
from duality.cli.exit_codes import ExitCode
from duality.cli.output import deliver, deliver_bytes
from duality.cli.sources import problem_of
from duality.cli.supervision import supervised
from duality.errors import ProblemError
from duality.report.say import LANGUAGES
from duality.results.figures.drawn import checked_name, checked_suffix, drawn, overview

if TYPE_CHECKING:
    from duality.model.problem import Problem
    from duality.model.regions import LetteredReport
    from duality.results import Report

EPILOG = """\
Examples:

    duality plot double-well                                which figures apply, and why not the others
    duality plot double-well --figure theta -o theta.svg    the dual function, p*, and the gap
    duality plot double-well --figure slider -o well.html   one multiplier drives three pictures
    duality plot my.dual --figure price -o price.png --dark
    duality plot svm-path -o path.svg                       p*, x* and multipliers over the letter of a problem

Exit code 2 for an unknown figure or suffix, 3 where the figure does not apply to the problem (it says why)."""


class Plot:
    """The command."""

    name = "plot"
    summary = "draw a figure of a problem: theta_D, the set G, prices, slackness and others"
    epilog = EPILOG

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        add_files(parser, several=False)
        parser.add_argument("--figure", metavar="NAME", help="which one; without it the figures are listed")
        parser.add_argument("-o", dest="out", metavar="OUT", help="the file to write: .svg, .png, .pdf or .html")
        parser.add_argument("--dark", action="store_true", help="light on dark")
        parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of its words")
        add_effort(parser)

    def run(self, chosen: argparse.Namespace) -> int:
        problem = problem_of(chosen.file, dict(chosen.settings))
        if problem.parameters:
            return _in_letters(chosen, problem)
        if chosen.figure is None:
            if chosen.out is not None:
                raise ProblemError("-o needs a figure to write", help="name one with --figure, such as --figure theta")
            with supervised(chosen.file, chosen.time_limit) as watching:
                report = api.answering.by_rows(problem, Effort(chosen.tol, watching.left), progress=watching.known)
                watching.known.stage = "sampling"
                text = listing(report)
            deliver(text, None)
            return ExitCode.REPORTED
        # Faults of usage are told before anything is solved.
        checked_name(chosen.figure)
        if chosen.out is None:
            raise ProblemError("a figure needs a file", help=f"write -o {chosen.figure}.svg (or .png, .pdf, .html)")
        suffix = checked_suffix(Path(chosen.out).suffix)
        with supervised(chosen.file, chosen.time_limit) as watching:
            report = api.answering.by_rows(problem, Effort(chosen.tol, watching.left), progress=watching.known)
            watching.known.stage = "drawing"
            content = drawn(report.data, chosen.figure, dark=chosen.dark, language=chosen.lang).content(suffix)
        deliver_bytes(content, chosen.out)
        return ExitCode.REPORTED


PLOT = Plot()


def _in_letters(chosen: argparse.Namespace, problem: Problem) -> int:
    """p* over one letter, or the map of two."""
    if chosen.out is None:
        raise ProblemError("a figure needs a file", help="write -o value.svg (or .png, .pdf, .html)")
    suffix = checked_suffix(Path(chosen.out).suffix)
    with supervised(chosen.file, chosen.time_limit) as watching:
        report = api.answering.by_rows(problem, Effort(chosen.tol, watching.left))
        watching.known.stage = "drawing"
        data = cast("LetteredReport", report.data)
        content = letters.drawing.drawn(data, chosen.figure or "", dark=chosen.dark, language=chosen.lang).content(
            suffix
        )
    deliver_bytes(content, chosen.out)
    return ExitCode.REPORTED


def listing(report: Report) -> str:
    """The figures that apply with their captions, then those that do not with the reason."""
    rows = overview(report.data)
    width = max(len(name) for name, _, _ in rows)
    lines = ["Figures of this problem:", ""]
    lines += [f"  {name:<{width}}   {text}" for name, applies, text in rows if applies]
    refused = [f"  {name:<{width}}   {text}" for name, applies, text in rows if not applies]
    if refused:
        lines += ["", "Not drawn:", "", *refused]
    return "\n".join(lines) + "\n"
