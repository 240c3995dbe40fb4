"""Functions in pieces: {x^2 if x >= 0; -x otherwise}.

cases := "{" piece {(";" | ",") piece} "}"
piece := sum "if" relations {"and" relations} | sum ("otherwise" | "else")
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from duality.language.loop_grammar import LoopGrammar
from duality.language.syntax import Cases, Relations, Syntax
from duality.language.tokens import Token

_OTHERWISE = frozenset({"otherwise", "else"})
_CONDITIONS = frozenset({"if", "for", "where", "when"})


class CaseGrammar(LoopGrammar, ABC):
    """Reads what stands between the braces."""

    @abstractmethod
    def close(self, opened: Token, closing: str) -> Token:
        """The bracket that closes what was opened."""

    def cases(self, opened: Token) -> Cases:
        """The pieces in order; the brace stands here."""
        kinds = {token.text if token.kind == "name" else token.kind for token in self.tokens[self.position :]}
        if kinds.isdisjoint((";", ",", "if", *_OTHERWISE)):
            self.unexpected("expected a number, a name or '('")
        self.advance()
        pieces: list[tuple[Syntax, tuple[Relations, ...]]] = []
        otherwise: Syntax | None = None
        while True:
            body = self.expression()
            word = self.token
            comma = self.accept(",")  # {x^2, x >= 0; -x, otherwise}
            if self.case_word() in _OTHERWISE:
                self.advance()
                otherwise = body
                break
            if comma is None and self.case_word() not in _CONDITIONS:
                self.fail(
                    "expected 'if' or 'otherwise' in a function in pieces", word, "write {x^2 if x >= 0; -x otherwise}"
                )
            if self.case_word() in _CONDITIONS:
                self.advance()
            pieces.append((body, self.case_conditions()))
            if not (self.accept(";") or self.accept(",")):
                break
            if self.case_word() in _OTHERWISE:  # {x^2 if x >= 0; otherwise -x}
                self.advance()
                if not self.accept(","):
                    self.accept(":")
                otherwise = self.expression()
                break
        if not pieces:
            self.fail("a function in pieces has a condition", opened, "write {x^2 if x >= 0; -x otherwise}")
        return Cases(tuple(pieces), otherwise, opened.start, self.close(opened, "}").end)

    def case_word(self) -> str:
        """The word that stands here, in small letters; empty for anything else."""
        return self.kind if self.kind in ("if", "for") else self.token.text.lower() if self.kind == "name" else ""

    def case_conditions(self) -> tuple[Relations, ...]:
        """u >= v and ...: at least one."""
        found: list[Relations] = []
        while True:
            token = self.token
            row = self.relations()
            if not row.relations:
                self.fail("a condition compares two sides", token, "write x >= 0, or 0 <= x < 1")
            found.append(row)
            if not self.accept("and"):
                return tuple(found)
