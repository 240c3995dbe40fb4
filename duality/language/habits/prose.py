"""Words around a formula, as exercises and letters have them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duality.language.habits.habit import ONE_ARGUMENT, SENSE, Habit
from duality.language.vocabulary import KEYWORDS

_FUNCTION = rf"(?:{ONE_ARGUMENT}|sum|prod|norm\w*|min|max|huber)"
_WORD = rf"(?!(?:{_FUNCTION}|s\.t|subject|such|over|for|where|with|in|and|or|if)\b)[A-Za-zÀ-ž]{{2,}}"
_KEPT = "|".join(
    [*KEYWORDS, "or", "not", "where", "with", "given", "let", "all", "each", "every", "the", "to", "that", "bind"]
)
_FORMULA = r"(?!s\.t\b|st\b)(?=[-+(|√]*\s*(?:\d|[A-Za-z]\w?\b|[A-Za-z]_?\d|[A-Za-z]\w*\s*[-+*/^(\[²³]|\||√|\())"
_NAMES = re.compile(r"(?<![A-Za-z_.])([A-Za-z](?:_?\d+)?)(?![A-Za-z0-9_(\[])")
_OF_VARIABLES = frozenset(
    {
        *KEYWORDS,
        "all",
        "both",
        "the",
        "of",
        "them",
        "variables",
        "variable",
        "unknowns",
        "numbers",
        "are",
        "is",
        "must",
        "be",
    }
    | {"being", "integer", "integers", "int", "binary", "nonnegative", "positive", "non", "negative", "and", "with"}
)
_INTERVAL = re.compile(
    r"(?i)\s*,?\s*(?:\b(?:for|with|where)\s+([A-Za-z]\w*)\s+)?(?:(?:\b(?:on|over|in|within|from|auf|sur|en)\s+)(?:the\s+|dem\s+|l['\u2019]|el\s+)?"
    r"(?:closed\s+)?(?:interval(?:le|l|lo|o)?|range)?|在\s*(?:闭)?(?:区间)?)\s*(\[[^\[\],;]+[,;][^\[\],;]+\])(?!\s*[\^²³])(?:\s*[上内中])?"
)

PROSE = (
    Habit(
        re.compile(
            r"(?i)\s*[,;.(]?\s*\b(?:and\s+)?(?:solve[ds]?|solving|using|use|apply|by\s+using)\b(?!\s*=)[^<>=≤≥\n]*?"
            r"\b(?:lagrang\w*|kkt|kuhn\W+tucker|multipliers?|simplex|graphical\w*|duality|dual|conditions|method)\b[^<>=≤≥,;\n]*$"
        ),
        "how to solve is not said",
        "",
    ),
    Habit(
        re.compile(
            rf"(?i)^\s*(?!{SENSE}\b|s\.?t\b|subject\b)(?:[A-Za-zÀ-ž0-9$€%'\u2019]+[,:.]?\s+)+?(?=(?:min|max)[a-z]*\b(?![\w.(]))"
        ),
        "words around a formula are not read",
        "",
    ),
    Habit(
        re.compile(rf"(?i)^(\s*{SENSE})\s+(?:{_WORD}\s+)*{_WORD}\s*[:,]?\s+{_FORMULA}(?!(?:of|is|are|be|to)\b)"),
        "words around a formula are not read",
        r"\1 ",
    ),
    Habit(
        re.compile(
            rf"((?:^|[,;]|\bs\.t\.|\bto\b|\bthat\b|\band\b)\s*:?\s*)(?:the\s+)?((?!(?:{_FUNCTION}|{_KEPT})\b|min|max|arg)[A-Za-z]{{3,}})"
            rf"(?:\s+(?:constraint|condition|limit|budget|is|of))*\s*:?\s+{_FORMULA}(?=[^,;<>=≤≥]*[<>=≤≥])"
        ),
        "the name of a row ends with ':'",
        r"\1\2: ",
    ),
)


def of_intervals(text: str) -> Iterator[Habit]:
    """f on [a, b], where one name stands in f."""
    first = _INTERVAL.split(text, maxsplit=1)[0]
    formula = re.sub(r"^.*?\b[A-Za-z]\w*\s*\([\w ,]*\)\s*=", "", first)
    names = {name for name in _NAMES.findall(formula) if name != "e"}
    if len(names) == 1 and re.search(r"(?i)\b(?:min|max)", first):
        yield Habit(
            _INTERVAL,
            "where a variable lies is said under 's.t.'",
            lambda match: f" s.t. {match[1] or min(names)} in {match[2].replace(';', ',')}",
        )


def of_all_variables(text: str) -> Iterator[Habit]:
    """All variables >= 0, or integer: their names, where nothing else could be a name."""
    bare = re.sub(r"(?i)\bs\.\s?t\.?|\bsubject\s+to\b|\bsuch\s+that\b", " ", text)
    words = {word for word in re.findall(r"(?<![\w.])[A-Za-z]\w*(?!\()", bare) if not _NAMES.fullmatch(word)}
    if words and not words <= _OF_VARIABLES:
        return
    names = ", ".join(dict.fromkeys(name for name in _NAMES.findall(bare) if name != "e"))
    if names:
        yield Habit(
            re.compile(
                r"(?i)(?<=[,;])\s*(?:integers?|int|integral)(?:\s+(?:variables|numbers|values|solutions?))?\s*$"
            ),
            "the variables are named",
            f" {names} integer",
        )
        pattern = (
            r"(?i)\b(?:all|both)\s+(?:the\s+)?(?:variables?|unknowns|numbers?|of\s+them)\s+(?:(?:are|is|must\s+be|being)\s+)?"
            r"(?:all\s+)?(?=[<>≤≥=]|non-?negative|positive|integers?\b|int\b|binary|binaries)"
        )
        yield Habit(re.compile(pattern), "the variables are named", f"{names} ")
