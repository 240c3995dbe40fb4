"""duality play: the playground in the browser, on this machine only."""

from __future__ import annotations

import argparse
import sys

from duality.cli.arguments import seconds
from duality.cli.exit_codes import ExitCode
from duality.cli.sources import STANDARD_INPUT, decoded, located, standard_input
from duality.errors import ProblemError
from duality.play.limits import MAX_TEXT, TIME_LIMIT
from duality.play.serve import address, listening, serve

EPILOG = """\
Examples:

    duality play                      an editor with the shipped problems to pick from
    duality play my.dual              the same, with this problem's text in it
    duality play --port 8000 --no-open

The playground listens on 127.0.0.1 only, loads nothing from outside and reads no other file. Ctrl-C ends it."""

HIGHEST_PORT = 65535


class Play:
    """The command."""

    name = "play"
    summary = "open the playground: an editor and the page beside it, on this machine only"
    epilog = EPILOG

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "file",
            metavar="FILE",
            nargs="?",
            help="a problem file, '-', or the name of a shipped problem to begin with",
        )
        parser.add_argument("--port", type=port, default=0, metavar="P", help="the port (default: any free one)")
        parser.add_argument("--no-open", action="store_true", help="do not open the browser; print the address only")
        parser.add_argument(
            "--time-limit",
            type=seconds,
            default=TIME_LIMIT,
            metavar="S",
            help=f"seconds for one computation (default {TIME_LIMIT:g})",
        )

    def run(self, chosen: argparse.Namespace) -> int:
        import webbrowser

        start = "" if chosen.file is None else text_of(chosen.file)
        with listening(chosen.port) as at:
            print(f"the playground is at {address(at)}   (Ctrl-C ends it)", flush=True)
            if not chosen.no_open and not webbrowser.open(address(at)):
                print("no browser was found; open the address in one", file=sys.stderr)
            serve(at, start, chosen.time_limit)
        return ExitCode.REPORTED


PLAY = Play()


def port(text: str) -> int:
    """A port number, 0 for any free one."""
    if not text.isascii() or not text.isdigit() or int(text) > HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to {HIGHEST_PORT}")
    return int(text)


def text_of(file: str) -> str:
    """The text of a problem, faults and all: the editor shows where they are."""
    if file == STANDARD_INPUT:
        text = standard_input()
    else:
        path = located(file)
        try:
            text = path.read_bytes()
        except OSError as error:
            raise ProblemError(f"{file} cannot be read: {error.strerror}") from error
    if len(text) > MAX_TEXT:
        raise ProblemError(f"{file} is larger than the playground takes", help="use duality report for large problems")
    return decoded(text, "standard input" if file == STANDARD_INPUT else file)
