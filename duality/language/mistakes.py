"""What to say where the text does not go on as the grammar wants: by what stands there, in the author's terms."""

from __future__ import annotations

import re

from duality.errors import ProblemSyntaxError
from duality.language.source import Source
from duality.language.tokens import RELATIONS, Token, Tokens

_ENDS_OPERAND = frozenset({"name", "number", ")", "]", "|", "||"})
_BEGINS_OPERAND = frozenset({"name", "number", "(", "[", "min", "max"})
INTRODUCE_ROWS = frozenset({"with", "where", "when", "given", "under", "constraints", "constraint", "while", "such"})
_NO_OR = "for a choice between two values, write a finite set: domain x in {0, 1}"
_NO_NOT = "turn the relation round: x >= 1 for not x < 1"
_KEYWORDS = frozenset(
    {"title", "note", "param", "var", "domain", "s.t.", "subject", "expect", "for", "in", "if", "and"}
)
_NO_MATRICES = (
    "declare the shapes, param A in R^(m, n), b in R^m and var x in R^n, for a statement in letters; or write the rows "
    "out: row[i]: sum(A[i, j]*x[j] for j in 1..3) <= b[i] for i in 1..2"
)


def unexpected(source: Source, tokens: Tokens, position: int, expected: str, help: str) -> ProblemSyntaxError:
    """The error for the token at ``position``, where ``expected`` says what the grammar would have taken."""
    token = tokens[position]
    previous = tokens[max(position - 1, 0)]
    if token.kind == "end":
        return _error(source, previous, f"the statement ends too early after '{_shown(previous)}': {expected}", help)
    if position and previous.kind in _ENDS_OPERAND and token.kind in _BEGINS_OPERAND:
        return _missing_operator(source, tokens, position)
    if token.kind == "name" and token.text.lower() in INTRODUCE_ROWS and position:
        return _missing_operator(source, tokens, position)
    if token.kind in _KEYWORDS or token.kind in ("min", "max"):
        return _keyword(source, token, help)
    if token.kind in ("@", "'"):
        return _error(source, token, "matrix statements (@ and the prime) are not read", _NO_MATRICES)
    touches = previous.end == token.start and token.end == tokens[position + 1].start
    if token.kind == "," and previous.kind == tokens[position + 1].kind == "number" and touches:
        whole = f"{previous.text.replace('.', '')}.{tokens[position + 1].text}"
        written = source.corrected(previous.start, tokens[position + 1].end, whole)
        return _error(source, token, f"{expected}, not ','", "a decimal has a point", written)
    told = _of_other_notations(source, tokens, position)
    if told:
        return _error(source, token, f"{expected}, not '{_shown(token)}'", told)
    if (
        previous.kind == "name"
        and token.kind in RELATIONS
        and [one.text for one in tokens[:position][-3:-1]] == ["not", "("]
    ):
        return _error(source, tokens[position - 3], "there is no 'not'", _NO_NOT)
    if tokens[0].kind in ("min", "max") and token.kind in (",", "|") and previous.kind in _ENDS_OPERAND:
        rows = source.corrected(token.start, token.end, " s.t. ")
        return _error(source, token, f"{expected}, not '{_shown(token)}'", "constraints follow 's.t.'", rows)
    if position and token.kind in RELATIONS and previous.kind in RELATIONS:
        message = f"'{previous.text}{token.text}' is no relation"
        return source.syntax_error(message, previous.start, token.end, "the relations are <=, >= and =")
    return _error(source, token, f"{expected}, not '{_shown(token)}'", help)


def _of_other_notations(source: Source, tokens: Tokens, position: int) -> str:
    """What to write for signs that other notations use here; empty for anything else."""
    token, before = tokens[position], tokens[:position]
    if any(one.kind == "name" and one.text.rstrip("_").lower() == "sum" for one in before[-3:]) and token.kind in "{=_":
        return "write sum(x[i]^2 for i in 1..3)"
    if token.kind == "/" and before[-1].kind == "/":
        return "a comment begins with '#'"
    depth = sum((one.kind in ("(", "[")) - (one.kind in (")", "]")) for one in before)
    if token.kind == "," and depth > 0:
        inside = "".join(one.text for one in before)
        if inside.endswith(f"||({before[-1].text}"):
            return "write the entries without brackets: ||x, y||"
        return "an objective is an expression, its variables are not listed: min x^2 + y^2"
    return ""


