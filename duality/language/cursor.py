"""A place among the tokens of a statement, and the errors that can be told from there."""

from __future__ import annotations

from typing import NoReturn

from duality.language.source import Source
from duality.language.tokens import Token, Tokens


class Cursor:
    """Walks over the tokens of one statement; raises `ProblemSyntaxError` where they do not fit."""

    def __init__(self, source: Source, tokens: Tokens) -> None:
        self.source = source
        self.tokens = tokens
        self.position = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.position]

    @property
    def kind(self) -> str:
        return self.tokens[self.position].kind

    @property
    def previous(self) -> Token:
        return self.tokens[self.position - 1]

    def advance(self) -> Token:
        token = self.tokens[self.position]
        self.position += 1
        return token

    def accept(self, kind: str) -> Token | None:
        return self.advance() if self.tokens[self.position].kind == kind else None

    def expect(self, kind: str, purpose: str) -> Token:
        """The token of that kind, or an error that says what it would be for."""
        if self.tokens[self.position].kind != kind:
            self.unexpected(f"expected '{kind}' {purpose}")
        return self.advance()

    def finish(self, what: str) -> None:
        """The statement must end here."""
        if self.kind != "end":
            self.unexpected(f"expected the end of {what}")

    def fail(self, message: str, token: Token, help: str = "", instead: str = "") -> NoReturn:
        raise self.source.syntax_error(message, token.start, max(token.end, token.start + 1), help, instead)

    def unexpected(self, expected: str, help: str = "") -> NoReturn:
        """The error for the token here: said by what is there rather than by what is missing, where that is clearer."""
        from duality.language.mistakes import unexpected

        raise unexpected(self.source, self.tokens, self.position, expected, help)
