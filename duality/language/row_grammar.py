"""The rows of a line: ``x >= 0, y <= 1``, ``x, y >= 0``, ``x in [0, 1] and y in 0..5``, possibly for a family.

rows := piece {("," | "and") piece} [family]
piece := [label] side {"," side} (relation side | "in" set | word)
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NoReturn

from duality.language.set_grammar import SetGrammar
from duality.language.statements import (
    Label,
    MembershipSyntax,
    Piece,
    PointsSyntax,
    RangeSyntax,
    RealsSyntax,
    SetSyntax,
)
from duality.language.syntax import (
    Family,
    Indexed,
    Numeral,
    Reference,
    Relations,
    Syntax,
    is_numeric,
    names_within,
)
from duality.language.tokens import Token

_DOWNWARD = frozenset({">=", ">"})
_UPWARD = frozenset({"<=", "<"})

INTEGER_WORDS = frozenset({"integer", "integers", "int"})
_SETS = {"binary": (0, 1), "bin": (0, 1), "boolean": (0, 1), "free": None, "real": None}
SET_WORDS = INTEGER_WORDS | frozenset(_SETS)
"""Words behind a variable that say where it lies."""


class RowGrammar(SetGrammar):
    """Reads the rows of one line."""

    def pieces(self, what: str) -> list[Piece]:
        """All rows of the line; ``what`` names them in errors."""
        found: list[Piece] = []
        begun = 0
        while True:
            found += self._piece(what)
            if self.at_family():
                family = self.family()
                found[begun:] = [_with_family(piece, family, last=piece is found[-1]) for piece in found[begun:]]
                begun = len(found)
            if not self._another():
                break
        self.finish(what)
        for before, after in pairwise(found):
            self._check_pair(before, after)
        return found

    def _another(self) -> bool:
        """Takes the comma or the ``and`` before a further row."""
        comma = self.accept(",")
        if comma is None:
            return self.accept("and") is not None
        self._check_comma(comma)
        return self.kind != "end"

    def _check_comma(self, comma: Token) -> None:
        """A comma between two digits could be that of a decimal."""
        before, after = self.tokens[self.position - 2], self.token
        touch = before.end == comma.start and after.start == comma.end and self.source.text[comma.start] == ","
        if before.kind == after.kind == "number" and touch:
            whole = f"{before.text}.{after.text}"
            if len(after.text) != 3 and self.tokens[self.position + 1].kind in ("end", "and", ","):
                written = self.source.corrected(before.start, after.end, whole)
                number = Token("number", "", before.start, after.end)
                self.fail(f"a decimal has a point, {whole}", number, f"write: {written}", written)
            large = f" (and a large number no comma, {before.text}{after.text})" if len(after.text) == 3 else ""
            self.fail(
                f"'{before.text},{after.text}' may be one number or two",
                Token("number", "", before.start, after.end),
                f"a decimal has a point, {whole}{large}; between two rows, put a blank behind the comma",
            )

    def _piece(self, what: str) -> list[Piece]:
        label = self.label()
        start = self.token
        subjects = [self._side()]
        while self.kind == "," and len(subjects[-1]) == 1 and not self._ends_list():
            self._check_comma(self.advance())
            subjects.append(self._side())
        if label is not None and len(subjects) > 1:
            self.fail(
                "a name holds for one row",
                Token("name", "", label.start, label.end),
                "write the rows on lines of their own",
            )
        for subject in subjects if len(subjects) > 1 else ():
            if is_numeric(subject[0]):
                self._separator(subject[0])
        if self.kind == "in":
            return self._members(label, subjects, start)
        if self.kind == "name" and self.token.text.lower() in SET_WORDS:
            return self._worded(label, subjects, start)
        sides = [subject[0] for subject in subjects]
        if any(len(subject) > 1 for subject in subjects):
            self.unexpected("expected 'in' after the point")
        row = self.relations(sides[-1])
        if not row.relations:
            self.without_relation(row, start, what)
        self.check_chain(row)
        return [Piece(label, row._replace(sides=(side, *row.sides[1:]), start=side.start), None) for side in sides]

    def _ends_list(self) -> bool:
        """Whether nothing follows the comma, or a row with a name of its own."""
        following = self.tokens[self.position + 1 :]
        return following[0].kind == "end" or (len(following) > 1 and following[1].kind == ":")

    def _side(self) -> tuple[Syntax, ...]:
        """An expression, or the variables of a point (x, y)."""
        opened = self.token
        if opened.kind != "(" or not self.is_tuple():
            return (self.expression(),)
        self.advance()
        entries = [self.expression()]
        while self.accept(","):
            entries.append(self.expression())
        self.close(opened, ")")
        return tuple(entries)

    def _separator(self, subject: Syntax) -> NoReturn:
        raise self.source.syntax_error(
            "a number alone is no row",
            subject.start,
            subject.end,
            "a decimal has a point, 0.5, and a large number no commas, 10000; commas stand between rows",
        )

    # Memberships

    def _members(self, label: Label | None, subjects: list[tuple[Syntax, ...]], start: Token) -> list[Piece]:
        for subject in subjects:
            self._check_subject(subject, start)
        self.advance()
        found = self.set(self._written(subjects[0]))
        return [self._member(label, subject, found) for subject in subjects]

    def _worded(self, label: Label | None, subjects: list[tuple[Syntax, ...]], start: Token) -> list[Piece]:
        """x integer, x binary, x free."""
        for subject in subjects:
            self._check_subject(subject, start)
        found = self.word_set()
        return [self._member(label, subject, found) for subject in subjects]

    def word_set(self) -> SetSyntax:
        """The set that a word behind a variable names."""
        token = self.advance()
        word = token.text.lower()
        if word in INTEGER_WORDS:
            return RangeSyntax(None, None, token.start, token.end)
        values = _SETS[word]
        if values is None:
            return RealsSyntax(token.start, token.end)
        from fractions import Fraction

        points = tuple([(Numeral(Fraction(value), None, token.start, token.end),) for value in values])
        return PointsSyntax(points, token.start, token.end)

    def _member(self, label: Label | None, subject: tuple[Syntax, ...], found: SetSyntax) -> Piece:
        return Piece(label, MembershipSyntax(subject, found, subject[0].start, self.previous.end), None)

    def _written(self, subject: tuple[Syntax, ...]) -> str:
        return self.source.signs[subject[0].start : subject[-1].end]

    def _check_subject(self, subject: tuple[Syntax, ...], start: Token) -> None:
        for node in subject:
            if not isinstance(node, (Reference, Indexed)):
                raise self.source.syntax_error(
                    "only a variable can be 'in' a set",
                    start.start if len(subject) == 1 else node.start,
                    node.end,
                    "write relations for an expression: domain 0 <= x + y <= 1",
                )

    # Relations

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

    def without_relation(self, row: Relations, token: Token, what: str) -> NoReturn:
        """A row that compares nothing."""
        if self.kind not in ("end", "for"):
            expected = "expected a relation or 'in'" if what == "the domain row" else "expected a relation <=, >= or ="
            self.unexpected(expected)
        if what == "the domain row":
            message, help = "this domain row has no relation", "write 'domain x >= 0' or 'domain x in [0, 2]'"
        else:
            message = "this constraint has no relation"
            help = "write expression <= expression, with <=, >= or ="
            if token.kind == "-":
                help += "; to continue the line before, end that line with the operator"
        raise self.source.syntax_error(message, row.start, row.end, help)

    def _check_pair(self, before: Piece, after: Piece) -> None:
        """0 <= x, y <= 1 is 0 <= x <= 1 and 0 <= y <= 1 to some, 0 <= x and y <= 1 to others."""
        first, second = before.row, after.row
        if not isinstance(first, Relations) or not isinstance(second, Relations) or after.label is not None:
            return
        single = len(first.relations) == len(second.relations) == 1
        if not single or not any(way.issuperset((*first.relations, *second.relations)) for way in (_UPWARD, _DOWNWARD)):
            return
        left, x, y, right = *first.sides, *second.sides
        named = isinstance(x, Reference | Indexed) and isinstance(y, Reference | Indexed)
        text = self.source.signs
        x_text, y_text = text[x.start : x.end], text[y.start : y.end]
        if named and x_text != y_text and self._is_end(left) and self._is_end(right):
            one, two = (f"{text[left.start : left.end]} {first.relations[0]} {name}" for name in (x_text, y_text))
            end = f" {second.relations[0]} {text[right.start : right.end]}"
            raise self.source.syntax_error(
                "this can be read in two ways",
                first.start,
                second.end,
                f"write '{one}{end}, {two}{end}', or '{one}' and '{y_text}{end}' on lines of their own",
            )

    def _is_end(self, node: Syntax) -> bool:
        """A number, or a parameter by its name."""
        if not isinstance(node, Reference | Indexed):
            return is_numeric(node)
        return re.search(rf"(?im)^[ \t]*param\b.*(?<!\w){re.escape(node.name)}\b", self.source.signs) is not None

    # Names of rows

    def label(self) -> Label | None:
        """name: or name[i]: or []: before a row."""
        return None

    def find(self, kinds: frozenset[str]) -> int | None:
        """Where the first token of one of these kinds stands outside every bracket, from here on."""
        depth = 0
        for place in range(self.position, len(self.tokens)):
            kind = self.tokens[place].kind
            if kind in ("(", "[", "{"):
                depth += 1
            elif kind in (")", "]", "}"):
                depth -= 1
            elif depth == 0 and kind in kinds:
                return place
        return None


def _with_family(piece: Piece, family: Family, *, last: bool) -> Piece:
    """The piece for all members, where it is the last one or uses an index of theirs."""
    names = {loop.name for loop in family.loops}
    return piece._replace(family=family) if last or not names.isdisjoint(_names_of(piece)) else piece


def _names_of(piece: Piece) -> set[str]:
    row = piece.row
    if isinstance(row, Relations):
        nodes = list(row.sides)
    else:
        nodes = [*row.subjects, *_inside(row.set)]
    if piece.label is not None:
        nodes += piece.label.indices or ()
    return {name for node in nodes for name in names_within(node)}


def _inside(found: SetSyntax) -> list[Syntax]:
    match found:
        case PointsSyntax(points):
            return [entry for point in points for entry in point]
        case RealsSyntax():
            return []
        case _:
            return [end for end in (found.lower, found.upper) if end is not None]
