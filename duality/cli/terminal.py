"""How wide the terminal is: what `shutil` says, without the archives that it loads."""

from __future__ import annotations

import os
import sys

USUAL = 80
"""Columns where there is no terminal."""


def terminal_width() -> int:
    """Columns of the terminal; those of the variable COLUMNS where it is set."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated):
        return int(stated)
    if sys.__stdout__ is None:
        return USUAL
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or USUAL
    except (ValueError, OSError):
        return USUAL
