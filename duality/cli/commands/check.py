"""duality check: grade the known answers of a file, or a candidate of one's own."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, cast

from duality import api
from duality.cli.arguments import add_effort, add_files, add_output
from duality.cli.exit_codes import ExitCode
from duality.cli.single import answered
from duality.cli.sources import stated_of
from duality.cli.supervision import Supervision
from duality.cli.values import values_at
from duality.errors import ProblemError
from duality.model.problem import Problem

if TYPE_CHECKING:
    from duality.model.shown import Shown

EPILOG = """\
Examples:

    duality check min-norm                                     the file's 'expect' lines, one by one
    duality check min-norm --at "x=1/2, y=1/2"                 is it feasible? then f(x) bounds p*
    duality check min-norm --at "budget=1/3"                   theta_D there bounds p* from the other side
    duality check min-norm --at "x=1/2, y=1/2, budget=1"       KKT residuals and the saddle inequality

Multipliers are named by their constraints. Exit code 1 says that something does not hold."""


class Check:
    """The command."""

    name = "check"
    summary = "grade a file's known answers, or a candidate point and multipliers"
    epilog = EPILOG

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        add_files(parser, several=False)
        parser.add_argument("--at", metavar="VALUES", help='a candidate, such as "x=1/2, y=1/2, budget=1"')
        add_output(parser)
        add_effort(parser)

    def run(self, chosen: argparse.Namespace) -> int:
        return answered(chosen.file, chosen, lambda watching: _checked(chosen, watching))


CHECK = Check()


def _checked(chosen: argparse.Namespace, watching: Supervision) -> tuple[Shown, int]:
    """The grades or the judged candidate, and whether all of it holds."""
    problem = stated_of(chosen.file, dict(chosen.settings))
    if chosen.at is not None:
        if not isinstance(problem, Problem):
            raise ProblemError(
                f"{chosen.file} is a statement, whose candidates are arrays",
                help="in Python: derivation.dual_function(...)",
            )
        watching.known.stage = "checking"
        subject = api.check(problem, **values_at(problem, chosen.at))
    else:
        subject = api.grade(
            cast("Problem", problem), tolerance=chosen.tol, time_limit=watching.left, progress=watching.known
        )
    return subject, ExitCode.REPORTED if subject.passed else ExitCode.NOT_MET
