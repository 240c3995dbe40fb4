r"""Expressions of LaTeX to text of the language, by precedence climbing over LaTeX's own groups.

Names are written as placeholders until it is known which letters carry the index of a sum or of a list of rows.
"""

from __future__ import annotations

from typing import NoReturn

from duality.language.foreign.latex_words import ADVICE, COMMANDS, CONDITION, FUNCTIONS_OF_LATEX, GREEK, NO_FACTOR
from duality.language.foreign.untranslatable import Untranslatable
from duality.named_tuples import NamedTuple

SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4

_DEEPEST = 60
EXAMPLE_SIZE = 3
"""What stands for a size that the text leaves open."""


class Piece(NamedTuple):
    """Text of the language, and how tightly it binds."""

    text: str
    strength: int

    def within(self, strength: int) -> str:
        return self.text if self.strength >= strength else f"({self.text})"


class Loop(NamedTuple):
    """name in lower..upper, both numbers."""

    name: str
    lower: int
    upper: int


class Expressions:
    """Reads expressions from tokens; ``used`` collects every letter with its indices and the loops around it.

    ``assumed`` holds the sizes that the text leaves open, each with the number that stands for it in the example.
    """

    def __init__(self) -> None:
        self.tokens: list[str] = [""]
        self.position = 0
        self.bars = 0
        self.depth = 0
        self.loops: list[Loop] = []
        self.used: list[tuple[str, tuple[str, ...], tuple[Loop, ...]]] = []
        self.assumed: dict[str, int] = {}

    @property
    def token(self) -> str:
        return self.tokens[self.position]

    def advance(self) -> str:
        if not self.token:
            self.refuse("the line ends where more is expected")
        self.position += 1
        return self.tokens[self.position - 1]

    def accept(self, token: str) -> bool:
        found = self.token == token
        self.position += found
        return found

    def expect(self, token: str) -> None:
        if not self.accept(token):
            self.refuse(f"expected '{token}' before '{''.join(self.tokens[self.position : self.position + 8])}'")

    def refuse(self, why: str) -> NoReturn:
        raise Untranslatable(why)

    def sum(self) -> Piece:
        self.depth += 1
        if self.depth > _DEEPEST:
            self.refuse("it is nested too deep")
        sign = self.advance() if self.token in ("+", "-") else ""
        first = self._product()
        parts = [f"-{first.within(PRODUCT)}" if sign == "-" else first.text]
        strength = first.strength if sign != "-" else SUM
        while self.token in ("+", "-"):
            sign = self.advance()
            parts.append(f" {sign} {self._product().within(PRODUCT)}")
            strength = SUM
        self.depth -= 1
        return Piece("".join(parts), strength)

    def _product(self) -> Piece:
        first = self._power()
        if not self._goes_on():
            return first
        text = first.within(PRODUCT)
        while self._goes_on():
            operator = self.advance() if self.token in ("*", "/") else "*"
            juxtaposed = operator == "*" and self.tokens[self.position - 1] != "*"
            if juxtaposed and self.token[0].isdigit():
                self.refuse(f"the number '{self.token}' stands behind a factor without a sign")
            operand = self._power()
            text += operator + operand.within(POWER)
            if operator == "/" and self._begins_factor():
                self.refuse("what stands behind '/' can be read in two ways: write \\frac{..}{..}")
        return Piece(text, PRODUCT)

    def _goes_on(self) -> bool:
        return self.token in ("*", "/") or self._begins_factor()

    def _begins_factor(self) -> bool:
        token = self.token
        if token in ("|", "||"):
            return not self.bars
        if token in ("and", "for", "all", "forall", ""):
            return False
        return token[0].isalnum() or token in ("(", "[", "{") or (token[0] == "\\" and token[1:] in COMMANDS)

    def _power(self) -> Piece:
        base = self._atom()
        if not self.accept("^"):
            return base
        exponent = self._script()
        if base.text == "e":
            return Piece(f"exp({exponent.text})", ATOM)
        return Piece(f"{base.within(ATOM)}^{exponent.within(ATOM)}", POWER)

    def _script(self) -> Piece:
        if self.accept("{"):
            inside = self.sum()
            self.expect("}")
            return inside
        token = self.advance()
        if token.isdigit() and len(token) > 1:
            self.refuse(f"'^{token}' is ^{{{token[0]}}} followed by {token[1:]}: write ^{{{token}}}")
        if token.isdigit() or (token.isalpha() and len(token) == 1):
            return Piece(token if token.isdigit() else self._name(token, ()), ATOM)
        self.refuse(f"the exponent '{token}' is not understood")

    # Atoms

    def _atom(self) -> Piece:
        token = self.advance()
        if token and (token[0].isdigit() or token[0] == "."):
            return Piece(token, ATOM)
        if token in ("(", "[", "{"):
            inside = self.sum()
            self.expect({"(": ")", "[": "]", "{": "}"}[token])
            return Piece(inside.text if token == "{" else f"({inside.text})", inside.strength if token == "{" else ATOM)
        if token in ("|", "||"):
            return self._bars(token)
        word = token.removeprefix("\\")
        if word in FUNCTIONS_OF_LATEX:
            return self._function(word)
        match token:
            case "\\frac":
                above, below = self._argument(), self._argument()
                return Piece(f"{above.within(PRODUCT)}/{below.within(POWER)}", PRODUCT)
            case "\\sqrt":
                return self._root()
            case "\\cases":
                return self._cases()
            case "\\sum" | "\\prod":
                return self._big(word)
            case "\\pi":
                return Piece("pi", ATOM)
        if (token.isalpha() and len(token) == 1) or word in GREEK:
            return self._letter(word.removeprefix("var"))
        self.refuse(f"'{token or 'the end'}' is not understood" + ADVICE.get(token, ""))

    def _letter(self, name: str) -> Piece:
        indices: tuple[str, ...] = ()
        if self.accept("_"):
            indices = self._indices()
        if self.token == "'" or (self.token == "^" and self.tokens[self.position + 1] in ("*", "\\top", "\\ast", "T")):
            self.refuse("transposes and stars are not read: write sums with indices")
        if self.token == "(" and name in NO_FACTOR:
            self.refuse(f"'{name}(' is a function that the text does not define")
        if name == "e" and not indices:
            return Piece("e", ATOM)
        return Piece(self._name(name, indices), ATOM)

    def _indices(self) -> tuple[str, ...]:
        if not self.accept("{"):
            return (self.advance(),)
        found: list[str] = []
        while not self.accept("}"):
            token = self.advance()
            if token == ",":
                continue
            if not token.isalnum():
                self.refuse(f"the index '{token}' is not understood")
            found.append(token)
        return tuple(found)

    def _name(self, name: str, indices: tuple[str, ...]) -> str:
        if not indices and name in [loop.name for loop in self.loops]:
            return name
        self.used.append((name, indices, tuple(self.loops)))
        return f"\0{name}|{','.join(indices)}\0"

    def _argument(self) -> Piece:
        """What a command takes: a group, or one token; of the digits of a number, one."""
        if self.accept("{"):
            inside = self.sum()
            self.expect("}")
            return inside
        token = self.token
        if token.isdigit() and len(token) > 1:
            self.tokens[self.position : self.position + 1] = [token[0], token[1:]]
        return self._atom()

    def _root(self) -> Piece:
        order = None
        if self.accept("["):
            order = self.sum()
            self.expect("]")
        inside = self._argument()
        if order is None or order.text == "2":
            return Piece(f"sqrt({inside.text})", ATOM)
        return Piece(f"{inside.within(ATOM)}^(1/{order.within(ATOM)})", POWER)

    def _bars(self, opened: str) -> Piece:
        self.bars += 1
        items = self._from_a_point() or [self.sum()]
        while opened == "||" and self.accept(","):
            items.append(self.sum())
        self.bars -= 1
        self.expect(opened)
        if opened == "|":
            return Piece(f"abs({items[0].text})", ATOM)
        index = self._indices()[0] if self.accept("_") else "2"
        if index not in ("1", "2", "inf"):
            self.refuse(f"the norm with the index '{index}'")
        if len(items) == 1:
            self.refuse(
                "a norm of one letter does not tell how long the vector is: write \\|x_1, x_2\\|, or declare "
                "shapes here: param A in R^(m, n), b in R^m; var x in R^n; min norm(A*x - b)^2"
            )
        name = {"1": "norm1", "2": "norm", "inf": "norminf"}[index]
        return Piece(f"{name}({', '.join(item.text for item in items)})", ATOM)

    def _from_a_point(self) -> list[Piece]:
        """x - [1, 2] as x_1 - 1 and x_2 - 2, for a column that is written out."""
        ahead = self.tokens[self.position : self.position + 3]
        name, sign, bracket = ahead if len(ahead) == 3 else ("", "", "")
        if not (name.isalpha() and len(name) == 1 and sign in ("+", "-") and bracket == "["):
            return []
        self.position += 3
        values = [self.sum()]
        while self.accept(","):
            values.append(self.sum())
        self.expect("]")
        return [
            Piece(f"{self._name(name, (str(k),))} {sign} {value.within(PRODUCT)}", SUM)
            for k, value in enumerate(values, 1)
        ]

    def _cases(self) -> Piece:
        r"""Pieces with their conditions: \begin{cases} x^2 & x \ge 0 \\ -x & \text{otherwise} \end{cases}."""
        self.expect("{")
        pieces: list[str] = []
        while not pieces or self.accept("\\piece"):
            value = self.sum().text
            self.accept(",")
            self.expect("\\when")
            while self.token in CONDITION:
                self.advance()
            if self.token in ("otherwise", "else"):
                self.advance()
                self.accept(".")
                pieces.append(f"{value} otherwise")
                continue
            condition = self.sum().text
            while self.token in ("<", "<=", ">", ">=", "="):
                condition += f" {self.advance()} {self.sum().text}"
            pieces.append(f"{value} if {condition}")
        self.expect("}")
        return Piece(f"{{{'; '.join(pieces)}}}", ATOM)

    def _function(self, word: str) -> Piece:
        power = self._script() if self.accept("^") else None
        base = self._script() if word == "log" and self.accept("_") else None
        if word in ("min", "max"):
            shown = f"{word}({', '.join(self._list())})"
        else:
            shown = f"{FUNCTIONS_OF_LATEX[word]}({self._operand(word).text})"
        found = Piece(f"{shown}/log({base.text})", PRODUCT) if base else Piece(shown, ATOM)
        return Piece(f"{found.within(ATOM)}^{power.within(ATOM)}", POWER) if power else found

    def _operand(self, word: str) -> Piece:
        """A bracket, or one letter or number with nothing behind it."""
        if self.token in ("(", "[", "{", "|"):
            piece = self._atom()
            return Piece(piece.text[1:-1], SUM) if piece.text.startswith("(") else piece
        piece = self._power()
        if self._begins_factor():
            self.refuse(f"how much of what follows is the argument of {word}: write \\{word}(...)")
        return piece

    def _list(self) -> list[str]:
        closing = {"\\{": "\\}", "(": ")", "[": "]", "{": "}"}.get(self.advance())
        if closing is None:
            self.refuse("max and min take a list: \\max\\{x, y\\}")
        items = [self.sum().text]
        while self.accept(","):
            items.append(self.sum().text)
        self.expect(closing)
        return items

    def _big(self, word: str) -> Piece:
        r"""\sum_{i=1}^{n} of the product that follows."""
        loop = self._ends(word)
        self.loops.append(loop)
        body = self._product()
        self.loops.pop()
        return Piece(f"{word}({body.text} for {loop.name} in {loop.lower}..{loop.upper})", ATOM)

    def _ends(self, word: str) -> Loop:
        """_{i=1}^{n}, _{i} or _i."""
        self.expect("_")
        braced = self.accept("{")
        name = self.advance()
        if not name.isalpha():
            self.refuse(f"the index of \\{word} is not understood")
        if not braced or self.accept("}"):
            return Loop(name, 1, self.size(f"the last {name}"))
        self.expect("=")
        lower = self.advance()
        self.expect("}")
        self.expect("^")
        braced = self.accept("{")
        upper = self.advance()
        if braced:
            self.expect("}")
        if not lower.isdigit():
            self.refuse(f"\\{word} begins at a number")
        return Loop(name, int(lower), self.size(upper))

    def size(self, end: str) -> int:
        """The end of a range: a number, or a letter for which an example stands."""
        if end.isdigit():
            return int(end)
        if not end.replace(" ", "").isalpha():
            self.refuse(f"the ends of a range are numbers or letters, and not '{end}'")
        return self.assumed.setdefault(end, EXAMPLE_SIZE)
