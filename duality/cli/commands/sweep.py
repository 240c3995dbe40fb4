"""duality sweep: one problem at many values of its letters, a row a point, as they finish."""

from __future__ import annotations

import argparse
import re
import sys
from fractions import Fraction
from pathlib import Path

from duality import api
from duality.cli.arguments import count, seconds
from duality.cli.exit_codes import ExitCode
from duality.cli.output import deliver
from duality.cli.sources import STANDARD_INPUT, decoded, located, standard_input
from duality.errors import ProblemError

EPILOG = """\
Examples:

    duality sweep ridge-path --set lam=0.1,1,10                 a table as CSV, a row a value
    duality sweep my.dual --set lam=0.1,1 --set m=1..5          every pair of values
    duality sweep my.dual --set lam=0..1:0.25 --jobs 2 -o t.csv two processes; run again, it goes on where it stopped
    duality sweep my.dual --set lam=1,2 -o t.jsonl              JSON lines, with x* and the multipliers"""

MOST = 100_000
"""Values of one name."""


class Sweep:
    """The command."""

    name = "sweep"
    summary = "solve a problem at many values of its letters, a row a point"
    epilog = EPILOG

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a problem file, '-', or the name of a shipped problem")
        told = "values of a letter or 'param': a list, 1..5, or 0..1:0.25 in steps; repeat it for a grid"
        parser.add_argument(
            "--set", dest="grid", metavar="NAME=VALUES", type=values_of, action="append", required=True, help=told
        )
        parser.add_argument("--jobs", type=count, default=1, metavar="N", help="processes (default 1)")
        told = "a .csv or .jsonl file that rows are added to; points that it has are not solved again"
        parser.add_argument("-o", dest="out", metavar="OUT", help=told)
        parser.add_argument("--json", action="store_true", help="JSON lines on standard output instead of CSV")
        parser.add_argument("--time-limit", type=seconds, metavar="S", help="seconds for each point")

    def run(self, chosen: argparse.Namespace) -> int:
        grid = dict(chosen.grid)
        table = None if chosen.out is None else Path(chosen.out)
        rows = api.sweeping.sweep(
            _source(chosen.file), grid, jobs=chosen.jobs, table=table, time_limit=chosen.time_limit
        )
        line = api.sweep_rows.json_line if chosen.json else api.sweep_rows.csv_line
        if not chosen.json and table is None:
            deliver(api.sweep_rows.csv_header(rows.names), None)
        failed = 0
        for done, row in enumerate(rows, 1):
            failed += bool(row.error)
            if table is None:
                deliver(line(row), None)
            elif sys.stderr is not None and sys.stderr.isatty():
                print(f"\r{done} of {len(rows)} points", end="", file=sys.stderr, flush=True)
        if failed and sys.stderr is not None:
            print(f"{failed} of {len(rows)} points have no answer; their rows say why", file=sys.stderr)
        return ExitCode.NO_ANSWER if failed == len(rows) else ExitCode.REPORTED


SWEEP = Sweep()


def _source(file: str) -> str | Path:
    """The text of standard input, or the file, beside which its data lie."""
    if file == STANDARD_INPUT:
        return decoded(standard_input())
    path = located(file)
    if not path.is_file():
        raise ProblemError(f"there is no file {path}", help="'duality demo' lists the shipped problems")
    return path


def values_of(text: str) -> tuple[str, list[str]]:
    """NAME=0.1,1,10, NAME=1..5, NAME=0..1:0.25; values as texts of the language."""
    name, equals, values = (part.strip() for part in text.partition("="))
    if not equals or not name or not values:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUES (write --set lam=0.1,1,10)")
    found = [value for part in values.split(",") for value in _spread(part.strip(), text)]
    return name, found


def _spread(part: str, text: str) -> list[str]:
    match = re.fullmatch(r"([^.\s:]+(?:\.\d+)?)\.\.([^:\s]+?)(?::(.+))?", part)
    if match is None:
        if not part:
            raise argparse.ArgumentTypeError(f"a value is missing in {text!r}")
        return [part]
    try:
        low, high, step = Fraction(match[1]), Fraction(match[2]), Fraction(match[3] or 1)
    except (ValueError, ZeroDivisionError):
        raise argparse.ArgumentTypeError(f"{part!r} is no range (write 1..5 or 0..1:0.25)") from None
    if step <= 0 or (high - low) / step > MOST:
        raise argparse.ArgumentTypeError(f"{part!r} is no range of at most {MOST} values with a step above 0")
    return [str(low + k * step) for k in range(int((high - low) / step) + 1)]
