"""duality report: the page of a problem, one self-contained HTML file."""

from __future__ import annotations

import argparse
from pathlib import Path

from duality import api
from duality.api.effort import Effort
from duality.cli.arguments import NOTATIONS, add_effort, add_files
from duality.cli.browser import show
from duality.cli.exit_codes import ExitCode
from duality.cli.output import PICTURES, deliver
from duality.cli.sources import problem_of
from duality.cli.supervision import supervised
from duality.errors import ProblemError
from duality.report.notation import notation
from duality.report.options import Options
from duality.report.say import LANGUAGES

EPILOG = """\
Examples:

    duality report min-norm -o min-norm.html --open       the page, shown in the browser
    duality report my.dual -o my.html --lang zh           the words in Chinese
    duality report my.dual -o sheet.html --hide-answers   statement and questions; the answers are not in the file

The file holds everything it needs and loads nothing. Print it on A4 from the browser."""


class ReportPage:
    """The command."""

    name = "report"
    summary = "write a page with derivation, linked pictures and verdict: one HTML file that loads nothing"
    epilog = EPILOG

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        add_files(parser, several=False)
        group = parser.add_argument_group("output")
        group.add_argument("-o", dest="out", metavar="OUT", help="write to this file instead of standard output")
        group.add_argument("--open", action="store_true", help="show the file in the browser (needs -o)")
        group.add_argument("--hide-answers", action="store_true", help="homework: statement and questions, no answers")
        group.add_argument(
            "--notation", choices=NOTATIONS, default="lihang", help="alpha, beta, theta_D or lambda, nu, g"
        )
        group.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of the words")
        group.add_argument("--steps", action="store_true", help="the derivation line by line, unfolded (it is there)")
        group.add_argument("-v", "--verbose", action="store_true", help="leave nothing out")
        add_effort(parser)

    def run(self, chosen: argparse.Namespace) -> int:
        if chosen.open and chosen.out is None:
            raise ProblemError("--open shows a file, and there is none", help="name it with -o, such as -o page.html")
        suffix = Path(chosen.out or "").suffix.lower()
        if suffix in PICTURES:
            raise ProblemError(f"a page is HTML and no {suffix}", help="write -o page.html")
        problem = problem_of(chosen.file, dict(chosen.settings))
        options = Options(notation(chosen.notation), steps=chosen.steps, verbose=chosen.verbose)
        if chosen.hide_answers:
            text = api.exercises(problem, options=options, language=chosen.lang)
        else:
            with supervised(chosen.file, chosen.time_limit) as watching:
                report = api.answering.by_rows(problem, Effort(chosen.tol, watching.left), progress=watching.known)
                watching.known.stage = "drawing"
                text = api.page(report, options=options, language=chosen.lang)
                watching.known.finish()
        deliver(text, chosen.out)
        if chosen.open:
            show(Path(chosen.out))
        return ExitCode.REPORTED


REPORT = ReportPage()
