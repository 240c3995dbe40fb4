"""A statement's text cut into lines of tokens.

A line ends where brackets are closed, unless it ends in an operator, a relation, a comma or a lone keyword.
"""

from __future__ import annotations

import re

from duality.language.characters import refusal
from duality.language.signs import HIGH, TO_DIGITS
from duality.language.source import Source
from duality.language.tokens import NAME
from duality.named_tuples import NamedTuple

KEYWORDS = {
    "title": "title",
    "note": "note",
    "param": "param",
    "var": "var",
    "domain": "domain",
    "min": "min",
    "minimize": "min",
    "max": "max",
    "maximize": "max",
    "st": "s.t.",
    "expect": "expect",
    "assume": "assume",
    "bind": "bind",
}

WORDS = frozenset({"for", "in", "if", "and"})
"""Words inside a line; they may still name a row, before a colon."""

RELATIONS = frozenset({"<=", ">=", "=", "<", ">", ">>", "<<", "!="})

_OPERATORS = frozenset({"+", "-", "*", "/", "@", ".*", "./", ".^", "^", "..", ","}) | RELATIONS

_ASCII = {
    "==": "=",
    "≤": "<=",
    "≥": ">=",
    "\u2212": "-",
    "\u00d7": "*",
    "\\times": "*",
    "·": "*",
    "**": "^",
    "⪰": ">>",
    "⪯": "<<",
    "≽": ">>",
    "≼": "<<",
    "∈": "in",
    "\u22a4": "'",
    "ᵀ": "'",
}

_TOKEN = re.compile(
    rf"""
    (?P<blank>[ \t]+|\#[^\n]*)
  | (?P<newline>\n)
  | (?P<subject>(?:[sS]\.[tT]\.?|(?i:subject)[ \t]+(?i:to)\b|(?i:such)[ \t]+(?i:that)\b)(?:[ \t]*:)?)
  | (?P<words>(?i:title|note)\b[^\n\#]*)
  | (?P<name>{NAME})
  | (?P<number>(?:[0-9]+(?:\.[0-9]+|\.(?![.*/^]))?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<high>[{HIGH}]+)
  | (?P<string>"[^"\n]*")
  | (?P<bars>\|\|(?:_(?:\*|[A-Za-z0-9]+))?|‖)
  | (?P<times>\\times\b)
  | (?P<operator>\.\.|\.\*|\./|\.\^|\*\*|<=|>=|==|!=|<<|>>|[-+*/^@=<>()\[\]{{}},:;'≤≥⪰⪯≽≼∈\u22a4ᵀ\u2212\u00d7·])
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """``kind`` is "name", "number", "string", "bars", "end", a keyword, a word, or an operator."""

    kind: str
    text: str
    start: int
    end: int


def lines(source: Source) -> list[list[Token]]:
    """The lines, each ended by a token of the kind "end"."""
    text, position, depth, opened = source.signs, 0, [], []
    current: list[Token] = []
    found: list[list[Token]] = []
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise _stray(source, position)
        if match.lastgroup == "high":
            current.append(Token("^", "^", position, position))
        token = _token(match, current)
        position = match.end()
        if token is None:
            if match.lastgroup == "newline" and not depth and _complete(current):
                _finish(found, current)
                current = []
            continue
        if token.kind == "s.t." and current and not depth:
            _finish(found, current)
            current = []
        if token.kind in "([{" and token.kind:
            depth.append(token)
        elif token.kind in (")", "]", "}"):
            _close(source, depth, token, current)
        if token.kind == ";":
            _finish(found, current)
            current = []
            continue
        current.append(token)
    if depth:
        opened = depth[-1]
        raise source.syntax_error(f"this '{opened.kind}' is never closed", opened.start, opened.end, "close it")
    _finish(found, current)
    return found


def _token(match: re.Match[str], current: list[Token]) -> Token | None:
    group, text, start, end = match.lastgroup, match.group(), match.start(), match.end()
    if group in ("blank", "newline"):
        return None
    if group == "subject":
        return Token("s.t.", text, start, end)
    if group == "words":
        return Token(text[:4].lower() if text[0] in "nN" else "title", text, start, end)
    if group == "name":
        keyword = KEYWORDS.get(text.lower()) if not current or current[-1].kind == "s.t." else None
        word = text if text in WORDS else None
        return Token(keyword or word or "name", text, start, end)
    if group == "high":
        return Token("number", text.translate(TO_DIGITS), start, end)
    if group in ("operator", "times"):
        return Token(_ASCII.get(text, text), text, start, end)
    return Token("bars" if group == "bars" else str(group), text, start, end)


def _complete(current: list[Token]) -> bool:
    if not current:
        return False
    last = current[-1]
    alone = len(current) == 1 and last.kind in KEYWORDS.values() and last.kind not in ("title", "note", "s.t.")
    return not alone and last.kind not in _OPERATORS and last.kind not in ("for", "in")


def _finish(found: list[list[Token]], current: list[Token]) -> None:
    if current:
        end = current[-1].end
        found.append([*current, Token("end", "", end, end)])


def _close(source: Source, depth: list[Token], token: Token, current: list[Token]) -> None:
    if not depth:
        raise source.syntax_error(f"'{token.kind}' closes nothing", token.start, token.end, "remove it")
    opened = depth.pop()
    pairs = {"(": ")", "[": "]", "{": "}"}
    interval = {opened.kind, token.kind} in ({"(", "]"}, {"[", ")"}) and any(t.kind == "in" for t in current)
    if pairs[opened.kind] != token.kind and not interval:
        mend = f"close it with '{pairs[opened.kind]}'"
        raise source.syntax_error(f"'{token.kind}' cannot close '{opened.kind}'", token.start, token.end, mend)


def _stray(source: Source, position: int) -> Exception:
    message, help = refusal(source.text[position])
    return source.syntax_error(message, position, position + 1, help)
