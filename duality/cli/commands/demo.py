"""duality demo: the shipped problems by lesson, each one told step by step, and iterations on any problem."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, cast

from duality import api, library
from duality.api.effort import Effort
from duality.cli.arguments import add_effort, add_output, count
from duality.cli.browser import show
from duality.cli.exit_codes import ExitCode
from duality.cli.output import deliver, options_of
from duality.cli.single import answered
from duality.cli.sources import located, problem_of, stated_of
from duality.cli.supervision import Supervision, supervised
from duality.cli.values import constant_of
from duality.errors import ProblemError
from duality.model.problem import Problem

if TYPE_CHECKING:
    from duality.model.shown import Shown

EPILOG = """\
Examples:

    duality demo                                 the shipped problems by lesson
    duality demo double-well                     a duality gap, from the first bound to the verdict
    duality demo dual-ascent                     a lesson with its iterations
    duality demo double-well --page              the page with its pictures, written and opened
    duality demo min-norm --method ascent        dual ascent, with half the step that theory allows
    duality demo my.dual --method multipliers --step 1/2 --step 4 --rounds 30"""

METHODS = ("ascent", "multipliers")
ROUNDS = 20
LESSON_WIDTH = 78

IN_LETTERS = "Letters: answers as functions of the data"
IN_VECTORS = "Statements in vectors and matrices: derived in letters, bound to small data"


class Demo:
    """The command."""

    name = "demo"
    summary = "list the shipped problems by lesson, or tell the lesson of one"
    epilog = EPILOG

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        told = "a shipped problem, or a problem file; without it the list is shown"
        parser.add_argument("name", metavar="NAME", nargs="?", help=told)
        group = parser.add_argument_group("iterations")
        group.add_argument("--method", choices=METHODS, help="show dual ascent or the method of multipliers instead")
        group.add_argument("--step", metavar="T", action="append", help="the step (rho of the method of multipliers)")
        group.add_argument("--rounds", type=count, metavar="N", help=f"how many rounds at most (default {ROUNDS})")
        group = parser.add_argument_group("page")
        group.add_argument("--page", action="store_true", help="write the page (to OUT, or a new folder) and open it")
        group.add_argument("--no-open", action="store_true", help="with --page: write it only")
        add_output(parser)
        add_effort(parser)

    def run(self, chosen: argparse.Namespace) -> int:
        if chosen.method is None and (chosen.step or chosen.rounds):
            raise ProblemError("--step and --rounds belong to a method", help="add --method ascent")
        if chosen.name is None:
            if chosen.method is not None or chosen.page:
                raise ProblemError("a method or a page needs a problem", help="write: duality demo min-norm --page")
            deliver(listing(), chosen.out)
            return ExitCode.REPORTED
        if chosen.page:
            return _page(chosen)
        work = _lesson if chosen.method is None else _iterations
        return answered(chosen.name, chosen, lambda watching: work(chosen, watching))


DEMO = Demo()


def _lesson(chosen: argparse.Namespace, watching: Supervision) -> tuple[Shown, int]:
    problem = stated_of(chosen.name, {})
    if not isinstance(problem, Problem):
        # A lesson of a statement's own kind.
        return cast("Shown", api.lesson(cast("Problem", problem), tolerance=chosen.tol)), ExitCode.REPORTED
    if problem.parameters:
        return _lettered(chosen, watching, problem), ExitCode.REPORTED
    plan, rounds = library.runs(chosen.name)
    lesson = api.lesson(
        problem,
        tolerance=chosen.tol,
        time_limit=watching.left,
        progress=watching.known,
        runs=[(method, constant_of(step)) for method, step in plan],
        rounds=rounds,
    )
    return lesson, ExitCode.REPORTED


def _lettered(chosen: argparse.Namespace, watching: Supervision, problem: Problem) -> Shown:
    """The notes, and the answers as functions of the letters."""
    from textwrap import fill

    if chosen.out is None and chosen.format in (None, "text"):
        deliver("\n".join(fill(note, LESSON_WIDTH) for note in problem.notes) + "\n\n", None)
    return api.answering.by_rows(problem, Effort(chosen.tol, watching.left))


def _iterations(chosen: argparse.Namespace, watching: Supervision) -> tuple[Shown, int]:
    problem = problem_of(chosen.name, {})
    steps = [constant_of(step, "--step", "write --step 1/2") for step in chosen.step] if chosen.step else None
    report = api.answering.by_rows(problem, Effort(chosen.tol, watching.left), progress=watching.known)
    return api.iterations(report, chosen.method, steps, chosen.rounds or ROUNDS), ExitCode.REPORTED


def _page(chosen: argparse.Namespace) -> int:
    """The page of `duality report`, written and shown."""
    from tempfile import mkdtemp

    if chosen.method is not None:
        raise ProblemError("the page tells the lesson, not a method", help="leave out --page or --method")
    problem = problem_of(chosen.name, {})
    with supervised(chosen.name, chosen.time_limit) as watching:
        report = api.answering.by_rows(problem, Effort(chosen.tol, watching.left), progress=watching.known)
        watching.known.stage = "drawing"
        text = api.page(report, options=options_of(chosen), language=chosen.lang)
        watching.known.finish()
    place = Path(chosen.out) if chosen.out else Path(mkdtemp(prefix="duality-")) / f"{Path(chosen.name).stem}.html"
    deliver(text, str(place))
    deliver(f"{place}\n", None)
    if not chosen.no_open:
        show(place)
    return ExitCode.REPORTED


def listing() -> str:
    """The groups, and name and lesson of every problem in them."""
    groups = library.groups()
    width = max((len(name) for group in groups for name in group.problems), default=0)
    lines = []
    sections = [*((group.title, group.problems) for group in groups), (IN_LETTERS, library.lettered())]
    sections.append((IN_VECTORS, library.statements()))
    for title, names in sections:
        lines.append(title)
        for name in names:
            problem = api.read(located(name))
            lesson = problem.notes[0] if problem.notes else problem.title
            lines.append(f"  {name:<{width}}   {shortened(lesson)}")
        lines.append("")
    lines.append("duality demo NAME tells one of them step by step.")
    return "\n".join(lines) + "\n"


def shortened(text: str) -> str:
    """The text up to `LESSON_WIDTH` characters, cut between words."""
    if len(text) <= LESSON_WIDTH:
        return text
    return f"{text[: text.rfind(' ', 0, LESSON_WIDTH)]} ..."
