"""Options that several commands share, and the types of their values."""

from __future__ import annotations

import argparse
import math

from duality.report.renderers import FORMATS
from duality.report.say import LANGUAGES

MEMORY = 4.0
"""GiB."""

LEAST_MEMORY, MOST_MEMORY = 0.25, 65536.0
"""GiB: the libraries alone take the least of them."""

MOST_SECONDS = 1e7
"""Four months."""

NOTATIONS = ("lihang", "boyd")


def add_files(parser: argparse.ArgumentParser, several: bool) -> None:
    """FILE: a path, ``-`` for standard input, or the name of a shipped problem."""
    parser.add_argument(
        "files" if several else "file",
        metavar="FILE",
        nargs="+" if several else None,
        help="a problem file, '-' for standard input, or the name of a shipped problem (duality demo lists them)",
    )
    parser.add_argument(
        "--set",
        dest="settings",
        metavar="NAME=VALUE",
        type=setting,
        action="append",
        default=[],
        help="override a 'param' of the file; may be repeated",
    )


def add_output(parser: argparse.ArgumentParser) -> None:
    """How the answer looks and where it goes."""
    group = parser.add_argument_group("output")
    group.add_argument("--json", dest="format", action="store_const", const="json", help="one JSON object a file")
    group.add_argument("--format", choices=tuple(FORMATS), help="the format (default: text, or by the suffix of OUT)")
    group.add_argument("-o", dest="out", metavar="OUT", help="write to this file instead of standard output")
    group.add_argument("--notation", choices=NOTATIONS, default="lihang", help="alpha, beta, theta_D or lambda, nu, g")
    group.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of the words (JSON has none)")
    group.add_argument("--steps", action="store_true", help="show the derivation line by line")
    group.add_argument("-v", "--verbose", action="store_true", help="leave nothing out; KKT system, times, backends")


def add_effort(parser: argparse.ArgumentParser) -> None:
    """How hard to try."""
    group = parser.add_argument_group("effort")
    group.add_argument(
        "--tol", type=positive, default=1e-8, metavar="T", help="tolerance of a numeric solve (default 1e-8)"
    )
    add_limits(group)


def add_limits(group: argparse._ArgumentGroup) -> None:
    """How long everything may take, and how much memory."""
    group.add_argument(
        "--time-limit",
        type=seconds,
        metavar="S",
        help="seconds for each file, from reading it to its report (default: searches stop after some 20 s)",
    )
    group.add_argument(
        "--memory",
        type=gibibytes,
        default=MEMORY,
        metavar="GIB",
        help=f"memory for the process, in GiB (default {MEMORY:g}); at the limit the bounds found by then are reported",
    )


def add_domain_choice(parser: argparse.ArgumentParser) -> None:
    """What stays in X and what gets a multiplier."""
    group = parser.add_argument_group("which dual").add_mutually_exclusive_group()
    group.add_argument(
        "--keep-bounds-in-domain",
        action="store_true",
        help="bounds x >= l and x <= u among the constraints move into X and have no multiplier",
    )
    group.add_argument(
        "--dualize-domain",
        action="store_true",
        help="bounds of X become constraints x_lower, x_upper with multipliers of their own",
    )


def setting(text: str) -> tuple[str, str]:
    """NAME=VALUE."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE (write --set m=5)")
    return name.strip(), value.strip()


def positive(text: str) -> float:
    """A positive number."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive number")
    return value


def seconds(text: str) -> float:
    """A time limit."""
    value = positive(text)
    if value > MOST_SECONDS:
        raise argparse.ArgumentTypeError(f"{text!r} is more than {MOST_SECONDS:,.0f} s; leave it out for no limit")
    return value


def gibibytes(text: str) -> float:
    """A limit of memory."""
    value = positive(text)
    if not LEAST_MEMORY <= value <= MOST_MEMORY:
        raise argparse.ArgumentTypeError(f"{text!r} is not from {LEAST_MEMORY:g} to {MOST_MEMORY:g} GiB")
    return value


def count(text: str) -> int:
    """A whole number from 1."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)
