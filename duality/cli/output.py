"""Where the answer goes, and how it looks there."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from duality.errors import DualityError, ProblemError
from duality.report.options import Options


def options_of(chosen: argparse.Namespace) -> Options:
    """The looks that the arguments ask for; color only for a terminal, and never with NO_COLOR set."""
    from duality.report.notation import notation

    color = not chosen.out and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return Options(
        notation(chosen.notation),
        steps=chosen.steps,
        why=getattr(chosen, "why", False),
        verbose=chosen.verbose,
        color=color,
        language=chosen.lang,
    )


def format_of(chosen: argparse.Namespace) -> str:
    """The format asked for, else that of the suffix of OUT, else text."""
    from duality.report.render import RENDERERS

    if chosen.format:
        return chosen.format
    suffix = Path(chosen.out).suffix.lower() if chosen.out else ""
    return next((renderer.name for renderer in RENDERERS if suffix in renderer.suffixes), "text")


def deliver(text: str, out: str | None) -> None:
    """To standard output, or to the file; `ProblemError` says why a file cannot be written."""
    if out is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        Path(out).write_text(text, encoding="utf-8")
    except OSError as error:
        raise ProblemError(f"cannot write {out}: {error.strerror}", help="choose another file with -o") from error


def deliver_bytes(content: bytes, out: str) -> None:
    """To the file; `ProblemError` says why it cannot be written."""
    try:
        Path(out).write_bytes(content)
    except OSError as error:
        raise ProblemError(f"cannot write {out}: {error.strerror}", help="choose another file with -o") from error


def complain(error: DualityError) -> str:
    """The error in the one shape that all faults have."""
    shown = str(error)
    return shown if isinstance(error, ProblemError) else f"error: {shown}"
