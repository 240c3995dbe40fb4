"""Sets of numbers and points: intervals, integer ranges, finite sets, and the number sets by their letters."""

from __future__ import annotations

from itertools import pairwise

from duality.language.grammar import Grammar
from duality.language.statements import IntervalSyntax, PointsSyntax, RangeSyntax, RealsSyntax, SetSyntax
from duality.language.syntax import Numeral, Syntax
from duality.language.tokens import Token

_INTEGERS = frozenset({"Z", "integers", "integer", "int"})


class SetGrammar(Grammar):
    """Reads what follows ``in``."""

    def set(self, subject: str) -> SetSyntax:
        """The set in which ``subject`` lies, its text as written."""
        if self.kind == "{":
            return self._points()
        if self.kind in ("[", "("):
            before = self.position
            interval = self.interval()
            if interval is not None:
                return interval
            self.position = before  # (n + 1)..5 begins like an interval
        if self.kind == "name" and self._stands_alone():
            letter = self._letter(self.token, subject)
            if letter is not None:
                return letter
        return self._integers("expected an interval [0, 2], a range 0..5 or a set {0, 1}")

    def _integers(self, expected: str) -> RangeSyntax:
        """0..5, 0..inf, -inf..inf."""
        start = self.token.start
        lower = self._end("-")
        if self.kind not in ("..", ":"):
            self.unexpected(expected)
        self.advance()
        upper = self._end("+")
        return RangeSyntax(lower, upper, start, self.previous.end)

    def _stands_alone(self) -> bool:
        return self.tokens[self.position + 1].kind in ("end", ",", "for", "and")

    def _letter(self, token: Token, subject: str) -> SetSyntax | None:
        """R is no bound, Z holds all integers; N may mean two sets."""
        if token.text in ("R", "reals"):
            self.advance()
            return RealsSyntax(token.start, token.end)
        if token.text in _INTEGERS:
            self.advance()
            return RangeSyntax(None, None, token.start, token.end)
        if token.text == "N":
            self.fail(
                "'N' begins at 0 for some and at 1 for others",
                token,
                f"write {subject} in 0..inf, or {subject} in 1..inf",
            )
        return None

    def interval(self) -> IntervalSyntax | None:
        """[0, 2], (0, inf), ...; ``None`` where a bracket turns out to hold an expression."""
        opened = self.advance()
        lower = self._end("-")
        if self.kind == ")" and opened.kind == "(":
            return None
        if self.kind != ",":
            self.unexpected("expected ',' between the ends of the interval")
        self.advance()
        upper = self._end("+")
        if self.kind not in (")", "]"):
            self.unexpected("expected ']' or ')' at the end of the interval")
        closed = self.advance()
        # An infinite end has no bracket of its own: [-inf, 2] and (-inf, 2] are one set and one tree.
        lower_closed = lower is None or opened.kind == "["
        upper_closed = upper is None or closed.kind == "]"
        return IntervalSyntax(lower, upper, lower_closed, upper_closed, opened.start, closed.end)

    def _end(self, sign: str) -> Syntax | None:
        """An end of an interval; ``None`` for the infinity of that sign."""
        place = self.position
        written = self.advance() if self.kind in ("+", "-") else None
        token = self.token
        if token.kind == "name" and token.text == "inf":
            if (written.kind if written else "+") != sign:
                self.fail("an interval runs from below to above", token, "write (-inf, 2] or [0, inf)")
            self.advance()
            return None
        self.position = place
        return self.expression()

    def _points(self) -> PointsSyntax | RangeSyntax:
        opened = self.advance()
        points = [self._point()]
        while self.accept(","):
            if self.kind == ".." and all(len(point) == 1 for point in points):
                return self._listed_range(opened, [point[0] for point in points])
            points.append(self._point())
        if self.kind == "..":
            self.fail("a range of integers stands without braces", self.token, "write k in 0..5")
        return PointsSyntax(tuple(points), opened.start, self.close(opened, "}").end)

    def _listed_range(self, opened: Token, listed: list[Syntax]) -> RangeSyntax:
        """{0, 1, ..., n}: a range where the numbers before the dots follow one another."""
        self.advance()
        self.accept(",")
        upper = self.expression()
        closed = self.close(opened, "}")
        first = listed[0]
        if len(listed) > 1 and not _follow_one_another(listed):
            raise self.source.syntax_error(
                "what the dots stand for is not plain", opened.start, closed.end, "write a range, 0..5, or list all"
            )
        return RangeSyntax(first, upper, opened.start, closed.end)

    def _point(self) -> tuple[Syntax, ...]:
        if self.kind == "}":
            self.unexpected("expected a point of the set")
        opened = self.token
        if opened.kind == "(" and self.is_tuple():
            self.advance()
            entries = [self.expression()]
            while self.accept(","):
                entries.append(self.expression())
            self.close(opened, ")")
            return tuple(entries)
        return (self.expression(),)

    def is_tuple(self) -> bool:
        """Whether a comma stands directly inside the bracket that opens here."""
        depth = 0
        for place in range(self.position, len(self.tokens)):
            token = self.tokens[place]
            if token.kind in ("(", "[", "{"):
                depth += 1
            elif token.kind in (")", "]", "}"):
                depth -= 1
            if depth == 0:
                break
            if depth == 1 and token.kind == ",":
                return True
        return False


def _follow_one_another(listed: list[Syntax]) -> bool:
    values = [item.value for item in listed if isinstance(item, Numeral)]
    return len(values) == len(listed) and all(after - before == 1 for before, after in pairwise(values))
