"""One line of what may be long, for ``repr``."""

from __future__ import annotations

MOST = 72


def shortened(text: str) -> str:
    """The text on one line, its end left out where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= MOST else f"{line[: MOST - 4]} ..."
