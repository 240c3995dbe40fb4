"""The progress line: the stage, the bounds of p* and d* so far, what the gap is at most, and the seconds gone by."""

from __future__ import annotations

import math
import os
from typing import TYPE_CHECKING, TextIO

from duality.cli.terminal import terminal_width

if TYPE_CHECKING:
    from duality.api.progress import Bounds, Progress
    from duality.model.solution import Solution

CLEAR = "\r\x1b[K"


class Line:
    """A line of a terminal that is written again and again and leaves nothing behind."""

    def __init__(self, stream: TextIO) -> None:
        self.shown = False
        self._stream = stream
        self._descriptor = _own_descriptor(stream)

    def show(self, words: str) -> None:
        """In place of what it said before, cut at the width of the terminal."""
        self.shown = True
        width = terminal_width() - 1
        self._write(CLEAR + (words if len(words) <= width else f"{words[: width - 3]}..."))

    def close(self) -> None:
        """Erases the line."""
        if self.shown:
            self._write(CLEAR)
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _write(self, text: str) -> None:
        if self._descriptor is None:
            self._stream.write(text)
            self._stream.flush()
        else:
            os.write(self._descriptor, text.encode(self._stream.encoding or "utf-8", "backslashreplace"))


def _own_descriptor(stream: TextIO) -> int | None:
    """A copy of the stream's descriptor: solvers are kept quiet by turning the stream's own one elsewhere."""
    try:
        return os.dup(stream.fileno())
    except (OSError, ValueError):
        # A stream without a descriptor, such as a notebook's.
        return None


def told(known: Progress, seconds: float) -> str:
    """solving the dual problem: p* in [1, 2], d* >= 0.5, gap <= 1.5, 3 s."""
    return f"{known.stage}: {', '.join((*_bounds(known), f'{seconds:.0f} s'))}"


def by_then(known: Progress) -> str:
    """by then p* in [1, 2], d* >= 0.5."""
    found = ", ".join(_bounds(known))
    return f"by then {found}" if found else "nothing is known yet"


def _bounds(known: Progress) -> list[str]:
    sign = 1 if known.derivation is None else known.derivation.form.sign
    p = _side("p*", known.primal, known.primal_bounds, sign)
    d = _side("d*", known.dual, known.dual_bounds, sign)
    width = known.primal_bounds.upper - known.dual_bounds.lower
    gap = f"gap <= {max(width, 0.0):.3g}" if math.isfinite(width) else ""
    return [part for part in (p, d, gap) if part]


def _side(name: str, solution: Solution | None, bounds: Bounds, sign: int) -> str:
    if solution is not None and solution.value is not None:
        return f"{name} = {sign * solution.value + 0.0:.6g}"
    low, high = (bounds.lower, bounds.upper) if sign > 0 else (-bounds.upper, -bounds.lower)
    match math.isfinite(low), math.isfinite(high):
        case True, True:
            return f"{name} in [{low:.6g}, {high:.6g}]"
        case True, False:
            return f"{name} >= {low:.6g}"
        case False, True:
            return f"{name} <= {high:.6g}"
        case _:
            return ""
