"""The rows of an ``expect`` statement: known answers."""

from __future__ import annotations

from typing import Literal

from duality.language.grammar import Grammar
from duality.language.statements import ExpectationSyntax
from duality.language.syntax import Indexed, Reference, Relations, Syntax

_VALUES = frozenset({"p*", "d*", "gap"})
_YES_OR_NO = {"yes": True, "no": False}


class ExpectGrammar(Grammar):
    """Reads what follows ``expect``."""

    def expectations(self) -> tuple[ExpectationSyntax, ...]:
        """key = value, key = value if condition."""
        found = [self._expectation()]
        while self.accept(","):
            found.append(self._expectation())
        self.finish("the expectation")
        return tuple(found)

    def _expectation(self) -> ExpectationSyntax:
        start = self.token.start
        key = self._key()
        end = self.previous.end
        if self.kind not in ("=", "=="):
            self.unexpected("expected '=' and the known answer")
        self.advance()
        if isinstance(key, str) and key.endswith("attained"):
            return ExpectationSyntax(key, self._truth(key), None, start, end, self._conditions())
        infinite = self._infinity()
        if infinite is not None:
            if key not in _VALUES:
                self.fail("only p*, d* and gap can be infinite", self.previous)
            return ExpectationSyntax(key, infinite, None, start, end, self._conditions())
        value, decimals = self._value()
        return ExpectationSyntax(key, value, decimals, start, end, self._conditions())

    def _conditions(self) -> tuple[Relations, ...]:
        """if a > b and b >= 0: where the answer is that one."""
        if self.kind != "if":
            return ()
        found: list[Relations] = []
        while self.kind in ("if", "and"):
            self.advance()
            condition = self.relations()
            if not condition.relations:
                self.unexpected("expected a relation of letters, such as a > b")
            found.append(condition)
        return tuple(found)

    def _key(self) -> str | Reference | Indexed:
        token = self.token
        following = self.tokens[min(self.position + 1, len(self.tokens) - 1)]
        if token.kind != "name":
            self.unexpected("expected p*, d*, gap, a variable or the name of a constraint")
        if token.text in ("p", "d") and following.kind == "*":
            self.position += 2
            attained = self.kind == "name" and self.token.text.lower() == "attained"
            if attained:
                self.advance()
            return f"{token.text}* attained" if attained else f"{token.text}*"
        node = self._atom()
        if isinstance(node, Reference):
            return node.name if node.name == "gap" else node
        if isinstance(node, Indexed):
            return node
        self.fail("a known answer is that of p*, d*, gap, a variable or a constraint", token)

    def _truth(self, key: str) -> bool:
        token = self.token
        answer = _YES_OR_NO.get(token.text.lower())
        if answer is None:
            self.fail(f"expected 'yes' or 'no' after '{key} ='", token)
        self.advance()
        return answer

    def _infinity(self) -> Literal["inf", "-inf"] | None:
        signed = self.kind in ("+", "-")
        token = self.tokens[self.position + 1] if signed else self.token
        if token.kind != "name" or token.text != "inf":
            return None
        negative = self.kind == "-"
        self.position += 2 if signed else 1
        return "-inf" if negative else "inf"

    def _value(self) -> tuple[Syntax, int | None]:
        place = self.position + (self.kind == "-")
        value = self.expression()
        alone = self.position == place + 1 and self.previous.kind == "number"
        decimals = self._numeral(self.previous).decimals if alone else None
        return value, decimals
