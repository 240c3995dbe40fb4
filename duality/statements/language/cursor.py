"""A place in a line of tokens, what is declared so far, and the faults of what stands there."""

from __future__ import annotations

from difflib import get_close_matches
from fractions import Fraction

from duality.errors import ProblemError, UnknownNameError
from duality.language.limits import MAX_DIGITS, MAX_EXPONENT_OF_TEN
from duality.language.source import Source
from duality.statements.language.tokens import Token
from duality.statements.nodes import Declaration


class Names:
    """What the statement declares: parameters, variables and the letters of its sizes."""

    def __init__(self) -> None:
        self.declared: dict[str, Declaration] = {}
        self.sizes: dict[str, None] = {}
        self.undeclared_allowed = False

    def parameters(self) -> tuple[Declaration, ...]:
        return tuple(d for d in self.declared.values() if d.role == "parameter")

    def variables(self) -> tuple[Declaration, ...]:
        return tuple(d for d in self.declared.values() if d.role == "variable")


class Cursor:
    """Reads tokens from the left."""

    def __init__(self, source: Source, tokens: list[Token], names: Names, position: int = 0) -> None:
        self.source = source
        self.tokens = tokens
        self.names = names
        self.position = position
        self.loops: dict[str, None] = {}
        self.bars = 0
        """How many norms in bars are open."""

    @property
    def token(self) -> Token:
        return self.tokens[self.position]

    def ahead(self, distance: int = 1) -> Token:
        return self.tokens[min(self.position + distance, len(self.tokens) - 1)]

    def take(self) -> Token:
        token = self.token
        if token.kind != "end":
            self.position += 1
        return token

    def accept(self, *kinds: str) -> Token | None:
        return self.take() if self.token.kind in kinds else None

    def expect(self, kind: str, what: str) -> Token:
        if self.token.kind != kind:
            raise self.unexpected(what)
        return self.take()

    def fraction(self, token: Token) -> Fraction:
        """The number that a token writes; a fault where it has more digits than are computed with."""
        mantissa, _, power = token.text.lower().partition("e")
        if len(mantissa) > MAX_DIGITS:
            raise self.fault(f"this number has more than {MAX_DIGITS} digits", token.start, token.end, "round it")
        if len(power) > 8 or (power and abs(int(power)) > MAX_EXPONENT_OF_TEN):
            said = f"the exponent of ten is beyond {MAX_EXPONENT_OF_TEN}"
            raise self.fault(said, token.start, token.end, "scale the problem")
        return Fraction(token.text)

    def unexpected(self, what: str) -> ProblemError:
        token = self.token
        shown = f"'{token.text}'" if token.text else "the end of the line"
        return self.source.syntax_error(f"{shown} stands where {what} is expected", token.start, token.end)

    def fault(self, message: str, start: int, end: int, help: str = "") -> ProblemError:
        return self.source.problem_error(message, start, end, help)

    def unknown(self, token: Token) -> ProblemError:
        known = [*self.names.declared, *self.names.sizes, *self.loops]
        near = get_close_matches(token.text, known, 1)
        meant = f"did you mean '{near[0]}'? " if near else ""
        help = f"{meant}declare it: 'param {token.text} in R^n' for data, 'var {token.text} in R^n' for a variable"
        return self.source.error(
            UnknownNameError, f"'{token.text}' is not declared in this statement", token.start, token.end, help
        )
