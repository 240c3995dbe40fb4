"""The theorems that a verdict rests on, or speaks of."""

from __future__ import annotations

from markupsafe import Markup

from duality.model.report import StrongDuality
from duality.report.notation import BOYD, Notation
from duality.report.page.phrases import words_with_math
from duality.report.page.words import Words

NUMBERED = (("Theorem 1", "theorem_1"), ("Theorem 2", "theorem_2"), ("Theorem 3", "theorem_3"))
NAMED = {
    "linear programming duality": "theorem_lp",
    "certificate": "theorem_certificate",
    "saddle point": "theorem_certificate",
    "weak duality": "theorem_1",
}
_BOYD = ((r"\theta_D", "g"), (r"\alpha", r"\lambda"), (r"\beta", r"\nu"))


def theorems_of(verdict: StrongDuality) -> tuple[str, ...]:
    """Keys of the theorems' words, the one that decides first."""
    keys = [NAMED[verdict.theorem]] if verdict.theorem in NAMED else []
    told = f"{verdict.theorem} {verdict.why}"
    return tuple(dict.fromkeys([*keys, *(key for name, key in NUMBERED if name in told)]))


def theorem_text(key: str, words: Words, notation: Notation) -> Markup:
    """The theorem in the page's language and the report's letters."""
    text = words(key)
    if notation == BOYD:
        for ours, theirs in _BOYD:
            text = text.replace(ours, theirs)
    return words_with_math(text)
