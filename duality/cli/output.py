"""Where the answer goes, and how it looks there."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from duality.errors import DualityError, ProblemError
from duality.report.notation import notation
from duality.report.options import Options
from duality.report.render import renderers

PICTURES = (".pdf", ".png", ".svg", ".ps", ".eps", ".jpg", ".gif")
"""Suffixes of files that would hold text under a false name."""


def options_of(chosen: argparse.Namespace) -> Options:
    """The looks that the arguments ask for; color only for a terminal, and never with NO_COLOR set."""
    color = not chosen.out and sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return Options(
        notation(chosen.notation),
        steps=chosen.steps,
        why=getattr(chosen, "why", False),
        verbose=chosen.verbose,
        color=color,
        language=chosen.lang,
    )


def format_of(chosen: argparse.Namespace) -> str:
    """The format asked for, else that of the suffix of OUT, else text; `ProblemError` for the suffix of a picture."""
    if chosen.format:
        return chosen.format
    suffix = Path(chosen.out).suffix.lower() if chosen.out else ""
    if suffix in PICTURES:
        raise ProblemError(
            f"no report is written as {suffix}",
            help="choose .txt, .tex, .md, .html or .json, or a --format; 'duality plot' draws figures",
        )
    if not suffix:
        return "text"
    return next((renderer.name for renderer in renderers() if suffix in renderer.suffixes), "text")


def deliver(text: str, out: str | None) -> None:
    """To standard output, or to the file; `ProblemError` says why it cannot be written."""
    if out is not None:
        deliver_bytes(text.encode("utf-8", "backslashreplace"), out)
        return
    if sys.stdout is None:
        raise ProblemError("standard output is closed", help="write to a file with -o")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # Else the end of the process tries once more to write what is left, and complains in its own words.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise ProblemError(
            f"cannot write to standard output: {error.strerror}", help="write to a file with -o"
        ) from error


def deliver_bytes(content: bytes, out: str) -> None:
    """To the file; `ProblemError` says why it cannot be written."""
    # Temporary files are loaded where something is written.
    from duality.cli.files import write_file

    write_file(content, out)


def complain(error: DualityError) -> str:
    """The error in the one shape that all faults have."""
    shown = str(error)
    return shown if isinstance(error, ProblemError) else f"error: {shown}"
