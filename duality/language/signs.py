"""Typographic signs in their ASCII forms: what word processors, formula editors and keyboards of other scripts type.

A sign stands for one character or for one token of the language, never for a letter: a letter that only looks like
another is refused (`duality.language.characters`).
"""

from __future__ import annotations

import re

GREEK = "αβγδεζηθικλμνξπρςστυφχψωΓΔΘΛΞΠΣΦΨΩ"
"""Greek letters of names; those that cannot be told from a Latin letter (omicron, capital alpha, ...) are left out."""

_ONE_FOR_ONE = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\uff0d", "-"),
        **dict.fromkeys("\u00d7\u00b7\u22c5\u2219\u2022\u2217\uff0a", "*"),
        **dict.fromkeys("\u00f7\u2215\u2044\uff0f", "/"),
        **dict.fromkeys("\uff0c\u3001", ","),
        **dict.fromkeys("\u201c\u201d", '"'),
        **dict.fromkeys("\u2032\u2019\u00b4\uff07\u1d40\u22a4\u22ba", "'"),
        **dict.fromkeys("\uff5c\u2223", "|"),
        **dict.fromkeys("\uff1a\u2236", ":"),
        **dict.fromkeys("\uff1b\u3002", ";"),
        "\uff0b": "+",
        "\uff1d": "=",
        "\uff1c": "<",
        "\uff1e": ">",
        "\uff3e": "^",
        "\uff08": "(",
        "\uff09": ")",
        "\uff3b": "[",
        "\uff3d": "]",
        "\uff5b": "{",
        "\uff5d": "}",
        "\uff0e": ".",
    }
)

_LOW_DIGITS = "₀₁₂₃₄₅₆₇₈₉"
_TO_DIGITS = str.maketrans(_LOW_DIGITS, "0123456789")
_LOW = re.compile(rf"(?<=[A-Za-z{GREEK}])[{_LOW_DIGITS}]+")

HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Digits of an exponent: x² is x^2."""

TO_DIGITS = str.maketrans(HIGH + "⁻⁺", "0123456789-+")

OPERATORS = {
    "**": "^",
    "≤": "<=",
    "⩽": "<=",
    "≦": "<=",
    "≥": ">=",
    "⩾": ">=",
    "≧": ">=",
    "≠": "!=",
    "‖": "||",
    "∥": "||",
    "→": "->",
    "…": "..",
    "...": "..",
    ":=": "=",
}
"""Signs that are read as an operator of the language."""

WORDS = {"∈": "in", "∀": "for", "∧": "and"}
"""Signs that are read as a keyword."""

NAMES = {"∞": "inf", "\u211d": "R", "\u2124": "Z", "\u2115": "N", "π": "pi"}
"""Signs that are read as a name."""


def with_plain_indices(text: str) -> str:
    """x₁ as x1; of the same length."""
    return text if text.isascii() else _LOW.sub(lambda match: match.group().translate(_TO_DIGITS), text)


def in_ascii_signs(text: str) -> str:
    """The text with its signs in ASCII, of the same length, so that places stay what they are; x₁ is x1."""
    if text.isascii():
        return text
    return with_plain_indices(text.translate(_ONE_FOR_ONE))
