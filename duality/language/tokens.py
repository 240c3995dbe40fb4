"""The tokens of the language: what a statement is cut into.

One regular expression finds them, in the text whose signs are ASCII already (`duality.language.signs`).
"""

from __future__ import annotations

import re
from functools import cache

from duality.language.signs import GREEK, HIGH, NAMES, OPERATORS, WORDS
from duality.named_tuples import NamedTuple

NAME = rf"[A-Za-z{GREEK}][A-Za-z0-9_{GREEK}]*"

STATEMENTS = frozenset({"title", "note", "param", "var", "domain", "min", "max", "s.t.", "expect"})
"""Kinds of tokens that begin a statement."""

RELATIONS = frozenset({"<=", ">=", "=", "==", "<", ">", "=<", "=>", "!=", "<>"})
"""What stands between two sides; the last four are explained, not read."""

BINARY = frozenset({"+", "-", "*", "/", "^", ".."})

_SIGNS = "".join(sign for sign in OPERATORS if len(sign) == 1)


def matcher(text: str) -> re.Pattern[str]:
    """What matches the next token of a text; the group that matched tells its class.

    Greek letters take some milliseconds to compile, a tenth of a small problem's reading: only where there are any.
    """
    return _matcher("" if text.isascii() else GREEK)


@cache
def _matcher(letters: str) -> re.Pattern[str]:
    name = rf"[A-Za-z{letters}][A-Za-z0-9_{letters}]*"
    no_word = rf"(?![A-Za-z0-9_{letters}])"
    return re.compile(
        rf"""
        (?P<blank>[ \t]+)
      | (?P<subject>[sS]\.[ \t]?[tT](?:\.|{no_word})
          |(?i:subject)[ \t]+(?i:to){no_word}|(?i:such)[ \t]+(?i:that){no_word})
      | (?P<words>(?:(?i:title|note){no_word}|标题|备注|说明)[^\n\#]*)
      | (?P<braced>{name}(?<=_)\{{[A-Za-z0-9_{letters}]+\}})
      | (?P<name>{name})
      | (?P<number>(?:[0-9]+(?:\.(?!\.)[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
      | (?P<operator>\*\*|\.\.\.?|<=|>=|==|=<|=>|!=|<>|->|:=|\|\||[-+*/^=<>()\[\]{{}},:;@'|{_SIGNS}])
      | (?P<newline>\n)
      | (?P<comment>\#[^\n]*)
      | (?P<string>"[^"\n]*")
      | (?P<high>[⁺⁻]?[{HIGH}]+)
      | (?P<index>_(?:[12](?![0-9])|inf{no_word}|∞|\{{[ ]*(?:[12]|inf|∞)[ ]*\}})|[₁₂])
      | (?P<sign>[{"".join([*WORDS, *NAMES])}])
      | (?P<script>[\u4e00-\u9fff]+)
        """,
        re.VERBOSE,
    )


class Token(NamedTuple):
    """``kind`` is "name", "number", "string", "index", "end", a keyword, or an operator in its ASCII form.

    ``text`` is what it says: as written, but for signs and for words of another script, which stand in ASCII.
    """

    kind: str
    text: str
    start: int
    end: int


Tokens = tuple[Token, ...]
"""The tokens of one statement; the last is of the kind "end" and stands behind the last character."""


def is_function_word(token: Token) -> bool:
    """Whether ``min`` or ``max`` is spelled as the function is, and not ``minimize``."""
    return token.text.lower() in ("min", "max")
