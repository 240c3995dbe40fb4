"""duality derive: formulas only, nothing is solved."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from duality import api
from duality.cli.arguments import add_domain_choice, add_files, add_output, add_time_limit
from duality.cli.exit_codes import ExitCode
from duality.cli.single import answered
from duality.cli.sources import stated_of
from duality.cli.supervision import Supervision
from duality.model.problem import Problem

if TYPE_CHECKING:
    from duality.model.shown import Shown
    from duality.statements import StatementDerivation

EPILOG = """\
Examples:

    duality derive min-norm                   L, theta_D with its domain, the explicit dual, KKT
    duality derive min-norm --steps           with the derivation line by line
    duality derive min-norm --dual-of-dual    the dual of the dual, which is the primal again
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
        add_domain_choice(parser)
        add_time_limit(parser.add_argument_group("effort"))
        parser.add_argument(
            "--dual-of-dual",
            action="store_true",
            help="derive the dual of the explicit dual, too, and tell whether it is the primal",
        )

    def run(self, chosen: argparse.Namespace) -> int:
        return answered(chosen.file, chosen, lambda watching: _derived(chosen, watching))


DERIVE = Derive()


def _derived(chosen: argparse.Namespace, watching: Supervision) -> tuple[Shown | StatementDerivation, int]:
    problem = stated_of(chosen.file, dict(chosen.settings))
    watching.known.stage = "deriving the dual function"
    if not isinstance(problem, Problem):
        found = api.derive(problem)
        return (api.derive(found.dual_problem) if chosen.dual_of_dual else found), ExitCode.REPORTED
    derive = api.dual_of_dual if chosen.dual_of_dual else api.derive
    derivation = derive(
        problem,
        keep_bounds_in_domain=chosen.keep_bounds_in_domain,
        dualize_domain=chosen.dualize_domain,
        time_limit=watching.left,
    )
    return derivation, ExitCode.REPORTED
