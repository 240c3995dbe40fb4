"""The rows of a ``domain`` statement: relations, intervals, integer ranges and finite sets."""

from __future__ import annotations

from duality.language.grammar import Grammar
from duality.language.statements import (
    DomainStatement,
    IntervalSyntax,
    MembershipSyntax,
    PointsSyntax,
    RangeSyntax,
    SetSyntax,
)
from duality.language.syntax import Indexed, Reference, Relations, Syntax

_DOWNWARD = frozenset({">=", ">"})
_UPWARD = frozenset({"<=", "<"})


class DomainGrammar(Grammar):
    """Reads what follows ``domain``."""

    def domain(self) -> DomainStatement:
        """A membership or a relation, possibly for a family."""
        row = self._membership() if self._is_membership() else self._relation()
        family = self.family() if self.kind == "for" else None
        if self.kind == ",":
            self.fail("a domain statement holds one row", self.token, "write another 'domain' on its own line")
        self.finish("the domain row")
        return DomainStatement(row, family)

    def check_chain(self, row: Relations) -> None:
        """One relation, or two in the same direction."""
        relations = list(row.relations)
        last = row.places[-1]
        if len(relations) > 2:
            raise self.source.syntax_error(
                "a chain has two relations at most", last, last + len(relations[-1]), "write two rows"
            )
        if len(relations) == 2 and not (_UPWARD.issuperset(relations) or _DOWNWARD.issuperset(relations)):
            raise self.source.syntax_error(
                f"a chain goes one way, and here '{relations[1]}' follows '{relations[0]}'",
                last,
                last + len(relations[1]),
                "write two rows, or turn one relation round: 0 <= x <= 10",
            )

    def _is_membership(self) -> bool:
        depth = 0
        for token in self.tokens[self.position :]:
            if token.kind in ("(", "[", "{"):
                depth += 1
            elif token.kind in (")", "]", "}"):
                depth -= 1
            elif depth == 0 and token.kind in ("in", "for"):
                return token.kind == "in"
        return False

    def _relation(self) -> Relations:
        row = self.relations()
        if not row.relations:
            if self.kind not in ("end", "for"):
                self.unexpected("expected a relation or 'in'")
            raise self.source.syntax_error(
                "this domain row has no relation", row.start, row.end, "write 'domain x >= 0' or 'domain x in [0, 2]'"
            )
        self.check_chain(row)
        return row

    def _membership(self) -> MembershipSyntax:
        start = self.token.start
        subjects: list[Syntax] = []
        bracket = self.accept("(")
        subjects.append(self._subject())
        while bracket and self.accept(","):
            subjects.append(self._subject())
        if bracket:
            self._close(bracket, ")")
        if self.kind != "in":
            self.unexpected("expected 'in' after the variable")
        self.advance()
        return MembershipSyntax(tuple(subjects), self._set(), start, self.previous.end)

    def _subject(self) -> Syntax:
        token = self.token
        node = self.expression()
        if not isinstance(node, (Reference, Indexed)):
            raise self.source.syntax_error(
                "only a variable can be 'in' a set",
                token.start,
                node.end,
                "write relations for an expression: domain 0 <= x + y <= 1",
            )
        return node

    def _set(self) -> SetSyntax:
        if self.kind == "{":
            return self._points()
        if self.kind in ("[", "("):
            before = self.position
            interval = self._interval()
            if interval is not None:
                return interval
            self.position = before  # (n + 1)..5 begins like an interval
        lower = self.expression()
        if self.kind != "..":
            self.unexpected("expected an interval [0, 2], a range 0..5 or a set {0, 1}")
        self.advance()
        upper = self.expression()
        return RangeSyntax(lower, upper, lower.start, upper.end)

    def _interval(self) -> IntervalSyntax | None:
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

    def _points(self) -> PointsSyntax:
        opened = self.advance()
        points = [self._point()]
        while self.accept(","):
            points.append(self._point())
        if self.kind == "..":
            self.fail("a range of integers stands without braces", self.token, "write k in 0..5")
        return PointsSyntax(tuple(points), opened.start, self._close(opened, "}").end)

    def _point(self) -> tuple[Syntax, ...]:
        if self.kind == "}":
            self.unexpected("expected a point of the set")
        opened = self.token
        if opened.kind == "(" and self._is_tuple():
            self.advance()
            entries = [self.expression()]
            while self.accept(","):
                entries.append(self.expression())
            self._close(opened, ")")
            return tuple(entries)
        return (self.expression(),)

    def _is_tuple(self) -> bool:
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
