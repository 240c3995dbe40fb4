"""A written page shown in the browser."""

from __future__ import annotations

import sys
from pathlib import Path


def show(file: Path) -> None:
    """The file in the browser; a machine without one is told so, and has its file all the same."""
    import webbrowser

    if not webbrowser.open(file.resolve().as_uri()):
        print(f"no browser was found; open {file} in one", file=sys.stderr)
