"""Expressions by precedence climbing: sums of products of powers, in one pass over the tokens of a statement.

sum     := ["-"|"+"] product {("+"|"-") ["-"|"+"] product}
product := power {("*" | "/" | nothing after a number) ["-"|"+"] power}
power   := atom ["^" ["-"|"+"] power]
atom    := number | name | name "[" sum {"," sum} "]" | name "(" arguments ")" | "(" sum ")" | "[" sum {"," sum} "]"
         | "|" sum "|" | "||" sum {"," sum} "||" [index]
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NoReturn

from duality.language.arity import check_arity
from duality.language.case_grammar import CaseGrammar
from duality.language.limits import MAX_DIGITS, MAX_EXPONENT_OF_TEN, MAX_NESTING
from duality.language.source import Source
from duality.language.syntax import (
    Addition,
    Application,
    Comprehension,
    Exponentiation,
    Indexed,
    Listing,
    Multiplication,
    Negation,
    Numeral,
    Quoted,
    Reference,
    Syntax,
    depth_exceeds,
)
from duality.language.tokens import Token, Tokens, is_function_word
from duality.language.vocabulary import RESERVED_FUNCTIONS

_SIGNS = frozenset({"+", "-"})

NORMS = {"1": "norm1", "2": "norm", "inf": "norminf", "∞": "norminf", "₁": "norm1", "₂": "norm"}
"""||x||_k by its index."""


class Grammar(CaseGrammar):
    """Reads expressions from the tokens of one statement; raises `ProblemSyntaxError`."""

    def __init__(self, source: Source, tokens: Tokens) -> None:
        super().__init__(source, tokens)
        self.depth = 0
        self.deepest = 0
        self.bars = 0

    # Expressions

    def expression(self) -> Syntax:
        """A whole expression; bounded in depth, so that whatever walks its tree may recurse."""
        node = self._sum()
        if self.depth == 0 and self.deepest > MAX_NESTING // 8:
            self.deepest = 0
            if depth_exceeds(node, MAX_NESTING):
                raise self.source.syntax_error(
                    f"the expression is nested deeper than {MAX_NESTING} levels",
                    node.start,
                    node.end,
                    "split it, or write a long sum with sum(...)",
                )
        return node

    def _sum(self) -> Syntax:
        self._enter()
        start = self.token.start
        # The sign is looked for here and in _signed: a frame less for every bracket, and most operands have none.
        terms = [(False, self._signed(self._product) if self.kind in _SIGNS else self._product())]
        while self.kind in _SIGNS:
            minus = self.advance().kind == "-"
            if minus and self.kind == "-":
                self._no_comment(self.previous)
            terms.append((minus, self._signed(self._product) if self.kind in _SIGNS else self._product()))
        self.depth -= 1
        return terms[0][1] if len(terms) == 1 else Addition(tuple(terms), start, self.previous.end)

    def _no_comment(self, first: Token) -> None:
        """x -- words: a comment of other languages, and no x minus a negative."""
        behind = self.source.text[self.token.end : self.token.end + 1]
        if first.end == self.token.start and behind.isspace():
            self.fail("'--' begins no comment", first, "a comment begins with '#'; less a negative is written x - (-y)")

    def _signed(self, operand: Callable[[], Syntax]) -> Syntax:
        """Signs, then what ``operand`` reads."""
        minuses: list[Token] = []
        while self.kind == "-" or self.kind == "+":
            sign = self.advance()
            if sign.kind == "-":
                minuses.append(sign)
                if len(minuses) > MAX_NESTING:
                    self.fail(f"more than {MAX_NESTING} signs in a row", sign, "remove pairs of '-'")
        self.deepest = max(self.deepest, self.depth + len(minuses))
        node = operand()
        for sign in reversed(minuses):
            node = Negation(node, sign.start, node.end)
        return node

    def _product(self) -> Syntax:
        start = self.token.start
        first = self._power()
        operands = [(False, first)]
        while True:
            kind = self.kind
            if kind == "*" or kind == "/":
                divides = self.advance().kind == "/"
                operands.append((divides, self._signed(self._power) if self.kind in _SIGNS else self._power()))
            elif self.previous.kind == "number" and self._begins_factor():
                if operands[-1][0]:
                    self._ambiguous("/")
                operands.append((False, self._power()))
            else:
                break
        return first if len(operands) == 1 else Multiplication(tuple(operands), start, self.previous.end)

    def _power(self) -> Syntax:
        start = self.token.start
        base = self._atom()
        if self.kind != "^":
            return base
        self.advance()
        self._enter()
        if self.kind == "{":
            exponent = self._grouped(self.advance())
        else:
            exponent = self._signed(self._power) if self.kind in _SIGNS else self._power()
        self.depth -= 1
        if self.previous.kind == "number" and self._begins_factor():
            self._ambiguous("^")
        if self.kind == "/" and isinstance(exponent, Numeral) and exponent.start == self.previous.start:
            self._no_root(self.previous)
        return Exponentiation(base, exponent, start, self.previous.end)

    def _grouped(self, opened: Token) -> Syntax:
        """x^{2}: braces around an exponent are brackets."""
        node = self._sum()
        self.close(opened, "}")
        return node

    def _begins_factor(self) -> bool:
        """Whether a name or a bracket stands directly here; after a blank it is a forgotten operator or line end."""
        begins = self.kind in ("name", "(", "min", "max") or (self.kind in ("|", "||") and not self.bars)
        return begins and self.token.start == self.previous.end

    def _ambiguous(self, operator: str) -> NoReturn:
        number, following = self.previous, self.token
        shown = "(...)" if following.kind == "(" else following.text
        raise self.source.syntax_error(
            f"'{operator}{number.text}{shown}' can be read in two ways",
            number.start,
            following.end,
            f"write '{operator}{number.text}*{shown}' or '{operator}({number.text}*{shown})'",
        )

    def _no_root(self, one: Token) -> None:
        """x^1/2 is half of x, and meant is probably the root of x."""
        divisor = self.tokens[self.position + 1]
        if one.text != "1" or divisor.kind != "number":
            return
        raise self.source.syntax_error(
            f"'^1/{divisor.text}' can be read in two ways",
            one.start,
            divisor.end,
            f"write '^(1/{divisor.text})' for the root, or no '^1'",
        )

    def _enter(self) -> None:
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        if self.depth > MAX_NESTING + 1:
            self.fail(f"the expression is nested deeper than {MAX_NESTING} levels", self.token, "split the expression")

    def _atom(self) -> Syntax:
        token = self.token
        match token.kind:
            case "number":
                self.position += 1
                return self._numeral(token)
            case "name":
                self.position += 1
                if self.kind == "(":
                    return self._application(token, token.text)
                return self._named(token)
            case "min" | "max" if self.tokens[self.position + 1].kind == "(" and is_function_word(token):
                self.position += 1
                return self._application(token, token.kind)
            case "(":
                self.position += 1
                node = self._sum()
                self.close(token, ")")
                return node
            case "[":
                self.position += 1
                items = self._items("]")
                return Listing(items, token.start, self.close(token, "]").end)
            case "|" | "||":
                return self._absolute(token) if token.kind == "|" else self._norm(token)
            case "{":
                return self.cases(token)
            case "string":
                self.position += 1
                return Quoted(token.text[1:-1], token.start, token.end)
        self.unexpected("expected a number, a name or '('")

    def _numeral(self, token: Token) -> Numeral:
        text = token.text
        mantissa, _, power = text.lower().partition("e")
        whole, point, fraction = mantissa.partition(".")
        if len(whole) + len(fraction) > MAX_DIGITS:
            self.fail(f"this number has more than {MAX_DIGITS} digits", token, "round it, or write a power: 10^30")
        if len(power) > 8 or (power and abs(int(power)) > MAX_EXPONENT_OF_TEN):
            self.fail(f"the exponent of ten is beyond {MAX_EXPONENT_OF_TEN}", token, "scale the problem")
        exponent = (int(power) if power else 0) - len(fraction)
        digits = int(whole + fraction)
        value = Fraction(digits * 10**exponent) if exponent >= 0 else Fraction(digits, 10**-exponent)
        decimals = -exponent if point or exponent < 0 else None
        return Numeral(value, decimals, token.start, token.end)

    def _named(self, token: Token) -> Syntax:
        if self.kind == "[":
            bracket = self.advance()
            indices = self._items("]")
            return Indexed(token.text, indices, token.start, self.close(bracket, "]").end)
        if token.text in RESERVED_FUNCTIONS:
            argument = self.token.text if self.kind in ("name", "number") else "x"
            self.fail(f"'{token.text}' is a function and needs an argument", token, f"write {token.text}({argument})")
        return Reference(token.text, token.start, token.end)

    def _application(self, token: Token, function: str) -> Syntax:
        bracket = self.advance()
        arguments: list[Syntax] = []
        while self.kind != ")":
            argument = self._sum()
            if self.kind == "for":
                if arguments:
                    self.fail("a comprehension must be the only argument", self.token, "remove the other arguments")
                family = self.family()
                argument = Comprehension(argument, family, argument.start, family.end)
            arguments.append(argument)
            if not self.accept(","):
                break
            if self.kind == ")":
                self.unexpected("expected another argument after ','")
        end = self.close(bracket, ")").end
        node = Application(function, tuple(arguments), token.start, end)
        check_arity(self.source, node)
        return node

    # Bars: |x| is abs(x), ||x|| is norm(x)

    def _absolute(self, opened: Token) -> Application:
        self.position += 1
        self.bars += 1
        inside = self._sum()
        self.bars -= 1
        if self.kind == "||":
            self._split_bars()
        if self.kind != "|":
            self.unexpected("expected '|' to close '|'")
        return Application("abs", (inside,), opened.start, self.advance().end)

    def _norm(self, opened: Token) -> Application:
        """||x||, ||x, y||, ||x||_1; where a single bar comes first, the two are bars of their own: ||x| - 1|."""
        before = self.position
        self.position += 1
        self.bars += 1
        items = [self._sum()]
        while self.accept(","):
            items.append(self._sum())
        self.bars -= 1
        if self.kind == "|":
            self.position = before
            self._split_bars()
            return self._absolute(self.token)
        if self.kind != "||":
            self.unexpected("expected '||' to close '||'")
        end = self.advance().end
        index = self.advance() if self.kind == "index" and self.token.start == end else None
        name = NORMS[index.text.strip("_{} ")] if index else "norm"
        return Application(name, tuple(items), opened.start, index.end if index else end)

    def _split_bars(self) -> None:
        """The token || as two bars."""
        place, token = self.position, self.token
        bars = (Token("|", "|", token.start, token.start + 1), Token("|", "|", token.start + 1, token.end))
        self.tokens = (*self.tokens[:place], *bars, *self.tokens[place + 1 :])

    def _items(self, closing: str) -> tuple[Syntax, ...]:
        items: list[Syntax] = []
        while self.kind != closing:
            items.append(self.expression())
            if not self.accept(","):
                break
            if self.kind == closing:
                self.unexpected("expected another entry after ','")
        return tuple(items)

    def close(self, opened: Token, closing: str) -> Token:
        if self.kind == closing:
            return self.advance()
        if self.kind in (")", "]", "}"):
            self.fail(f"'{self.kind}' cannot close '{opened.kind}'", self.token, f"close it with '{closing}'")
        self.unexpected(f"expected '{closing}' to close '{opened.kind}'")
