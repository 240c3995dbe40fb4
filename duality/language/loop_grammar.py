"""Relations and loops: what joins expressions to a row or a family.

relations := sum {("<=" | ">=" | "=" | "<" | ">") sum}
family    := ("for" | "for all") name "in" range {"," name "in" range} ["if" condition {"and" condition}]
range     := sum (".." | ":") sum | sum "," [sum ","] "..." "," sum
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import NoReturn

from duality.language.cursor import Cursor
from duality.language.limits import MAX_NESTING
from duality.language.syntax import Family, Loop, Relations, Syntax
from duality.language.tokens import RELATIONS, Token

_EXPLAINED = {
    "=<": ("'=<' is no relation", "<="),
    "=>": ("'=>' is no relation", ">="),
    "!=": ("'!=' is no constraint: the set x != a is not closed", ""),
    "<>": ("'<>' is no relation: the set x != a is not closed", ""),
}


class LoopGrammar(Cursor, ABC):
    """Reads relations, families and ranges."""

    @abstractmethod
    def expression(self) -> Syntax:
        """A whole expression."""

    def relations(self, first: Syntax | None = None) -> Relations:
        """A side, or sides with relations between them; ``first`` where that one is read already."""
        first = self.expression() if first is None else first
        relations: list[str] = []
        sides, places = [first], []
        while self.kind in RELATIONS:
            token = self.advance()
            if token.kind in _EXPLAINED:
                self._explain(token)
            relations.append("=" if token.kind == "==" else token.kind)
            places.append(token.start)
            sides.append(self.expression())
        return Relations(tuple(relations), tuple(sides), tuple(places), first.start, sides[-1].end)

    def _explain(self, token: Token) -> NoReturn:
        message, meant = _EXPLAINED[token.kind]
        written = self.source.corrected(token.start, token.end, meant) if meant else ""
        help = f"write '{meant}': {written}" if meant else "write '<=', '>=' or '='; '!=' stands only after 'if'"
        self.fail(message, token, help, written)

    def at_family(self) -> bool:
        """Whether ``for`` stands here, or ``forall``."""
        return self.kind == "for" or (self.kind == "name" and self.token.text.lower() == "forall")

    def family(self) -> Family:
        """for i in a..b, j in c..d if condition and condition."""
        start = self.advance().start
        if self.kind == "name" and self.token.text.lower() == "all" and self.tokens[self.position + 1].kind == "name":
            self.advance()
        loops = [self._loop()]
        while self.kind == "," and self._begins_loop(self.position + 1):
            self.advance()
            if len(loops) == MAX_NESTING:
                self.fail(f"more than {MAX_NESTING} loops in one family", self.token, "use fewer indices")
            loops.append(self._loop())
        conditions: list[Relations] = []
        if self.accept("if"):
            conditions.append(self._condition())
            while self.accept("and"):
                conditions.append(self._condition())
        return Family(tuple(loops), tuple(conditions), start, self.previous.end)

    def _loop(self) -> Loop:
        if self.kind != "name":
            self.unexpected("expected the name of an index after 'for'")
        name = self.advance()
        if self.kind not in ("in", "="):
            self.fail(f"expected 'in' after the index {name.text}", self.token, "write for i in 1..3")
        self.advance()
        if self.kind == "[":
            help = f"write integers, for {name.text} in 0..10, and the numbers as an expression of them, {name.text}/10"
            self.fail(
                "an index runs over integers: a row for every number of an interval is not read", self.token, help
            )
        lower, upper = self.range("an index runs over a range such as 1..3")
        return Loop(name.text, lower, upper, name.start, self.previous.end)

    def _begins_loop(self, place: int) -> bool:
        """Whether a loop stands at a place, and not a row such as x in [0, 1]."""
        tokens = self.tokens
        if tokens[place].kind != "name" or tokens[place + 1].kind not in ("in", "="):
            return tokens[place].kind in ("end", "number")
        return tokens[place + 2].kind not in ("[", "{") and self._runs_to_range(place + 2)

    def _runs_to_range(self, place: int) -> bool:
        """Whether '..' or ':' comes before the next comma or relation."""
        for token in self.tokens[place:]:
            if token.kind in ("..", ":"):
                return True
            if token.kind == "," or token.kind in RELATIONS:
                return False
        return True

    def range(self, expected: str) -> tuple[Syntax, Syntax]:
        """a..b, a:b, or a, ..., b."""
        lower = self.expression()
        while self.kind == "," and ".." in (self.tokens[self.position + k].kind for k in (1, 3) if self._holds(k)):
            self.advance()
            if self.kind != "..":
                self.expression()
        if self.kind not in ("..", ":"):
            self.unexpected(expected)
        self.advance()
        self.accept(",")
        return lower, self.expression()

    def _holds(self, ahead: int) -> bool:
        return self.position + ahead < len(self.tokens)

    def _condition(self) -> Relations:
        left = self.expression()
        token = self.token
        if token.kind not in ("==", "!=", "<", "<=", ">", ">="):
            help = "write '=='" if token.kind == "=" else ""
            self.unexpected("expected one of == != < <= > >= in the condition", help)
        self.advance()
        right = self.expression()
        return Relations((token.kind,), (left, right), (token.start,), left.start, right.end)
