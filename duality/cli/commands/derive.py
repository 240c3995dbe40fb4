"""duality derive: formulas only, nothing is solved."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from duality.cli.arguments import add_files, add_output, add_time_limit
from duality.cli.exit_codes import ExitCode
from duality.cli.single import answered
from duality.cli.sources import problem_of
from duality.cli.supervision import Supervision

if TYPE_CHECKING:
    from duality.results.rendered import Rendered

EPILOG = """\
Examples:

    duality derive min-norm                   L, theta_D with its domain, the explicit dual, KKT
    duality derive min-norm --steps           with the derivation line by line
    duality derive my.dual --notation boyd    lambda, nu, g instead of alpha, beta, theta_D
    duality derive my.dual -o my.tex          LaTeX that compiles by itself"""


class Derive:
    """The command."""

    name = "derive"
    summary = "derive the Lagrangian, dual function, dual problem and KKT conditions, without solving"
    epilog = EPILOG

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        add_files(parser, several=False)
        add_output(parser)
        add_time_limit(parser.add_argument_group("effort"))

    def run(self, chosen: argparse.Namespace) -> int:
        return answered(chosen.file, chosen, lambda watching: _derived(chosen, watching))


DERIVE = Derive()


def _derived(chosen: argparse.Namespace, watching: Supervision) -> tuple[Rendered, int]:
    from duality import api

    problem = problem_of(chosen.file, dict(chosen.settings))
    watching.known.stage = "deriving the dual function"
    return api.derive(problem), ExitCode.REPORTED
