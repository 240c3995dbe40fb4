"""What to say where the text does not go on as the grammar wants: by what stands there, in the author's terms."""

from __future__ import annotations

from duality.errors import ProblemSyntaxError
from duality.language.source import Source
from duality.language.tokens import RELATIONS, Token, Tokens

_ENDS_OPERAND = frozenset({"name", "number", ")", "]"})
_BEGINS_OPERAND = frozenset({"name", "number", "(", "[", "min", "max"})
_KEYWORDS = frozenset(
    {"title", "note", "param", "var", "domain", "s.t.", "subject", "expect", "for", "in", "if", "and"}
)
_NO_MATRICES = "write the rows out: row[i]: sum(A[i, j]*x[j] for j in 1..3) <= b[i] for i in 1..2"


def unexpected(source: Source, tokens: Tokens, position: int, expected: str, help: str) -> ProblemSyntaxError:
    """The error for the token at ``position``, where ``expected`` says what the grammar would have taken."""
    token = tokens[position]
    previous = tokens[max(position - 1, 0)]
    if token.kind == "end":
        return _error(source, previous, f"the statement ends too early after '{_shown(previous)}': {expected}", help)
    if position and previous.kind in _ENDS_OPERAND and token.kind in _BEGINS_OPERAND:
        return _missing_operator(source, previous, token)
    if token.kind in _KEYWORDS or token.kind in ("min", "max"):
        return _keyword(source, token, help)
    if token.kind in ("@", "'"):
        return _error(source, token, "matrix statements (@ and the prime) are not read", _NO_MATRICES)
    if position and token.kind in RELATIONS and previous.kind in RELATIONS:
        message = f"'{previous.text}{token.text}' is no relation"
        return source.syntax_error(message, previous.start, token.end, "the relations are <=, >= and =")
    return _error(source, token, f"{expected}, not '{_shown(token)}'", help)


def line_begins_with_operator(source: Source, token: Token) -> ProblemSyntaxError:
    """A statement that begins in the middle of an expression."""
    return _error(
        source,
        token,
        f"a line cannot begin with '{token.text}'",
        "to continue the line before, end the line before with the operator",
    )


def _missing_operator(source: Source, previous: Token, token: Token) -> ProblemSyntaxError:
    left, right = _shown(previous), _shown(token)
    help = (
        f"write {left}*{right}"
        if token.kind in ("name", "number") and previous.kind != ")"
        else "write '*' to multiply"
    )
    return _error(source, token, f"an operator is missing between '{left}' and '{right}'", help)


def _keyword(source: Source, token: Token, help: str) -> ProblemSyntaxError:
    word = _shown(token)
    if token.kind in ("min", "max"):
        help = f"the function is written {token.kind}(x, y); an objective begins on a line of its own or after ';'"
    elif token.kind in ("title", "note", "param", "var", "domain", "s.t.", "expect"):
        help = f"'{word}' begins a statement: write it on a new line, or after ';'"
    else:
        help = help or f"choose another name, for example {word}_1"
    return _error(source, token, f"'{word}' is a keyword of the language and cannot stand here", help)


def _shown(token: Token) -> str:
    return token.text.split(None, 1)[0] if token.kind in ("title", "note") else token.text


def _error(source: Source, token: Token, message: str, help: str) -> ProblemSyntaxError:
    return source.syntax_error(message, token.start, token.start + max(1, len(_shown(token))), help)
