"""The argument parser of the whole command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from duality.cli import commands
from duality.cli.command import Command
from duality.cli.exit_codes import ExitCode
from duality.cli.terminal import terminal_width
from duality.errors import visible

COMMANDS: dict[str, Callable[[], Command]] = {
    "solve": lambda: commands.solve.SOLVE,
    "derive": lambda: commands.derive.DERIVE,
    "check": lambda: commands.check.CHECK,
    "sensitivity": lambda: commands.sensitivity.SENSITIVITY,
    "sweep": lambda: commands.sweep.SWEEP,
    "demo": lambda: commands.demo.DEMO,
    "plot": lambda: commands.plot.PLOT,
    "report": lambda: commands.report.REPORT,
    "play": lambda: commands.play.PLAY,
}
"""Each command by its name, loaded when it is wanted."""

SHELLS = ("bash", "zsh", "tcsh")

DESCRIPTION = """\
Reads an optimization problem, derives its Lagrangian, dual function, dual problem and KKT conditions,
solves both sides, and reports what is proved."""

EPILOG = """\
A problem file looks like a textbook:

    title  Projection onto a half-plane
    min    x^2 + y^2
    s.t.   budget: x + y >= 1

First steps:

    duality demo                      the shipped problems, each with its lesson
    duality demo min-norm             one lesson, told step by step
    duality solve min-norm            p*, d*, the gap, multipliers and a verdict
    duality solve my.dual --steps     with the derivation line by line
    duality derive my.dual            formulas only, nothing is solved
    duality sweep my.dual --set m=1..5   a table: p* and d* at many values of a letter or param
    duality plot my.dual              the figures: theta_D, the set G, prices, slackness and others
    duality report my.dual -o my.html --open   the page: derivation, linked pictures, verdict
    duality play                      an editor in the browser, the page beside it
    duality check my.dual             hold the report against the file's 'expect' lines

Exit codes: 0 a report was produced, 1 a check or --require is not met, 2 a fault in the statement or the
usage, 3 no answer, 130 interrupted."""


class Parser(argparse.ArgumentParser):
    """Tells a fault of usage as every other fault: what is wrong, and where to look."""

    def error(self, message: str) -> NoReturn:
        self.exit(ExitCode.FAULT, f"error: {visible(message)}\n  = help: {self.prog} --help tells what it takes\n")


class Formatter(argparse.RawDescriptionHelpFormatter):
    """As wide as the terminal; argparse makes one for every argument that is added."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=terminal_width() - 2)


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments; a faulty one ends the process with code 2, and says what was meant where the command is none."""
    wanted = arguments[0] if arguments else ""
    if wanted.startswith("-") or wanted in ("", *COMMANDS):
        return build(wanted).parse_args(arguments)

    from difflib import get_close_matches

    near = get_close_matches(wanted.lower(), COMMANDS, 1)
    if not near and Path(wanted).suffix:
        said = f"write duality solve {wanted}"
    else:
        said = f"did you mean {near[0]!r}?" if near else f"the commands are {', '.join(COMMANDS)}"
    Parser(prog="duality").error(f"{wanted!r} is no command: {said}")


def build(wanted: str = "") -> argparse.ArgumentParser:
    """The parser with one subparser a command; of a known command that is ``wanted``, with that one alone."""
    parser = Parser(
        prog="duality",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=Formatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=PrintVersion, nargs=0, help="show the version and exit")
    parser.add_argument(
        "--completion",
        action=PrintCompletion,
        choices=SHELLS,
        metavar="SHELL",
        help="print completions for bash, zsh or tcsh",
    )
    subparsers = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND")
    for load in [COMMANDS[wanted]] if wanted in COMMANDS else COMMANDS.values():
        command = load()
        own = subparsers.add_parser(
            command.name,
            help=command.summary,
            description=command.summary[0].upper() + command.summary[1:] + ".",
            epilog=command.epilog,
            formatter_class=Formatter,
            allow_abbrev=False,
        )
        command.arguments(own)
        own.set_defaults(run=command.run)
    return parser


class PrintVersion(argparse.Action):
    """--version: read from the installed distribution, only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"duality {version('duality-playground')}")
        except PackageNotFoundError:
            print("duality (running from a checkout that is not installed)")
        parser.exit()


class PrintCompletion(argparse.Action):
    """--completion SHELL."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: object, option: str | None = None
    ) -> None:
        import shtab

        print(shtab.complete(parser, shell=str(values)))
        parser.exit()
