"""Strict rows under "s.t.": their set is not closed, and they belong into the set X."""

from __future__ import annotations

import re

from duality.language.commas import at_commas
from duality.language.signs import in_ascii_signs

_SUBJECT = re.compile(r"(?i)\bs\.t\.?:?|\bsubject\s+to\b:?|\bsuch\s+that\b:?")
_STRICT = re.compile(r"[<>](?!=)")
_AND = re.compile(r"\s+and\s+(?=[^<>=≤≥]*[<>=≤≥])")


def open_rows_apart(line: str) -> str:
    """The line with its strict rows before it, as statements of the domain; empty where it has none."""
    subject = _SUBJECT.search(line)
    before, rows = (line[: subject.start()], line[subject.end() :]) if subject else ("", line)
    pieces: list[str] = []
    for piece in at_commas(_AND.sub(", ", in_ascii_signs(rows).replace(";", ","))):
        bare = pieces and not re.search(r"[<>=≤≥]|\bin\b|∈", pieces[-1])
        pieces[-1:] = [f"{pieces[-1]},{piece}" if bare else piece] if bare else [*pieces[-1:], piece]
    kept = [piece.strip() for piece in pieces if piece.strip() and not _STRICT.search(piece)]
    strict = [f"domain {piece.strip()}" for piece in pieces if _STRICT.search(piece)]
    if not strict:
        return ""
    rest = f"{before.strip()}{' s.t. ' if before.strip() and kept else ''}{', '.join(kept)}"
    return "; ".join([*strict, *filter(None, [rest])])
