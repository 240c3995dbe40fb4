"""Rows with two ends in LP files, r: -3 <= x - y <= 5, which HiGHS does not read: one end is set afterwards."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = r"[-+]?\s*(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_SIGN = r"(<=|=<|<|>=|=>|>)"
_RANGE = re.compile(
    rf"(?m)^(?P<label>[ \t]*(?P<name>[^\s:]+)[ \t]*:)?[ \t]*(?P<first>{_NUMBER})\s*{_SIGN}"
    rf"(?P<body>[^<>=:\n]*[A-Za-z][^<>=:\n]*){_SIGN}\s*(?P<last>{_NUMBER})[ \t]*$"
)
_BOUNDS = re.compile(r"(?im)^[ \t]*bounds?[ \t]*$")


class Ranged(NamedTuple):
    """The text with one end a row, and the other ends: (row, "lower" or "upper", value)."""

    text: str
    ends: tuple[tuple[str, str, float], ...]


def without_ranges(text: str) -> Ranged:
    """Rows before the bounds, whose own double ends every reader takes."""
    bounds = _BOUNDS.search(text)
    head, tail = (text, "") if bounds is None else (text[: bounds.start()], text[bounds.start() :])
    ends: list[tuple[str, str, float]] = []

    def one_end(match: re.Match[str]) -> str:
        below = match[4].startswith("<") or match[4] == "=<"
        name = match["name"] or f"range{len(ends) + 1}"
        ends.append((name, "lower" if below else "upper", float(match["first"].replace(" ", ""))))
        return f" {name}: {match['body'].strip()} {'<=' if below else '>='} {match['last']}"

    return Ranged(_RANGE.sub(one_end, head) + tail, tuple(ends))
