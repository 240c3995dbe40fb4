"""Sums and products as paper and other tools write them, and the same in this language: sum(TERM for i in a..b).

sum_{i=1}^n TERM, sum(i in 1..n) TERM, sum[i = 1:n] TERM, sum(i = 1..n, TERM), sum(TERM, i = 1..n),
sum(TERM | i in 1..n), sum(i, 1, n, TERM), sum(TERM, i, 1, n). A term behind the index ends at the next sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from duality.language.habits.habit import INDEX_ENDS

_SIGNS = {"Σ": "sum", "∑": "sum", "Π": "prod", "∏": "prod"}
_HEAD = r"(\bsum|\bprod|[Σ∑Π∏])"
_INDEX = r"([A-Za-z]\w*)"
_END = r"([\w*+-]{1,40}?)"
_RANGE = rf"{_INDEX}\s*(?:in|∈|=)\s*{_END}\s*(?:\.\.+|:|\bto\b)\s*{_END}"
_FROM = rf"[({{]\s*{_INDEX}\s*=\s*{_END}\s*[)}}]"
_TO = rf"(?:[({{]\s*(?=[^(){{}}]*[)}}]))?{_END}\s*[)}}]?"
_LIMITS = rf"{_INDEX}\s*,\s*{_END}\s*,\s*{_END}"
_ENTRY = r"(?:[^()\[\]{}\n]|\([^()\n]*\)|\[[^\[\]\n]*\])"
_INNER = rf"((?:(?!\bfor\b){_ENTRY})+?)"
_TERM = rf"((?:(?![-+<>=≤≥,;|]){_ENTRY})+?)(?=\s*(?:[-+<>=≤≥,;]|\bs\.t\.|\bsubject\b|\bsuch\b|\bwith\b|\bfor\b|$))"


def _sum(head: str, term: str, index: str, lower: str, upper: str) -> str:
    entries = re.sub(rf"_(?:\{{{index}\}}|{index}{INDEX_ENDS})", f"[{index}]", term)
    return f"{_SIGNS.get(head, head)}({entries} for {index} in {lower}..{upper})"


def _index_first(match: re.Match[str]) -> str:
    head, index, lower, upper, term = match.groups()
    return _sum(head, term, index, lower, upper)


def _term_first(match: re.Match[str]) -> str:
    return _sum(*match.groups())


Written = Callable[[re.Match[str]], str]

SUMS: tuple[tuple[re.Pattern[str], Written], ...] = tuple(
    (re.compile(_HEAD + pattern), written)
    for pattern, written in (
        (rf"\s*_\s*{_FROM}\s*\^\s*{_TO}\s*{_TERM}", _index_first),
        (rf"\s*_?\s*\{{\s*{_RANGE}\s*\}}\s*{_TERM}", _index_first),
        (rf"\s*\(\s*{_RANGE}\s*\)\s*{_TERM}", _index_first),
        (rf"\s*\[\s*{_RANGE}\s*\]\s*{_TERM}", _index_first),
        (rf"\(\s*{_RANGE}\s*[,:|]\s*{_INNER}\s*\)", _index_first),
        (rf"\(\s*{_INNER}\s*[,|:;]\s*{_RANGE}\s*\)", _term_first),
        (rf"\(\s*{_LIMITS}\s*,\s*{_INNER}\s*\)", _index_first),
        (rf"\(\s*{_INNER}\s*,\s*{_LIMITS}\s*\)", _term_first),
    )
)
"""What is looked for, and what stands there instead; the more special before the more general."""


def of_bare_sign(index: str, lower: str, upper: str) -> tuple[re.Pattern[str], Written]:
    """sum_i TERM with a range that is known from elsewhere."""
    pattern = re.compile(rf"{_HEAD}_\{{?{index}\}}?(?!\s*=|\w)\s+{_TERM}")
    return pattern, lambda match: _sum(match[1], match[2], index, lower, upper)