def line_begins_with_operator(source: Source, token: Token) -> ProblemSyntaxError:
    """A statement that begins in the middle of an expression."""
    return _error(
        source,
        token,
        f"a line cannot begin with '{token.text}'",
        "to continue the line before, end the line before with the operator",
    )


def _missing_operator(source: Source, tokens: Tokens, position: int) -> ProblemSyntaxError:
    previous, token = tokens[position - 1], tokens[position]
    left, right = _shown(previous), _shown(token)
    word = token.text.lower()
    if token.kind == "name" and word == "or":
        return _error(source, token, "there is no 'or': a problem holds all of its constraints at once", _NO_OR)
    if previous.text.lower() == "not":
        return _error(source, previous, "there is no 'not'", _NO_NOT)
    if previous.text == "Σ":
        return _error(source, previous, "there is no sign for sums", "write sum(x[i]^2 for i in 1..3)")
    if word == "mod":
        return _error(source, token, "there is no remainder", "write x = 2*k with an integer: domain k in 0..100")
    if previous.text == "T" and tokens[position - 2].kind == "^":
        return _error(source, previous, "matrix statements (@ and the prime) are not read", _NO_MATRICES)
    if token.kind == "name" and word in INTRODUCE_ROWS and tokens[0].kind in ("min", "max"):
        written = source.corrected(token.start, token.end, "s.t.")
        message = f"'{token.text}' is no word of the language"
        return _error(source, token, message, f"write 's.t.' for '{token.text}'", written)
    if word == "on" and tokens[position + 1].kind in ("[", "("):
        rest = source.text[token.end :].strip()
        return _error(source, token, "'on' is no word of the language", f"write 's.t. x in {rest}'")
    if token.kind == "(" and tokens[position + 1].kind == "name" and tokens[position + 2].kind == "name":
        return _error(source, token, "these words are no part of the row", "a remark stands behind '#'")
    word = next((one for one in (previous, token) if _is_mere_word(one, source.signs)), None)
    if word is not None:
        help = "words around a formula are left away, or stand behind '#'; a product needs '*'"
        return _error(source, word, f"'{word.text}' is no word of the language", help)
    if _is_next_row(tokens, position):
        message = f"an operator is missing between '{left}' and '{right}', or two rows touch"
        rows = source.corrected(previous.end, token.start, ", ")
        return _error(source, token, message, "write ',' between them", rows)
    if tokens[position - 2].kind == "^" and previous.text not in source.text[previous.start : previous.end]:
        help = "write '*' between them"
    elif token.kind in ("name", "number") and previous.kind in ("name", "number"):
        help = f"write {left}*{right}"
    else:
        help = "write '*' to multiply"
    product = source.corrected(previous.end, token.start, "*")
    return _error(source, token, f"an operator is missing between '{left}' and '{right}'", help, product)


def _is_mere_word(token: Token, text: str) -> bool:
    """A word of two letters and more that nowhere stands beside a sign, as a name does: plus, wrt."""
    if token.kind != "name" or len(token.text) < 2 or not token.text.isalpha():
        return False
    word = rf"(?<![\w.]){re.escape(token.text)}(?!\w)"
    signs = r"[-+*/^<>=≤≥,;()\[\]|:]"
    return re.search(rf"{signs}[ \t]*{word}|{word}[ \t]*{signs}|{word}[ \t]*\n|\n[ \t]*{word}", text) is None


def _is_next_row(tokens: Tokens, position: int) -> bool:
    """Whether a relation stands before and another behind: x >= 1 y >= 2."""
    before = any(token.kind in RELATIONS for token in tokens[:position])
    return before and any(token.kind in RELATIONS for token in tokens[position:])


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
    return token.kind if token.kind in ("title", "note") else token.text


def _error(source: Source, token: Token, message: str, help: str, instead: str = "") -> ProblemSyntaxError:
    """``instead`` is the line as it is to be written; it stands at the end of the help."""
    told = f"{help}: {instead}" if instead else help
    return source.syntax_error(message, token.start, token.start + max(1, len(_shown(token))), told, instead)
