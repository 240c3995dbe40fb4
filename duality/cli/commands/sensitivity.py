"""duality sensitivity: p* as a function of a right-hand side, or of a parameter."""

from __future__ import annotations

import argparse

from duality import api
from duality.cli.arguments import add_effort, add_files, add_output
from duality.cli.exit_codes import ExitCode
from duality.cli.single import answered
from duality.cli.sources import problem_of
from duality.cli.supervision import Supervision

EPILOG = """\
Examples:

    duality sensitivity diet-lp --of energy         p* as a function of one right-hand side, piece by piece
    duality sensitivity diet-lp                     of every right-hand side, one after the other
    duality solve maxent-dice --set m=?             a 'param' of the file as a letter: everything as a function of it"""

MOST = 12
"""Constraints that are gone through without --of."""


class Sensitivity:
    """The command."""

    name = "sensitivity"
    summary = "the optimal value as a function of a right-hand side, exact where the problem allows it"
    epilog = EPILOG

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        add_files(parser, several=False)
        parser.add_argument("--of", metavar="NAME", help="the constraint whose right-hand side moves (default: each)")
        add_output(parser)
        add_effort(parser)

    def run(self, chosen: argparse.Namespace) -> int:
        problem = problem_of(chosen.file, dict(chosen.settings))
        names = [constraint.name for constraint in problem.constraints] if chosen.of is None else [chosen.of]
        codes = [_one(chosen, name, heading=len(names) > 1) for name in names[:MOST]]
        return max(codes, default=int(ExitCode.REPORTED))


SENSITIVITY = Sensitivity()


def _one(chosen: argparse.Namespace, name: str, *, heading: bool) -> int:
    def work(watching: Supervision):
        watching.known.stage = "solving in letters"
        problem = problem_of(chosen.file, dict(chosen.settings))
        found = api.sensitivity(problem, name, tolerance=chosen.tol, time_limit=watching.left)
        return found, ExitCode.REPORTED if found.regions or found.data.grid else ExitCode.NO_ANSWER

    if heading and chosen.out is None and chosen.format in (None, "text"):
        print(f"== the right-hand side of {name} ==")
    return answered(chosen.file, chosen, work)
