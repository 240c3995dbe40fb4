"""Statements from tokens: which one it is, and its parts. Nothing is looked up yet; the order of statements is free."""

from __future__ import annotations

from typing import NoReturn

from duality.errors import ProblemSyntaxError
from duality.language.domain_grammar import DomainGrammar
from duality.language.expect_grammar import ExpectGrammar
from duality.language.mistakes import line_begins_with_operator
from duality.language.plain import PlainObjective, PlainRow
from duality.language.source import Source
from duality.language.statements import (
    ConstraintStatement,
    Declaration,
    ExpectStatement,
    Label,
    LetterSyntax,
    ObjectiveStatement,
    ParameterStatement,
    Statement,
    VariableStatement,
    Words,
)
from duality.language.syntax import Reference, Relations, Syntax
from duality.language.tokens import BINARY, RELATIONS, STATEMENTS, Token, split, tokenize
from duality.language.vocabulary import reserved, suggestion
from duality.model.problem import Sense

_BEGINNINGS = "a statement begins with title, note, param, var, domain, min, max, s.t. or expect"


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
        if item[0].kind == "s.t.":
            in_constraints = True
            item = item[1:]
            if item[0].kind == "end":
                continue
        grammar = StatementGrammar(source, item)
        read = grammar.row() if in_constraints and grammar.is_row() else grammar.statement()
        in_constraints = in_constraints and isinstance(read[0], ConstraintStatement)
        statements += read
    return statements


def plain_row_statement(source: Source, row: PlainRow) -> ConstraintStatement:
    """The statement of a plain row, read the long way."""
    return StatementGrammar(source, tokenize(source, row.start, row.end)).row()[0]


def objective_statement(source: Source, objective: PlainObjective) -> ObjectiveStatement:
    """The statement of a plain objective, read the long way."""
    return StatementGrammar(source, tokenize(source, objective.start, objective.end)).objective()


