"""Text into statements, each a tuple of tokens that remember their place.

A statement ends at the end of its line or at ``;``, unless a bracket is open or the line ends in a binary operator, a
relation, a comma or a lone keyword. One regular expression finds the tokens. A plain linear row or objective is not cut
into tokens but kept as a `PlainRow` or `PlainObjective`; `tokenize` cuts it where that turns out to be needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from duality.language.limits import MAX_NESTING
from duality.language.plain import WORTHWHILE, PlainObjective, PlainRow, plain_statement
from duality.language.source import Source
from duality.language.vocabulary import KEYWORDS

GREEK = "αβγδεζηθικλμνξπρςστυφχψωΓΔΘΛΞΠΣΦΨΩ"
"""Greek letters of names; those that cannot be told from a Latin letter (omicron, capital alpha, ...) are left out."""

NAME = rf"[A-Za-z{GREEK}][A-Za-z0-9_{GREEK}]*"

STATEMENTS = frozenset({"title", "note", "param", "var", "domain", "min", "max", "s.t.", "expect"})
"""Kinds of tokens that begin a statement."""

RELATIONS = frozenset({"<=", ">=", "=", "==", "<", ">", "=<", "=>", "!=", "<>"})
"""What stands between two sides; the last four are explained, not read."""

BINARY = frozenset({"+", "-", "*", "/", "^", ".."})

_CONTINUES = RELATIONS | BINARY | {","}

_CONTINUES_ALONE = STATEMENTS - {"title", "note", "s.t."}
"""Keywords that cannot stand alone on a line; ``s.t.`` can, it holds for the statements that follow."""

_CLOSING = {"(": ")", "[": "]", "{": "}"}

_ASCII_FORMS = {"**": "^", "≤": "<=", "≥": ">=", "\u2212": "-", "\u00d7": "*", "·": "*"}

_TOKEN = re.compile(
    rf"""
    (?P<blank>[ \t]+)
  | (?P<subject>[sS]\.[tT](?:\.|(?![A-Za-z0-9_{GREEK}]))|(?i:subject)[ \t]+(?i:to)(?![A-Za-z0-9_{GREEK}]))
  | (?P<words>(?i:title|note)(?![A-Za-z0-9_{GREEK}])[^\n\#]*)
  | (?P<name>{NAME})
  | (?P<number>(?:[0-9]+(?:\.(?!\.)[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<operator>\*\*|\.\.|<=|>=|==|=<|=>|!=|<>|[-+*/^=<>()\[\]{{}},:;@'≤≥\u2212\u00d7·])
  | (?P<newline>\n)
  | (?P<comment>\#[^\n]*)
  | (?P<string>"[^"\n]*")
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """``kind`` is "name", "number", "string", "end", a keyword, or an operator in its ASCII form."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


Tokens = tuple[Token, ...]
"""The tokens of one statement; the last is of the kind "end" and stands behind the last character."""


def split(source: Source) -> list[Tokens | PlainRow | PlainObjective]:
    """The statements of the text, in order; raises `ProblemSyntaxError` for a stray character or an open bracket."""
    statements: list[Tokens | PlainRow | PlainObjective] = []
    splitter = _Splitter(source, statements.append)
    text, match = source.text, _TOKEN.match
    position, length = 0, len(text)
    look_for_plain = length >= WORTHWHILE
    while position < length:
        if look_for_plain and not splitter.tokens:
            plain = plain_statement(text, position)
            if plain is not None:
                statements.append(plain[0])
                position = plain[1]
                continue
        position = splitter.read(match(text, position), position)
    splitter.finish(length)
    return statements


def tokenize(source: Source, start: int, end: int) -> Tokens:
    """The tokens of the one statement between two places."""
    statements: list[Tokens] = []
    splitter = _Splitter(source, statements.append)
    position = start
    while position < end:
        position = splitter.read(_TOKEN.match(source.text, position, end), position)
    splitter.finish(end)
    return statements[0]


class _Splitter:
    """Collects tokens and emits them statement by statement."""

    def __init__(self, source: Source, emit: Callable[[Tokens], None]) -> None:
        self.source = source
        self.emit = emit
        self.tokens: list[Token] = []
        self.brackets: list[Token] = []
        self.at_line_start = False

    def read(self, match: re.Match[str] | None, position: int) -> int:
        """Takes one token; returns where the next begins."""
        if match is None:
            raise self._unknown_character(position)
        group = match.lastgroup
        if group == "blank" or group == "comment":
            return match.end()
        text = match.group()
        if group == "operator":
            self._operator(Token(_ASCII_FORMS.get(text, text), text, position))
        elif group == "name":
            self._name(text, position)
        elif group == "newline":
            self._line_end()
            return match.end()
        elif group == "number" or group == "string":
            self.tokens.append(Token(group, text, position))
        elif group == "words":
            self._keyword(Token("note" if text[0] in "nN" else "title", text.rstrip(), position))
        else:
            self._keyword(Token("s.t.", text, position))
        self.at_line_start = False
        return match.end()

    def finish(self, end: int) -> None:
        """The end of the text."""
        if self.brackets:
            raise self._never_closed()
        if self.tokens:
            self._end_statement()

    def _operator(self, token: Token) -> None:
        kind = token.kind
        if kind in "([{":
            self.brackets.append(token)
            if len(self.brackets) > MAX_NESTING:
                raise self.source.syntax_error(
                    f"brackets are nested deeper than {MAX_NESTING}", token.start, token.end, "split the expression"
                )
        elif kind in ")]}":
            if not self.brackets:
                raise self.source.syntax_error(
                    f"'{kind}' closes nothing", token.start, token.end, "remove it, or open the bracket before"
                )
            self._check_pair(self.brackets.pop(), token)
        elif kind == ";":
            if self.brackets:
                raise self._never_closed()
            if self.tokens:
                self._end_statement()
            return
        self.tokens.append(token)

    def _check_pair(self, opened: Token, closing: Token) -> None:
        """Brackets match, but for the intervals (0, 2] and [0, 2) of a domain or a letter."""
        interval = (
            self.tokens[0].kind in ("domain", "param")
            and not self.brackets
            and opened.kind != "{"
            and closing.kind != "}"
        )
        if _CLOSING[opened.kind] != closing.kind and not interval:
            raise self.source.syntax_error(
                f"'{closing.kind}' cannot close '{opened.kind}'",
                closing.start,
                closing.end,
                f"close it with '{_CLOSING[opened.kind]}'",
            )

    def _name(self, text: str, position: int) -> None:
        kind = KEYWORDS.get(text.lower(), "name")
        if kind != "name":
            self._keyword(Token(kind, text, position))
            return
        previous = self.tokens[-1] if self.tokens else None
        if text in ("e", "E") and previous is not None and previous.kind == "number" and previous.end == position:
            raise self.source.syntax_error(
                f"'{previous.text}{text}' is half a number: an exponent needs digits",
                previous.start,
                position + 1,
                f"write {previous.text}e3 for a power of ten, or {previous.text}*{text} for a product",
            )
        self.tokens.append(Token("name", text, position))

    def _keyword(self, token: Token) -> None:
        if self.brackets and self.at_line_start and token.kind in STATEMENTS and not self._begins_call(token):
            raise self._never_closed()
        self.tokens.append(token)

    def _begins_call(self, token: Token) -> bool:
        return token.kind in ("min", "max") and self.source.text[token.end :].lstrip(" \t").startswith("(")

    def _line_end(self) -> None:
        self.at_line_start = True
        if self.brackets or not self.tokens:
            return
        last = self.tokens[-1]
        if last.kind in _CONTINUES or (len(self.tokens) == 1 and last.kind in _CONTINUES_ALONE):
            return
        self._end_statement()

    def _end_statement(self) -> None:
        self.tokens.append(Token("end", "", self.tokens[-1].end))
        self.emit(tuple(self.tokens))
        self.tokens = []

    def _never_closed(self) -> Exception:
        bracket = self.brackets[-1]
        return self.source.syntax_error(
            f"this '{bracket.kind}' is never closed",
            bracket.start,
            bracket.end,
            f"close it with '{_CLOSING[bracket.kind]}'",
        )

    def _unknown_character(self, position: int) -> Exception:
        from duality.language.characters import refusal

        message, help = refusal(self.source.text[position])
        return self.source.syntax_error(message, position, position + 1, help)
