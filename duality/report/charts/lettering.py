"""Mathematics in the words of a chart: theta_D with its index, x^2 with its power, letters of variables in italics."""

from __future__ import annotations

import re
from html import escape

from duality.model.functions import FUNCTIONS
from duality.named_tuples import NamedTuple

_ALPHABET = (
    *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "", "kappa", "lambda", "mu", "nu", "xi"),
    *("", "pi", "rho", "", "sigma", "tau", "", "phi", "chi", "psi", "omega"),
)
GREEK = {name: chr(0x3B1 + place) for place, name in enumerate(_ALPHABET) if name} | {"lam": "λ"}
_LETTERS = "".join(GREEK.values())
_NAME = rf"(?:(?:{'|'.join(GREEK)})(?![a-zA-Z])|[{_LETTERS}](?!\w)|[{_LETTERS}](?=_)|[A-Za-z]+(?![a-zA-Z]))"
_TOKEN = re.compile(
    rf"(?<![\w'])(?P<name>{_NAME})(?P<index>_[A-Za-z]\w*|_\d+(?:,\d+)*|\[[\w,]+\]|\d+(?!\w))?"
    r"|\^(?P<power>\{[^}]*\}|\([^()]*\)|[+\-−]?\w+|\*)"
    r"|(?P<times>(?<=[\w)\]])(?:\*| \* )(?=[\w(]))"
)
_MINUS = re.compile(r"(?<![A-Za-z-])-(?=[ \w(.])")
_INFINITE = re.compile(r"(?<![\w)\]])[-+]inf(?!\w)")
WORDS = frozenset({"a", "A", "I", "inf", "sup", *FUNCTIONS})
SIGNS = tuple("*·/^+-−=<>≤≥")
NARROW, WIDE = "ijl.,:;'|!()[]{}·f t", "mwMW%@−=+≤≥<>"


class Run(NamedTuple):
    """A stretch of text: on the line, below (-1) or above it (1), upright or in italics."""

    text: str
    level: int = 0
    italic: bool = False


def with_infinity(text: str) -> str:
    """-inf and +inf as the signs of mathematics; the word for an infimum stays."""
    return _INFINITE.sub(lambda match: "−∞" if match[0][0] == "-" else "+∞", text)


def runs(text: str) -> list[Run]:
    """The stretches of a text; x_1, x[1] and alpha_budget have an index, x^2 a power, 2*x a dot."""
    text = _MINUS.sub("−", with_infinity(text)).replace("<=", "≤").replace(">=", "≥")
    found: list[Run] = []
    done = 0
    for match in _TOKEN.finditer(text):
        shown = _shown(match)
        if shown:
            found += [Run(text[done : match.start()]), *shown]
            done = match.end()
    return [run for run in (*found, Run(text[done:])) if run.text]


def _shown(match: re.Match[str]) -> list[Run]:
    if match["times"]:
        return [Run("·")]
    if match["power"]:
        return [Run(match["power"].strip("{}()").replace("-", "−").replace("*", "∗"), 1)]
    name, index = match["name"], match["index"]
    letter = GREEK.get(name, name)
    if len(letter) > 1 or (letter in WORDS and not index and not _in_a_formula(match)):
        if index and (index.startswith("[") or (index[0] == "_" and index[1:].isdigit())) and name not in WORDS:
            return [Run(name), Run(_bare(index), -1)]
        return []
    return [Run(letter, 0, True), *([Run(_bare(index), -1)] if index else [])]


def _in_a_formula(match: re.Match[str]) -> bool:
    """A single letter that is a word too, beside a sign or by itself: 2*a, a + b, but not a line."""
    before, after = match.string[: match.start()].rstrip()[-1:], match.string[match.end() :].lstrip()[:1]
    alone = before == after == "" or after == ":"
    return len(match["name"]) == 1 and not after.isalpha() and (alone or before in SIGNS or after in SIGNS)


def _bare(index: str) -> str:
    return index.strip("_[]")


def width(text: str) -> float:
    """The width in units of the font size, roughly and rather too wide."""
    return sum((0.72 if run.level else 1.0) * sum(map(_width, run.text)) for run in runs(text))


def _width(character: str) -> float:
    if ord(character) > 0x2E00:
        return 1.0
    if character in NARROW:
        return 0.38
    return 0.84 if character in WIDE else 0.7 if character.isupper() else 0.62


def html(text: str) -> str:
    """The text as HTML, escaped; italics, indices and powers as elements."""
    shown = []
    for run in runs(text):
        part = escape(run.text)
        part = f"<i>{part}</i>" if run.italic else part
        shown.append(f"<sub>{part}</sub>" if run.level < 0 else f"<sup>{part}</sup>" if run.level > 0 else part)
    return "".join(shown)


def svg(text: str, size: float) -> str:
    """The text as the content of an SVG text element of that font size."""
    shown, raised = [], 0.0
    for run in runs(text):
        wanted = 0.28 * size if run.level < 0 else -0.38 * size if run.level > 0 else 0.0
        attributes = f' dy="{wanted - raised:.1f}"' if wanted != raised else ""
        attributes += f' font-size="{0.72 * size:.1f}"' if run.level else ""
        attributes += ' font-style="italic"' if run.italic else ""
        part = escape(run.text, quote=False)
        shown.append(f"<tspan{attributes}>{part}</tspan>" if attributes else part)
        raised = wanted
    return "".join(shown)
