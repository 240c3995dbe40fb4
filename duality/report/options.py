"""What a reader may choose about a report's looks."""

from __future__ import annotations

from duality.named_tuples import NamedTuple
from duality.report.notation import LIHANG, Notation


class Options(NamedTuple):
    """``steps`` shows the derivation line by line, ``why`` the evidence behind the numbers, ``verbose`` leaves nothing
    out, ``color`` may use terminal colors.

    ``standalone`` wraps LaTeX into a document that compiles by itself. ``language`` is that of the words; JSON
    has none.
    """

    notation: Notation = LIHANG
    steps: bool = False
    why: bool = False
    verbose: bool = False
    color: bool = False
    standalone: bool = True
    language: str = "en"
