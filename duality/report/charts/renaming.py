"""The letters of a figure: those of a notation in place of Li Hang's, in every text of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from duality.report.notation import LIHANG, Notation

GREEK = {
    "alpha": "\N{GREEK SMALL LETTER ALPHA}",
    "beta": "\N{GREEK SMALL LETTER BETA}",
    "lambda": "\N{GREEK SMALL LETTER LAMDA}",
    "nu": "\N{GREEK SMALL LETTER NU}",
    "theta_D": "\N{GREEK SMALL LETTER THETA}_D",
}

Lettering = Callable[[str], str]


def lettering(notation: Notation, taken: Collection[str]) -> Lettering:
    """What renames the letters in a text; a letter that names something of the problem stays what it is."""
    pairs = (
        (LIHANG.dual_function.text, notation.dual_function.text),
        (LIHANG.inequality, notation.inequality),
        (LIHANG.equality, notation.equality),
    )
    wanted: Mapping[str, str] = {
        written: shown
        for old, new in pairs
        for written, shown in ((old, new), (GREEK[old], GREEK.get(new, new)))
        if old != new and not any(name == written or name.startswith(f"{written}_") for name in taken)
    }
    if not wanted:
        return str
    pattern = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, wanted)) + r")(?![^\W_])")
    return lambda text: pattern.sub(lambda found: wanted[found[1]], text)
