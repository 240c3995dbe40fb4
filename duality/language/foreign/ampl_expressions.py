"""Expressions, rows and index sets of AMPL: ``sum {i in I} c[i]*x[i]`` is sum(c[i]*x[i] for i in 1..3)."""

from __future__ import annotations

import re

from duality.language.foreign.ampl_data import Members
from duality.language.foreign.untranslatable import Untranslatable
from duality.model.functions import FUNCTIONS
from duality.named_tuples import NamedTuple

_TOKEN = re.compile(
    r"\s*(?:('[^']*'|\"[^\"]*\"|[A-Za-z_]\w*)|((?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][-+]?\d+)?)|(:=|\*\*|\.\.|<=|>=|==|<>|!=|[-+*/^=<>(){}\[\],:]))"
)
_FUNCTIONS = frozenset(FUNCTIONS) - {"huber", "norm", "norm1", "norminf", "log1p", "log2", "softplus", "erf", "sign"}
"""Functions that AMPL names as we do."""

_RELATIONS = frozenset({"<=", ">=", "="})
_COMPARED = {"=": "==", "==": "==", "<>": "!=", "!=": "!=", "<": "<", ">": ">", "<=": "<=", ">=": ">="}
_KEYWORDS = frozenset({"if", "then", "else", "in", "and", "or", "not", "union", "inter", "diff", "setof", "div", "mod"})
_DEEPEST = 60


class Index(NamedTuple):
    """name in lower..upper, with the condition that stands behind the last of them."""

    name: str
    lower: str
    upper: str
    condition: str = ""

    @property
    def text(self) -> str:
        return f"{self.name} in {self.lower}..{self.upper}{f' if {self.condition}' if self.condition else ''}"


class AmplExpressions:
    """Reads one text; raises `Untranslatable`."""

    def __init__(self, text: str, sets: dict[str, tuple[str, str]], members: Members) -> None:
        self.sets = sets
        self.members = members
        self.tokens = _tokens(text)
        self.position = 0
        self.depth = 0

    @property
    def token(self) -> str:
        return self.tokens[self.position]

    def advance(self) -> str:
        self.position += 1
        return self.tokens[self.position - 1]

    def accept(self, token: str) -> bool:
        found = self.token == token
        self.position += found
        return found

    def expect(self, token: str) -> None:
        if not self.accept(token):
            raise Untranslatable(f"'{token}' is missing before '{' '.join(self.tokens[self.position :][:6])}'")

    def whole(self) -> str:
        """One expression and nothing else."""
        found = self._sum()
        self._finish()
        return found

    def row(self) -> str:
        """sides with one or two relations between them."""
        sides = [self._sum()]
        while self.token in _RELATIONS or self.token == "==":
            sides += [self.advance().replace("==", "="), self._sum()]
        self._finish()
        if len(sides) not in (3, 5):
            raise Untranslatable("a constraint has one relation or two")
        return " ".join(sides)

    def bounds(self) -> list[str]:
        """>= 0, <= 10, integer behind a variable; a first guess (:=) says nothing about the problem."""
        found: list[str] = []
        while self.token:
            if self.accept(","):
                continue
            word = self.advance()
            if word in (">=", "<="):
                found.append(f"{word} {self._sum()}")
            elif word in ("integer", "binary"):
                found.append(word)
            elif word == ":=":
                self._sum()
            else:
                raise Untranslatable(f"'{word}' behind a variable is not understood")
        return found

    def index(self) -> tuple[Index, ...]:
        """{i in 1..n, j in J: i <> j}; a set without a name gets one."""
        self.expect("{")
        found: list[Index] = []
        while True:
            named = self.tokens[self.position + 1] == "in"
            name = self.advance() if named else f"i{len(found) + 1}"
            if named:
                self.advance()
            found.append(Index(name, *self._range()))
            if not self.accept(","):
                break
        if self.accept(":"):
            left, relation, right = self._sum(), self.advance(), self._sum()
            if relation not in _COMPARED:
                raise Untranslatable(f"the condition with '{relation}'")
            found[-1] = found[-1]._replace(condition=f"{left} {_COMPARED[relation]} {right}")
        self.expect("}")
        return tuple(found)

    def _range(self) -> tuple[str, str]:
        if self.token in self.sets and self.tokens[self.position + 1] != "..":
            lower, upper = self.sets[self.advance()]
            if not lower:
                raise Untranslatable("a set is used before its members are given")
            return lower, upper
        lower = self._sum()
        self.expect("..")
        return lower, self._sum()

    def _finish(self) -> None:
        if self.token:
            raise Untranslatable(f"'{' '.join(self.tokens[self.position :][:6])}' is not understood")

    # Expressions

    def _sum(self) -> str:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Untranslatable("it is nested too deep")
        sign = self.advance() if self.token in ("+", "-") else ""
        text = sign.replace("+", "") + self._product()
        while self.token in ("+", "-"):
            text += f" {self.advance()} {self._product()}"
        self.depth -= 1
        return text

    def _product(self) -> str:
        text = self._power()
        while self.token in ("*", "/"):
            text += self.advance() + self._power()
        return text

    def _power(self) -> str:
        base = self._atom()
        if self.token not in ("^", "**"):
            return base
        self.advance()
        sign = "-" if self.accept("-") else ""
        return f"{base}^{sign}{self._power()}"

    def _atom(self) -> str:
        token = self.advance()
        if token[:1] in ("'", '"'):
            return self._member(token[1:-1])
        if token == "(":
            inside = self._sum()
            self.expect(")")
            return f"({inside})"
        if token in ("sum", "prod") and self.token == "{":
            loops = self.index()
            return f"{token}({self._product()} for {', '.join(loop.text for loop in loops)})"
        if token in _FUNCTIONS and self.accept("("):
            return f"{token}({', '.join(self._list(')'))})"
        if token in _KEYWORDS or not token or not (token[0].isalnum() or token[0] in "._"):
            raise Untranslatable(f"'{token or 'the end'}' is not understood")
        if token[0].isalpha() and self.accept("["):
            return f"{token}[{', '.join(self._list(']'))}]"
        if token[0].isalpha() and self.token in ("(", "{"):
            raise Untranslatable(f"'{token}{self.token}' is not understood")
        return token

    def _member(self, name: str) -> str:
        """The number of a member of a set."""
        found = {listed.index(name) + 1 for listed in self.members.values() if name in listed}
        if len(found) != 1:
            raise Untranslatable(f"'{name}' is " + ("a member of no set" if not found else "a member of several sets"))
        return str(found.pop())

    def _list(self, closing: str) -> list[str]:
        items = [self._sum()]
        while self.accept(","):
            items.append(self._sum())
        self.expect(closing)
        return items


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    position, text = 0, text.strip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise Untranslatable(f"'{text[position : position + 10].strip()}' is not understood")
        found.append(match.group().strip())
        position = match.end()
    return [*found, "", ""]