class StatementGrammar(DomainGrammar, ExpectGrammar):
    """Reads one statement; raises `ProblemSyntaxError`."""

    def is_row(self) -> bool:
        """Under s.t. everything is a row but a statement; max(...) and min(...) with a relation are rows."""
        token = self.token
        if token.kind in ("min", "max"):
            call = len(token.text) == 3 and self.tokens[1].kind == "("
            return (call and self._find(RELATIONS) is not None) or self.tokens[1].kind == ":"
        return token.kind not in STATEMENTS

    def statement(self) -> list[Statement]:
        """A statement outside s.t., or one that ends it (``param`` may hold several)."""
        token = self.token
        match token.kind:
            case "title" | "note":
                return [self._words(token)]
            case "param":
                return [*self._parameters()]
            case "var":
                return [self._variables()]
            case "domain":
                self.advance()
                return [self.domain()]
            case "min" | "max":
                return [self.objective()]
            case "expect":
                self.advance()
                return [ExpectStatement(self.expectations())]
        self._no_statement(token)

    def row(self) -> list[ConstraintStatement]:
        """label: relation, possibly for a family."""
        token = self.token
        if token.kind != "-" and (token.kind in BINARY or token.kind in RELATIONS):
            raise line_begins_with_operator(self.source, token)
        label = self._label()
        row = self.relations()
        self._check_constraint(row, token)
        family = self.family() if self.kind == "for" else None
        self.finish("the constraint")
        return [ConstraintStatement(label, row, family)]

    # One method for each kind of statement

    def _words(self, token: Token) -> Words:
        text = token.text[len(token.kind) :].strip()
        return Words("title" if token.kind == "title" else "note", text, token.start, token.end)

    def _parameters(self) -> list[ParameterStatement]:
        parameters: list[ParameterStatement] = []
        self.advance()
        while True:
            parameters.append(self._parameter())
            if not self.accept(","):
                break
        self.finish("the parameter")
        return parameters

    def _parameter(self) -> ParameterStatement:
        name = self.new_name("expected the name of a parameter")
        if self.kind == "=":
            self.advance()
            return ParameterStatement(name, self.expression())
        if self.kind in ("end", ","):
            return ParameterStatement(name, LetterSyntax())
        if self.kind == "in":
            self.advance()
            return ParameterStatement(name, self._letter_interval(name))
        if self.kind not in (">", ">=", "<", "<="):
            self.unexpected(f"expected '=' and the value of {name.name}, or its range, such as {name.name} > 0")
        relation = self.advance().kind
        end = self.expression()
        if self.kind in RELATIONS:
            self.fail("the range of a letter has one relation", self.token, f"write param {name.name} in [0, 1]")
        closed = relation in (">=", "<=")
        if relation in (">", ">="):
            return ParameterStatement(name, LetterSyntax(lower=end, lower_closed=closed))
        return ParameterStatement(name, LetterSyntax(upper=end, upper_closed=closed))

    def _letter_interval(self, name: Reference) -> LetterSyntax:
        interval = self._interval() if self.kind in ("[", "(") else None
        if interval is None:
            self.unexpected(f"expected an interval, such as {name.name} in (0, 1)")
        return LetterSyntax(interval.lower, interval.upper, interval.lower_closed, interval.upper_closed)

    def _variables(self) -> VariableStatement:
        self.advance()
        declarations = [self._declaration()]
        while self.accept(","):
            declarations.append(self._declaration())
        if self.kind in RELATIONS or self.kind == "in":
            self.fail("'var' only declares names", self.token, "write a bound as a statement: domain x >= 0")
        if self.kind == "name":
            self.fail(f"expected ',' before '{self.token.text}'", self.token, "names stand apart by commas: var x, y")
        self.finish("the declaration")
        return VariableStatement(tuple(declarations))

    def _declaration(self) -> Declaration:
        name = self.new_name("expected the name of a variable")
        ranges: list[tuple[Syntax, Syntax]] = []
        bracket = self.accept("[")
        while bracket:
            lower = self.expression()
            if self.kind in ("]", ","):
                self.fail(
                    f"the indices of {name.name} are declared as a range",
                    self.previous,
                    f"write var {name.name}[1..{self.previous.text}]",
                )
            self.expect("..", "in the range of an index, such as 1..3")
            ranges.append((lower, self.expression()))
            if not self.accept(","):
                self.expect("]", "after the ranges")
                break
        return Declaration(name, tuple(ranges), name.start, self.previous.end)

    def objective(self) -> ObjectiveStatement:
        """min E or max E."""
        token = self.advance()
        if self.kind == ":":
            self.fail(f"'{token.text}' is a keyword of the language and no name of a constraint", token, "rename it")
        expression = self.expression()
        if self.kind in RELATIONS:
            self.fail("an objective has no relation", self.token, "constraints are written under 's.t.'")
        if self.kind == "for":
            self.fail("an objective is one expression, not a family", self.token, "write sum(... for i in 1..3)")
        self.finish("the objective")
        sense = Sense.MIN if token.kind == "min" else Sense.MAX
        return ObjectiveStatement(sense, expression, token.start, token.end)

    def _no_statement(self, token: Token) -> NoReturn:
        if token.kind in BINARY or token.kind in RELATIONS:
            raise line_begins_with_operator(self.source, token)
        if token.kind == "subject":
            self.fail("'subject' alone is no statement", token, "write 'subject to' or 's.t.'")
        if token.kind == "name" and self.tokens[1].kind not in ("(", "[", ":", *RELATIONS):
            near = suggestion(
                token.text.lower(), ["minimize", "maximize", "title", "note", "param", "domain", "expect"]
            )
            self.fail(f"'{token.text}' begins no statement", token, f"did you mean '{near}'?" if near else _BEGINNINGS)
        if self._find(RELATIONS) is not None:
            self.fail(
                "this row stands outside 's.t.'",
                token,
                "write 's.t.' before it for a constraint with a multiplier, or 'domain' for a part of the set X",
            )
        self.fail("this is no statement", token, _BEGINNINGS)

    # Parts

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

    def _label(self) -> Label | None:
        tokens = self.tokens
        first, second = tokens[0], tokens[1]
        if first.kind != "name" and second.kind == ":" and reserved(first.text):
            self.fail(f"'{first.text}' is {reserved(first.text)}", first, "choose another name for the constraint")
        if first.kind == "name" and second.kind == ":":
            self.position = 2
            return Label(first.text, None, first.start, first.end)
        if first.kind == "[" and second.kind == "]" and tokens[2].kind == ":":
            self.position = 3
            return Label(None, (), first.start, second.end)
        if first.kind == "name" and second.kind == "[":
            colon = self._find(frozenset({":"}))
            if colon is not None and tokens[colon - 1].kind == "]":
                self.position = 2
                indices = self._items("]")
                end = self._close(second, "]").end
                self.expect(":", "after the name of the constraint")
                return Label(first.text, indices, first.start, end)
        return None

    def _find(self, kinds: frozenset[str]) -> int | None:
        """Where the first token of one of these kinds stands outside every bracket."""
        depth = 0
        for place, token in enumerate(self.tokens):
            if token.kind in ("(", "[", "{"):
                depth += 1
            elif token.kind in (")", "]", "}"):
                depth -= 1
            elif depth == 0 and token.kind in kinds:
                return place
        return None

    def _check_constraint(self, row: Relations, token: Token) -> None:
        if not row.relations:
            if self.kind not in ("end", "for"):
                self.unexpected("expected a relation <=, >= or =")
            raise self._no_relation(row, token)
        for relation, place in zip(row.relations, row.places, strict=True):
            if relation in ("<", ">"):
                raise self.source.syntax_error(
                    f"a strict '{relation}' under s.t. has no multiplier: its set is not closed",
                    place,
                    place + 1,
                    f"write '{relation}=', or keep it in the set X: domain ... {relation} ...",
                )
        self.check_chain(row)

    def _no_relation(self, row: Relations, token: Token) -> ProblemSyntaxError:
        help = "write expression <= expression, with <=, >= or ="
        if token.kind == "-":
            help += "; to continue the line before, end that line with the operator"
        return self.source.syntax_error("this constraint has no relation", row.start, row.end, help)
