"""Statements from tokens: which one it is, and its parts. Nothing is looked up yet; the order of statements is free."""

from __future__ import annotations

import re
from typing import NoReturn

from duality.language.expect_grammar import ExpectGrammar
from duality.language.mistakes import INTRODUCE_ROWS, line_begins_with_operator
from duality.language.parameter_grammar import ParameterGrammar
from duality.language.plain import PlainObjective, PlainRow
from duality.language.source import Source
from duality.language.splitting import split, tokenize
from duality.language.statements import (
    ConstraintStatement,
    DomainStatement,
    ExpectStatement,
    IntervalSyntax,
    Label,
    MembershipSyntax,
    ObjectiveStatement,
    Piece,
    Statement,
    Words,
)
from duality.language.syntax import Application, Reference, Relations
from duality.language.tokens import BINARY, RELATIONS, STATEMENTS, Token, Tokens, is_function_word
from duality.language.vocabulary import reserved, suggestion
from duality.model.problem import Sense

_BEGINNINGS = "a statement begins with title, note, param, var, domain, min, max, s.t. or expect"

_KEYWORDS = ("minimize", "maximize", "title", "note", "param", "domain", "expect")

_HEADINGS = frozenset({"constraint", "constraints", "where"})
"""Words that stand alone on a line where others write ``s.t.``."""


def read_statements(source: Source) -> list[Statement]:
    """All statements of the text; a row under ``s.t.`` is a constraint up to the next statement."""
    statements: list[Statement] = []
    in_constraints = False
    for item in split(source):
        if isinstance(item, PlainObjective):
            statements.append(item)
            in_constraints = False
            continue
        if isinstance(item, PlainRow):
            if in_constraints:
                statements.append(item)
                continue
            item = tokenize(source, item.start, item.end)
        if item[0].kind == "s.t." or _is_heading(item):
            in_constraints = True
            item = item[2:] if item[1].kind == ":" else item[1:]
            if item[0].kind == "end":
                continue
        grammar = StatementGrammar(source, item)
        is_row = in_constraints and grammar.is_row()
        in_constraints = is_row
        statements += grammar.rows() if is_row else grammar.statement()
    return statements


def _is_heading(item: Tokens) -> bool:
    return item[0].text.lower() in _HEADINGS and item[1 if item[1].kind != ":" else 2].kind == "end"


def plain_row_statement(source: Source, row: PlainRow) -> ConstraintStatement:
    """The statement of a plain row, read the long way."""
    (found,) = StatementGrammar(source, tokenize(source, row.start, row.end)).rows()
    assert isinstance(found, ConstraintStatement)
    return found


def objective_statement(source: Source, objective: PlainObjective) -> ObjectiveStatement:
    """The statement of a plain objective, read the long way."""
    return StatementGrammar(source, tokenize(source, objective.start, objective.end)).objective()


_GIVE = frozenset({"let", "given", "with", "set", "const", "where"})
_SENSES = re.compile(r"(?:arg)?(min|max)(?:imi[sz]ing)?(?:_\w+)?$", re.IGNORECASE)
"""argmin, min_x: a sense with something around it."""


