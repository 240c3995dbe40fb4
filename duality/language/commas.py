"""Lists in a text: cut at the commas that no bracket holds."""

from __future__ import annotations


def at_commas(text: str) -> list[str]:
    """ "X[1, 2]=0, y=1" has two entries; they keep their blanks, and may be empty."""
    entries, depth = [""], 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            entries.append("")
        else:
            entries[-1] += character
    return entries
