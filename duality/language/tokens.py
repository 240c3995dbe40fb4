"""The tokens of the language: what a statement is cut into.

One regular expression finds them, in the text whose signs are ASCII already (`duality.language.signs`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from duality.language.signs import GREEK, HIGH, NAMES, OPERATORS, WORDS

NAME = rf"[A-Za-z{GREEK}][A-Za-z0-9_{GREEK}]*"

STATEMENTS = frozenset({"title", "note", "param", "var", "domain", "min", "max", "s.t.", "expect"})
"""Kinds of tokens that begin a statement."""

RELATIONS = frozenset({"<=", ">=", "=", "==", "<", ">", "=<", "=>", "!=", "<>"})
"""What stands between two sides; the last four are explained, not read."""

BINARY = frozenset({"+", "-", "*", "/", "^", ".."})

_SIGNS = "".join(sign for sign in OPERATORS if len(sign) == 1)

_NO_WORD = rf"(?![A-Za-z0-9_{GREEK}])"

TOKEN = re.compile(
    rf"""
    (?P<blank>[ \t]+)
  | (?P<subject>[sS]\.[ \t]?[tT](?:\.|{_NO_WORD})
      |(?i:subject)[ \t]+(?i:to){_NO_WORD}|(?i:such)[ \t]+(?i:that){_NO_WORD})
  | (?P<words>(?:(?i:title|note){_NO_WORD}|标题|备注|说明)[^\n\#]*)
  | (?P<braced>{NAME}(?<=_)\{{[A-Za-z0-9_{GREEK}]+\}})
  | (?P<name>{NAME})
  | (?P<number>(?:[0-9]+(?:\.(?!\.)[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<operator>\*\*|\.\.\.?|<=|>=|==|=<|=>|!=|<>|->|:=|\|\||[-+*/^=<>()\[\]{{}},:;@'|{_SIGNS}])
  | (?P<newline>\n)
  | (?P<comment>\#[^\n]*)
  | (?P<string>"[^"\n]*")
  | (?P<high>[⁺⁻]?[{HIGH}]+)
  | (?P<index>_(?:[12](?![0-9])|inf{_NO_WORD}|∞|\{{[ ]*(?:[12]|inf|∞)[ ]*\}})|[₁₂])
  | (?P<sign>[{"".join([*WORDS, *NAMES])}])
  | (?P<script>[\u4e00-\u9fff]+)
    """,
    re.VERBOSE,
)
"""The next token; the group that matched tells its class."""


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
