"""The ``var`` statement: names, ranges of indices, and where the variables lie.

declarations := declaration {"," declaration}
declaration  := name ["[" range {"," range} "]"] {relation sum | "in" set | word}

A bound holds for every name since the one before: ``var x, y >= 0`` bounds both. It is a row of the set X.
"""

from __future__ import annotations

from fractions import Fraction

from duality.language.row_grammar import INTEGER_WORDS, SET_WORDS, RowGrammar
from duality.language.statements import (
    Declaration,
    DomainStatement,
    MembershipSyntax,
    RangeSyntax,
    SetSyntax,
    Statement,
    VariableStatement,
)
from duality.language.syntax import Family, Indexed, Loop, Numeral, Reference, Relations, Syntax
from duality.language.tokens import RELATIONS, Token
from duality.language.vocabulary import reserved


class VariableGrammar(RowGrammar):
    """Reads what follows ``var``."""

    def variables(self) -> list[Statement]:
        """The declarations, and a domain row for each bound."""
        self.advance()
        declared: list[Declaration] = []
        bounds: list[Statement] = []
        begun = 0
        while True:
            declared.append(self._declaration())
            if self._at_bound():
                bounds += self._bounds(declared[begun:])
                begun = len(declared)
            if not self.accept(","):
                break
        if self.kind == "name":
            self.fail(f"expected ',' before '{self.token.text}'", self.token, "names stand apart by commas: var x, y")
        self.finish("the declaration")
        return [VariableStatement(tuple(declared)), *bounds]

    def new_name(self, expected: str) -> Reference:
        """A name that is being declared."""
        token = self.token
        if token.kind != "name":
            word = reserved(token.text)
            if word:
                self.fail(f"'{token.text}' is {word}", token, "choose another name")
            self.unexpected(expected)
        self.advance()
        return Reference(token.text, token.start, token.end)

    def _declaration(self) -> Declaration:
        name = self.new_name("expected the name of a variable")
        ranges: list[tuple[Syntax, Syntax]] = []
        bracket = self.accept("[")
        while bracket:
            ranges.append(self._range())
            if not self.accept(","):
                self.expect("]", "after the ranges")
                break
        return Declaration(name, tuple(ranges), name.start, self.previous.end)

    def _range(self) -> tuple[Syntax, Syntax]:
        """a..b, a:b, or a length: x[3] is x[1..3]."""
        lower = self.expression()
        if self.kind in ("]", ","):
            return Numeral(Fraction(1), None, lower.start, lower.end), lower
        if self.accept("..") is None:
            self.expect(":", "in the range of an index, such as 1..3")
        return lower, self.expression()

    # Bounds

    def _at_bound(self) -> bool:
        return self.kind in RELATIONS or self.kind == "in" or self._at_word()

    def _at_word(self) -> bool:
        return self.kind == "name" and self.token.text.lower() in SET_WORDS

    def _bounds(self, declared: list[Declaration]) -> list[Statement]:
        """The rows of X behind some names: ``>= 0``, ``>= 0, <= 10``, ``in [0, 1]``, ``binary``, ``integer``."""
        written = declared[-1].name.name
        sides: list[tuple[str, Syntax]] = []
        sets: list[SetSyntax] = []
        integer: Token | None = None
        while self._at_bound() or (self.kind == "," and self.tokens[self.position + 1].kind in RELATIONS):
            self.accept(",")
            if self.kind in RELATIONS:
                bound = self.relations(Reference(written, self.token.start, self.token.end))
                sides += zip(bound.relations, bound.sides[1:], strict=True)
            elif self.accept("in"):
                sets.append(self.set(written))
            elif self.token.text.lower() in INTEGER_WORDS:
                integer = self.advance()
            else:
                sets.append(self.word_set())
        if integer is not None and not sets:
            between = self._between(integer, sides)
            sets = [between or RangeSyntax(None, None, integer.start, integer.end)]
            sides = [] if between else sides
        return [row for one in declared for row in _rows(one, sides, sets)]

    def _between(self, word: Token, sides: list[tuple[str, Syntax]]) -> SetSyntax | None:
        """The range between the bounds behind the name; a bound that stands twice, or is strict, stays a row."""
        ends = dict(sides)
        if not set(ends) <= {">=", "<="} or len(sides) > len(ends):
            return None
        return RangeSyntax(ends.get(">="), ends.get("<="), word.start, word.end)


def _rows(declared: Declaration, sides: list[tuple[str, Syntax]], sets: list[SetSyntax]) -> list[Statement]:
    start, end = declared.start, declared.end
    subject: Syntax = Reference(declared.name.name, start, end)
    family: Family | None = None
    if declared.ranges:
        # No name of the language begins with an underscore.
        loops = tuple([Loop(f"_{k}", a, b, start, end) for k, (a, b) in enumerate(declared.ranges, 1)])
        family = Family(loops, (), start, end)
        subject = Indexed(declared.name.name, tuple([Reference(loop.name, start, end) for loop in loops]), start, end)
    rows: list[Relations | MembershipSyntax] = [
        Relations((relation,), (subject, side), (side.start,), start, side.end) for relation, side in sides
    ]
    rows += [MembershipSyntax((subject,), found, start, end) for found in sets]
    return [DomainStatement(row, family) for row in rows]
