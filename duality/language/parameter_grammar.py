"""The ``param`` statement: data by name, or letters with their ranges.

parameters := parameter {"," parameter}
parameter  := name ["=" sum | ("<" | "<=" | ">" | ">=") sum | "in" interval]
"""

from __future__ import annotations

from duality.language.statements import LetterSyntax, ParameterStatement
from duality.language.syntax import Reference
from duality.language.tokens import RELATIONS
from duality.language.variable_grammar import VariableGrammar


class ParameterGrammar(VariableGrammar):
    """Reads what follows ``param``."""

    def parameters(self) -> list[ParameterStatement]:
        """All parameters of the statement."""
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
        if self.kind == "[":
            help = f"name each: param {name.name}1, {name.name}2; data may be an array: param {name.name} = [1, 2]"
            self.fail(f"a parameter has no indices, and '{name.name}[' begins some", self.token, help)
        if self.kind == "!=":
            help = f"a range is one piece: param {name.name} > 0, or param {name.name} < 0"
            self.fail("the range of a letter leaves out no single value", self.token, help)
        if self.kind == "name":
            help = f"write param {name.name}, {self.token.text}"
            self.fail("expected ',' before the next parameter", self.token, help)
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
        if self.kind == "{" or (self.kind == "name" and self.token.text in ("Z", "N", "R")):
            help = f"an interval: {name.name} in (0, 1); single values one at a time: --set {name.name}=1"
            self.fail("the range of a letter is an interval", self.token, help)
        interval = self.interval() if self.kind in ("[", "(") else None
        if interval is None:
            self.unexpected(f"expected an interval, such as {name.name} in (0, 1)")
        return LetterSyntax(interval.lower, interval.upper, interval.lower_closed, interval.upper_closed)
