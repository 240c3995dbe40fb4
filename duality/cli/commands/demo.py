"""duality demo: the shipped problems, and each one's lesson told step by step."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from duality.cli.arguments import add_effort, add_output
from duality.cli.exit_codes import ExitCode
from duality.cli.output import deliver
from duality.cli.single import answered
from duality.cli.sources import located, problem_of
from duality.cli.supervision import Supervision

if TYPE_CHECKING:
    from duality.results.rendered import Rendered

EPILOG = """\
Examples:

    duality demo                 every shipped problem with its lesson in a line
    duality demo double-well     a duality gap, from the first bound to the verdict"""

LESSON_WIDTH = 90


class Demo:
    """The command."""

    name = "demo"
    summary = "list the shipped problems, or tell the lesson of one"
    epilog = EPILOG

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", nargs="?", help="a shipped problem; without it the list is shown")
        add_output(parser)
        add_effort(parser)

    def run(self, chosen: argparse.Namespace) -> int:
        if chosen.name is None:
            deliver(listing(), chosen.out)
            return ExitCode.REPORTED
        return answered(chosen.name, chosen, lambda watching: _told(chosen, watching))


DEMO = Demo()


def _told(chosen: argparse.Namespace, watching: Supervision) -> tuple[Rendered, int]:
    from duality import api

    problem = problem_of(chosen.name, {})
    lesson = api.lesson(problem, tolerance=chosen.tol, time_limit=watching.left, ledger=watching.known)
    return lesson, ExitCode.REPORTED


def listing() -> str:
    """Name, title and the first sentence of the lesson of every shipped problem."""
    from duality import api, library

    names = library.names()
    width = max((len(name) for name in names), default=0)
    lines = []
    for name in names:
        problem = api.read(located(name))
        lesson = problem.notes[0] if problem.notes else problem.title
        lines.append(f"  {name:<{width}}   {shortened(lesson)}")
    lines.append("\nduality demo NAME tells one of them step by step.")
    return "\n".join(lines) + "\n"


def shortened(text: str) -> str:
    """The text up to `LESSON_WIDTH` characters, cut between words."""
    if len(text) <= LESSON_WIDTH:
        return text
    return f"{text[: text.rfind(' ', 0, LESSON_WIDTH)]} ..."
