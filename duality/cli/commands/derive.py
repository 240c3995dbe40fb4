"""duality derive: formulas only, nothing is solved."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from duality import api
from duality.cli.arguments import add_domain_choice, add_files, add_limits, add_output
from duality.cli.exit_codes import ExitCode
from duality.cli.output import deliver
from duality.cli.single import answered
from duality.cli.sources import stated_of
from duality.cli.supervision import Supervision, supervised
from duality.errors import ProblemError
from duality.model.problem import Problem
from duality.results import Derivation

if TYPE_CHECKING:
    from duality.model.shown import Shown
    from duality.statements import StatementDerivation

EPILOG = """\
Examples:

    duality derive min-norm                   L, theta_D with its domain, the explicit dual, KKT
    duality derive min-norm --steps           with the derivation line by line
    duality derive min-norm --dual-of-dual    the dual of the dual, which is the primal again
    duality derive my.dual --notation boyd    lambda, nu, g instead of alpha, beta, theta_D
    duality derive my.dual -o my.tex          LaTeX that compiles by itself
    duality derive model.mps -o dual.lp       the dual of a linear program, as a file for a solver"""


class Derive:
    """The command."""

    name = "derive"
    summary = "derive the Lagrangian, dual function, dual problem and KKT conditions, without solving"
    epilog = EPILOG

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        add_files(parser, several=False)
        add_output(parser)
        add_domain_choice(parser)
        add_limits(parser.add_argument_group("effort"))
        parser.add_argument(
            "--dual-of-dual",
            action="store_true",
            help="derive the dual of the explicit dual, too, and tell whether it is the primal",
        )

    def run(self, chosen: argparse.Namespace) -> int:
        if chosen.out is not None and Path(chosen.out).suffix.lower() in (".lp", ".mps"):
            return _dual_file(chosen)
        return answered(chosen.file, chosen, lambda watching: _derived(chosen, watching))


DERIVE = Derive()


def _dual_file(chosen: argparse.Namespace) -> int:
    """The explicit dual as an .lp or .mps file, its variables the multipliers by name."""
    with supervised(chosen.file, chosen.time_limit) as watching:
        derivation, code = _derived(chosen, watching, by_rows=True)
        dual = getattr(getattr(derivation, "dual_problem", None), "problem", None)
        if not isinstance(dual, Problem):
            raise ProblemError(
                "this dual is no linear or quadratic problem", help="write it as text or JSON: -o FILE.json"
            )
        if isinstance(derivation, Derivation):
            dual = api.model_writing.with_names_of(derivation.data, dual)
        text = api.model_writing.model_text(dual, Path(chosen.out).suffix.lower())
        watching.known.finish()
    deliver(text, chosen.out)
    return code


def _derived(
    chosen: argparse.Namespace, watching: Supervision, *, by_rows: bool = False
) -> tuple[Shown | StatementDerivation, int]:
    """The derivation; ``by_rows`` asks for scalar rows, whatever the size, since a file of the dual names each."""
    problem = stated_of(chosen.file, dict(chosen.settings))
    watching.known.stage = "deriving the dual function"
    if not isinstance(problem, Problem):
        found = api.derive(problem)
        return (api.derive(found.dual_problem) if chosen.dual_of_dual else found), ExitCode.REPORTED
    derive = api.dual_of_dual if chosen.dual_of_dual else api.answering.derive_by_rows if by_rows else api.derive
    derivation = derive(
        problem,
        keep_bounds_in_domain=chosen.keep_bounds_in_domain,
        dualize_domain=chosen.dualize_domain,
        time_limit=watching.left,
    )
    return derivation, ExitCode.REPORTED
