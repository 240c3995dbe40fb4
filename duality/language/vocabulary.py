"""Which words the language keeps for itself, and which known name a mistyped one is near to."""

from __future__ import annotations

from collections.abc import Iterable

from duality.model.expression import Constant
from duality.model.functions import FUNCTIONS, SPELLINGS

KEYWORDS = {
    "title": "title",
    "note": "note",
    "param": "param",
    "var": "var",
    "domain": "domain",
    "min": "min",
    "minimize": "min",
    "minimise": "min",
    "max": "max",
    "maximize": "max",
    "maximise": "max",
    "st": "s.t.",
    "subject": "subject",
    "expect": "expect",
    "for": "for",
    "in": "in",
    "if": "if",
    "and": "and",
}
"""Keyword to kind of token; ``s.t.`` and ``subject to`` are found by the token pattern."""

SCRIPT_KEYWORDS = {
    "标题": "title",
    "备注": "note",
    "说明": "note",
    "参数": "param",
    "变量": "var",
    "定义域": "domain",
    "最小化": "min",
    "极小化": "min",
    "最大化": "max",
    "极大化": "max",
    "约束": "s.t.",
    "约束条件": "s.t.",
    "使得": "s.t.",
    "满足": "s.t.",
    "服从": "s.t.",
    "受限于": "s.t.",
    "已知": "expect",
}
"""Keywords of statements in Chinese."""

SCRIPT_WORDS = {
    "对": "for",
    "对于": "for",
    "对所有": "for",
    "对任意": "for",
    "属于": "in",
    "如果": "if",
    "若": "if",
    "且": "and",
    "和": "and",
}
"""The other keywords in Chinese."""

N_ARY = frozenset({"sum", "prod", *(name for name, notation in FUNCTIONS.items() if notation.most is None)})
"""Functions of a list, an array or a comprehension."""

FUNCTION_NAMES = frozenset({*FUNCTIONS, *SPELLINGS, *N_ARY, "len", "load"})

RESERVED_FUNCTIONS = FUNCTION_NAMES - {name for name, notation in FUNCTIONS.items() if notation.word}
"""Functions whose names are kept for them everywhere, not only before a bracket."""

CONSTANTS = {"pi": Constant("pi"), "e": Constant("e")}

_OTHER_RESERVED = frozenset({"inf", "gap"})

MULTIPLIER_PREFIXES = ("alpha_", "beta_")


def reserved(name: str) -> str | None:
    """What a reserved name is, said so that it completes "'name' is ..."; ``None`` for a name that is free."""
    if name.lower() in KEYWORDS:
        return "a keyword of the language"
    if name in RESERVED_FUNCTIONS:
        return "a function of the language"
    if name in CONSTANTS or name in _OTHER_RESERVED:
        return "a word of the language"
    if name.startswith(MULTIPLIER_PREFIXES):
        return "the name of a multiplier (alpha_ and beta_ are kept for them)"
    return None


def suggestion(name: str, known: Iterable[str]) -> str | None:
    """The known name that is nearest to a mistyped one, if any is near."""
    from difflib import get_close_matches

    near = [candidate for candidate in known if abs(len(candidate) - len(name)) <= 3][:2000]
    matches = get_close_matches(name, near, 1, 0.6)
    if not matches:
        matches = [candidate for candidate in near if candidate.lower() == name.lower()]
    return matches[0] if matches else None
