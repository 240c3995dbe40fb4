"""Text into statements, each a tuple of tokens that remember their place.

A statement ends at the end of its line, at ``;`` or before ``s.t.``, unless a bracket is open, or the line ends in a
binary operator, a relation, a comma or a lone keyword, or the next line begins with an operator. A line that begins
with ``-`` goes on only where it can begin no row of its own: behind a row without a relation, or another statement.
A plain linear row or objective is not cut into tokens but kept as a `PlainRow` or `PlainObjective`; `tokenize` cuts it
where that turns out to be needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from duality import language
from duality.language.limits import MAX_NESTING
from duality.language.plain import WORTHWHILE, PlainObjective, PlainRow, plain_statement
from duality.language.signs import NAMES, OPERATORS, TO_DIGITS, WORDS
from duality.language.source import Source
from duality.language.tokens import BINARY, RELATIONS, STATEMENTS, Token, Tokens, matcher
from duality.language.vocabulary import KEYWORDS, SCRIPT_KEYWORDS, SCRIPT_WORDS

_CONTINUES = RELATIONS | BINARY | {","}

_CONTINUES_ALONE = STATEMENTS - {"title", "note", "s.t."}
"""Keywords that cannot stand alone on a line; ``s.t.`` can, it holds for the statements that follow."""

_GOES_ON = re.compile(r"(?:[ \t]*(?:\#[^\n]*)?\n)*[ \t]*([+*/^=<>!,≤≥≠⩽⩾≦≧]|-(?!>))")
"""A next line that begins in the middle of an expression or of a list."""

_WORDS = re.compile(r"(?i:title|note)|标题|备注|说明")

CLOSING = {"(": ")", "[": "]", "{": "}"}


def split(source: Source) -> list[Tokens | PlainRow | PlainObjective]:
    """The statements of the text, in order; raises `ProblemSyntaxError` for a stray character or an open bracket."""
    statements: list[Tokens | PlainRow | PlainObjective] = []
    splitter = _Splitter(source, statements.append)
    text, match = source.signs, matcher(source.signs).match
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
    splitter.finish()
    return statements


def tokenize(source: Source, start: int, end: int) -> Tokens:
    """The tokens of the one statement between two places."""
    statements: list[Tokens] = []
    splitter = _Splitter(source, statements.append)
    position, match = start, matcher(source.signs).match
    while position < end:
        position = splitter.read(match(source.signs, position, end), position)
    splitter.finish()
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
        group, end = match.lastgroup, match.end()
        if group == "blank" or group == "comment":
            return end
        text = match.group()
        if group == "operator":
            self._operator(Token(OPERATORS.get(text, text), text, position, end))
        elif group == "name":
            self._name(text, position, end)
        elif group == "newline":
            self._line_end(end)
            return end
        elif group == "number" or group == "string" or group == "index":
            written = text if group != "string" else self.source.text[position:end]
            self.tokens.append(Token(group, written, position, end))
        else:
            self._rare(group, text, position, end)
        self.at_line_start = False
        return end

    def finish(self) -> None:
        """The end of the text."""
        if self.brackets:
            raise self._never_closed()
        if self.tokens:
            self._end_statement()

    def _rare(self, group: str | None, text: str, position: int, end: int) -> None:
        """What plain ASCII statements seldom hold."""
        match group:
            case "words":
                words = _WORDS.sub("", self.source.text[position:end], count=1).strip()
                kind = SCRIPT_KEYWORDS.get(text[:2]) or ("note" if text[0] in "nN" else "title")
                self._keyword(Token(kind, words, position, position + len(self.source.text[position:end].rstrip())))
            case "subject":
                self._keyword(Token("s.t.", text, position, end))
            case "braced":
                self.tokens.append(Token("name", text.translate({ord("{"): None, ord("}"): None}), position, end))
            case "high":
                sign = text[0] if text[0] in "⁺⁻" else ""
                self.tokens.append(Token("^", text, position, end))
                if sign:
                    self.tokens.append(Token(sign.translate(TO_DIGITS), sign, position, position + 1))
                digits = text.removeprefix(sign).translate(TO_DIGITS)
                self.tokens.append(Token("number", digits, position + len(sign), end))
            case "sign":
                kind = WORDS.get(text)
                self.tokens.append(Token(kind or "name", NAMES.get(text, text), position, end))
            case _:
                kind = SCRIPT_KEYWORDS.get(text) or SCRIPT_WORDS.get(text)
                if kind is None:
                    raise self._unknown_character(position)
                self._keyword(Token(kind, text, position, end))

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
        elif kind == ";" and not (self.brackets and self.brackets[-1].kind == "{"):
            if self.brackets:
                raise self._never_closed()
            if self.tokens:
                self._end_statement()
            return
        self.tokens.append(token)

    def _check_pair(self, opened: Token, closing: Token) -> None:
        """Brackets match, but for the intervals (0, 2] and [0, 2) behind 'in'."""
        if CLOSING[opened.kind] == closing.kind:
            return
        round_or_square = not self.brackets and opened.kind != "{" and closing.kind != "}"
        if not (round_or_square and any(token.kind == "in" for token in self.tokens)):
            raise self.source.syntax_error(
                f"'{closing.kind}' cannot close '{opened.kind}'",
                closing.start,
                closing.end,
                f"close it with '{CLOSING[opened.kind]}'",
            )

    def _name(self, text: str, position: int, end: int) -> None:
        kind = KEYWORDS.get(text.lower(), "name")
        if kind != "name":
            self._keyword(Token(kind, text, position, end))
            return
        previous = self.tokens[-1] if self.tokens else None
        if text in ("e", "E") and previous is not None and previous.kind == "number" and previous.end == position:
            raise self.source.syntax_error(
                f"'{previous.text}{text}' is half a number: an exponent needs digits",
                previous.start,
                end,
                f"write {previous.text}e3 for a power of ten, or {previous.text}*{text} for a product",
            )
        self.tokens.append(Token("name", NAMES.get(text, text), position, end))

    def _keyword(self, token: Token) -> None:
        begins = token.kind == "s.t." or (self.at_line_start and token.kind in STATEMENTS)
        if self.brackets and begins and not self._begins_call(token):
            raise self._never_closed()
        if token.kind == "s.t." and self.tokens:
            if self.tokens[-1].kind == ",":
                self.tokens.pop()
            if self.tokens:
                self._end_statement()
        self.tokens.append(token)

    def _begins_call(self, token: Token) -> bool:
        return token.kind in ("min", "max") and self.source.signs[token.end :].lstrip(" \t").startswith("(")

    def _line_end(self, position: int) -> None:
        self.at_line_start = True
        if self.brackets or not self.tokens:
            return
        if self.tokens[-1].kind in _CONTINUES or self._is_lone_keyword():
            return
        following = _GOES_ON.match(self.source.signs, position)
        if following is None or not self._goes_on(following[1]):
            self._end_statement()

    def _is_lone_keyword(self) -> bool:
        """A keyword alone on its line, or with a colon."""
        alone = len(self.tokens) == 1 or (len(self.tokens) == 2 and self.tokens[1].kind == ":")
        return alone and self.tokens[0].kind in _CONTINUES_ALONE

    def _goes_on(self, sign: str) -> bool:
        """Whether a next line that begins with the sign belongs to the statement."""
        kind = self.tokens[0].kind
        if kind in ("title", "note"):
            return False
        if sign != "-" or kind in ("param", "var", "domain", "expect"):
            return True
        depth = 0
        for token in self.tokens:
            depth += (token.kind in CLOSING) - (token.kind in CLOSING.values())
            if depth == 0 and token.kind in RELATIONS:
                return False
        return True

    def _end_statement(self) -> None:
        end = self.tokens[-1].end
        self.tokens.append(Token("end", "", end, end))
        self.emit(tuple(self.tokens))
        self.tokens = []

    def _never_closed(self) -> Exception:
        bracket = self.brackets[-1]
        return self.source.syntax_error(
            f"this '{bracket.kind}' is never closed",
            bracket.start,
            bracket.end,
            f"close it with '{CLOSING[bracket.kind]}'",
        )

    def _unknown_character(self, position: int) -> Exception:
        character = self.source.text[position]
        message, help = language.characters.refusal(character)
        line = self.source.corrected(position, position, "")
        known = matcher("\u03b1")
        plain = "".join(one if known.match(one) else language.characters.plain(one) or one for one in line)
        return self.source.syntax_error(message, position, position + 1, help, plain if plain != line else "")