class StatementGrammar(ParameterGrammar, ExpectGrammar):
    """Reads one statement; raises `ProblemSyntaxError`."""

    in_constraints = False

    def is_row(self) -> bool:
        """Under s.t. everything is a row but a statement; max(...) and min(...) with a relation are rows."""
        token = self.token
        if token.kind in ("min", "max"):
            call = is_function_word(token) and self.tokens[1].kind == "("
            related = self.find(RELATIONS) is not None
            return related and (call or self.tokens[1].kind == ":")
        return token.kind not in STATEMENTS

    def statement(self) -> list[Statement]:
        """A statement outside s.t., or one that ends it (``param`` may hold several)."""
        token = self.token
        match token.kind:
            case "title" | "note":
                return [Words(token.kind, token.text, token.start, token.end)]
            case "param":
                return [*self.parameters()]
            case "var":
                return self.variables()
            case "domain":
                self.advance()
                return [DomainStatement(piece.row, piece.family) for piece in self.pieces("the domain row")]
            case "min" | "max":
                return [self.objective()]
            case "expect":
                self.advance()
                return [ExpectStatement(self.expectations())]
        self._no_statement(token)

    def rows(self) -> list[Statement]:
        """The constraints of one line; a finite set among them is a row of the set X."""
        token = self.token
        if token.kind != "-" and (token.kind in BINARY or token.kind in RELATIONS):
            raise line_begins_with_operator(self.source, token)
        self.in_constraints = True
        return [self._constraint(piece) for piece in self.pieces("the constraint")]

    # One method for each kind of statement

    def objective(self) -> ObjectiveStatement:
        """min E, max E, max z = E, min f(x, y) = E."""
        token = self.advance()
        self.accept(":")
        expression = self.expression()
        name = None
        if self.kind == "=" and isinstance(expression, Reference | Application):
            name = self._value_name(expression)
            self.advance()
            expression = self.expression()
        if self.kind in RELATIONS:
            self.fail("an objective has no relation", self.token, "constraints are written under 's.t.'")
        if self.kind == "for":
            help = "write sum(... for i in 1..3), or 's.t. x in [0, 1]' for where x lies"
            self.fail("an objective is one expression, not a family", self.token, help)
        self.finish("the objective")
        sense = Sense.MIN if token.kind == "min" else Sense.MAX
        return ObjectiveStatement(sense, expression, token.start, token.end, name)

    def _value_name(self, left: Reference | Application) -> Reference:
        """z of max z = ..., f of min f(x, y) = ...: how the author calls the value."""
        if isinstance(left, Reference):
            return left
        if reserved(left.function) or not all(isinstance(argument, Reference) for argument in left.arguments):
            self.fail("an objective has no relation", self.token, "constraints are written under 's.t.'")
        return Reference(left.function, left.start, left.start + len(left.function))

    def _no_statement(self, token: Token) -> NoReturn:
        if token.kind in BINARY or token.kind in RELATIONS:
            raise line_begins_with_operator(self.source, token)
        if token.kind == "subject":
            self.fail("'subject' alone is no statement", token, "write 'subject to' or 's.t.'")
        near = suggestion(token.text.lower(), _KEYWORDS) if token.kind == "name" and self._is_word() else None
        if near is not None:
            written = self.source.corrected(token.start, token.end, near)
            self.fail(f"'{token.text}' begins no statement", token, f"did you mean '{near}'?", written)
        self._check_data(token)
        if token.kind == "name" and token.text.lower() in INTRODUCE_ROWS:
            written = self.source.corrected(token.start, token.end, "s.t.")
            message, help = f"'{token.text}' begins no statement", f"write 's.t.' for '{token.text}': {written}"
            self.fail(message, token, help, written)
        if self.find(RELATIONS) is not None:
            end = self.tokens[-1].end
            written = " ".join(self.source.text[token.start : end].split())
            self.fail(
                "this row stands outside 's.t.'",
                token,
                f"write 's.t. {written}' for a constraint, 'domain {written}' for a part of the set X",
                self.source.corrected(token.start, token.start, "s.t. "),
            )
        is_operand = token.kind in ("name", "number", "(", "|", "||") and self.tokens[1].kind != ":"
        is_call = token.kind == "name" and self.tokens[1].kind == "("
        what = f"'{token.text}' begins no statement" if is_operand and not is_call else "this is no statement"
        self.fail(what, token, self._as_objective(token) if is_operand else _BEGINNINGS)

    def _check_data(self, token: Token) -> None:
        """a = 3 outside 's.t.' is data; let a = 3 too."""
        first = 1 if token.text.lower() in _GIVE and self.tokens[1].kind == "name" else 0
        name, sign, *rest = self.tokens[first:]
        if name.kind == "name" and sign.kind in ("=", ":=") and rest[-1].kind == "end" and rest[0].kind != "end":
            written = " ".join(self.source.text[name.start : self.tokens[-1].end].split())
            if all(one.kind != "name" for one in rest):
                self.fail("data are given by 'param'", token, f"write 'param {written}'")

    def _as_objective(self, token: Token) -> str:
        """What to write for a bare expression, with or without ``-> min`` behind it."""
        found = _SENSES.match(token.text)
        if found is not None:
            written = self.source.corrected(token.start, token.end, found[1].lower())
            return f"write '{' '.join(written.split())}'"
        *before, sense, end = self.tokens
        is_arrow = len(before) > 1 and before[-1].kind == "->" and sense.kind in ("min", "max")
        written = " ".join(self.source.text[token.start : before[-2].end if is_arrow else end.end].split())
        return f"an objective is written '{sense.kind if is_arrow else 'min'} {written}'; {_BEGINNINGS}"

    def _is_word(self) -> bool:
        """Whether the first token stands as a keyword would: before an operand."""
        return self.tokens[1].kind in ("name", "number", "-", "end", "min", "max") and len(self.token.text) > 2

    # Rows

    def label(self) -> Label | None:
        """name: or name[i]: or []: before a constraint."""
        if not self.in_constraints:
            return None
        tokens = self.tokens[self.position :]
        first, second = tokens[0], tokens[min(1, len(tokens) - 1)]
        if first.kind != "name" and second.kind == ":" and reserved(first.text):
            self.fail(f"'{first.text}' is {reserved(first.text)}", first, "choose another name for the constraint")
        if first.kind == "name" and second.kind == ":":
            self.position += 2
            return Label(first.text, None, first.start, first.end)
        if first.kind == "[" and second.kind == "]" and tokens[2].kind == ":":
            self.position += 3
            return Label(None, (), first.start, second.end)
        if first.kind == "name" and second.kind == "[":
            colon = self.find(frozenset({":"}))
            if colon is not None and self.tokens[colon - 1].kind == "]":
                self.position += 2
                indices = self._items("]")
                end = self.close(second, "]").end
                self.expect(":", "after the name of the constraint")
                return Label(first.text, indices, first.start, end)
        return None

    def _constraint(self, piece: Piece) -> Statement:
        row = piece.row
        if isinstance(row, Relations):
            self._check_closed(row)
            return ConstraintStatement(piece.label, row, piece.family)
        if isinstance(row.set, IntervalSyntax):
            return ConstraintStatement(piece.label, self._chain(row, row.set), piece.family)
        if piece.label is not None:
            self.fail(
                "a finite set has no multiplier and so no name",
                Token("name", "", piece.label.start, piece.label.end),
                "leave the name away: the row is a part of the set X",
            )
        return DomainStatement(row, piece.family)

    def _chain(self, row: MembershipSyntax, interval: IntervalSyntax) -> Relations:
        """x in [a, b] under s.t. is a <= x <= b."""
        (subject,) = row.subjects if len(row.subjects) == 1 else (None,)
        if subject is None or not (interval.lower_closed and interval.upper_closed):
            message = "an open end has no multiplier" if subject is not None else "a point lies in no interval"
            written = self.source.text[row.start : interval.end]
            raise self.source.syntax_error(
                message, interval.start, interval.end, f"keep it in the set X: domain {written}"
            )
        place = interval.start
        if interval.lower is None and interval.upper is None:
            message = "this interval bounds nothing"
            raise self.source.syntax_error(message, interval.start, interval.end, "leave the row away")
        if interval.lower is None or interval.upper is None:
            relation, end = (">=", interval.lower) if interval.upper is None else ("<=", interval.upper)
            assert end is not None
            return Relations((relation,), (subject, end), (place,), row.start, row.end)
        return Relations(("<=", "<="), (interval.lower, subject, interval.upper), (place, place), row.start, row.end)

    def _check_closed(self, row: Relations) -> None:
        for relation, place in zip(row.relations, row.places, strict=True):
            if relation in ("<", ">"):
                closed = self.source.corrected(place, place + 1, f"{relation}=")
                written = " ".join(self.source.text[row.start : row.end].split())
                raise self.source.syntax_error(
                    f"a strict '{relation}' under s.t. has no multiplier: its set is not closed",
                    place,
                    place + 1,
                    f"write '{relation}=': {closed}; or keep it in the set X, on a line of its own: domain {written}",
                )
