"""Long formulas over several lines: sums are broken before a sign, chains before a relation, lists after a comma."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from duality.model.derivation import Infimum
from duality.model.expression import ZERO, Comparison, Expression, Negative, Sum
from duality.named_tuples import NamedTuple
from duality.report.document import Inline, Phrase, Symbol
from duality.report.phrases import formula_latex, formula_text, phrase_text

PLUS, MINUS = Symbol(" + ", " + "), Symbol(" - ", " - ")

SIGNS = (PLUS, MINUS)

LONGEST_WORDS = 20
"""Characters of words that stay on one line with the formula before them."""

RELATIONS = {
    "<=": Symbol(" <= ", r" \le "),
    ">=": Symbol(" >= ", r" \ge "),
    "=": Symbol(" = ", " = "),
    "<": Symbol(" < ", " < "),
    ">": Symbol(" > ", " > "),
}


class _Piece(NamedTuple):
    """What stays on one line; ``opens`` tells that a line may begin with it."""

    inlines: Phrase
    opens: bool


Measure = Callable[[Phrase], float]

_GREEK = re.compile(r"\b(?:alpha|beta|lambda|nu|theta)(?=_|\[|\b)")
_SUBSCRIPT = re.compile(r"(?<=\w)(?:_\w+)?(?:\[[^\]]*\])|(?<=\w)_\w+")


def characters(phrase: Phrase) -> float:
    """The length of the phrase in plain text."""
    return len(phrase_text(phrase))


def typeset(phrase: Phrase) -> float:
    """About the width in print, in characters: Greek letters are one, subscripts small, products tight."""
    shown = _GREEK.sub("a", phrase_text(phrase)).replace("*", "")
    return len(shown) - 0.4 * sum(len(found) for found in _SUBSCRIPT.findall(shown))


def broken(phrase: Phrase, room: float, first: float | None = None, measure: Measure = characters) -> list[Phrase]:
    """The phrase as lines of at most ``room`` characters (the first of ``first``), broken where it has joints."""
    left = room if first is None else first
    if measure(phrase) <= left:
        return [phrase]
    lines: list[Phrase] = []
    line: Phrase = ()
    width = 0.0
    for piece in _pieces(phrase):
        wide = measure(piece.inlines)
        if line and piece.opens and width + wide > left:
            lines.append(line)
            line, width, left = (), 0.0, room
        line, width = (*line, *piece.inlines), width + wide
    return [*lines, line] if line else lines


def _pieces(phrase: Phrase) -> Iterator[_Piece]:
    previous: Inline = ""
    for inline in phrase:
        after = _ends_a_phrase(previous)
        if inline not in SIGNS:
            for k, piece in enumerate(_own_pieces(inline, after)):
                signed = k == 0 and previous in SIGNS
                yield _Piece((previous, *piece.inlines), True) if signed else piece
        previous = inline


def _own_pieces(inline: Inline, after: bool) -> Iterator[_Piece]:
    """The pieces of one inline; ``after`` tells that a line may begin with it."""
    match inline:
        case Sum():
            head, *rest = _terms(inline)
            yield _Piece(head.inlines, after)
            yield from rest
        case Comparison(relations, expressions):
            yield from _own_pieces(expressions[0], after)
            for relation, side in zip(relations, expressions[1:], strict=True):
                # A right side of one term stays with its relation on the line of the left one.
                head, *rest = _own_pieces(side, False)
                yield _Piece((RELATIONS[relation], *head.inlines), bool(rest))
                yield from rest
        case Infimum(body=Sum() as body, value=None):
            yield from _inside_infimum(inline, body)
        case str() if " " in inline.strip() and len(inline) > LONGEST_WORDS:
            for k, word in enumerate(inline.split(" ")):
                yield _Piece((word if k == 0 else f" {word}",), k > 0)
        case str() | Symbol():
            yield _Piece((inline,), False)
        case _:
            yield _Piece((inline,), after)


def _ends_a_phrase(inline: Inline) -> bool:
    """Words with a comma behind them, or a symbol such as "subject to": a line may begin after them."""
    match inline:
        case Symbol(text, _):
            return text.endswith("  ")
        case str():
            return inline.endswith(", ")
        case _:
            return False


def _inside_infimum(infimum: Infimum, body: Sum) -> Iterator[_Piece]:
    """inf over ... of (, the terms, and the bracket behind the last one."""
    shown = Infimum(infimum.variables, ZERO, infimum.region)
    text, latex = formula_text(shown), formula_latex(shown)
    head = Symbol(text.removesuffix("0)"), latex.removesuffix(r"\left(0\right)") + r"\bigl(")
    first, *others, last = _terms(body)
    yield _Piece((head, *first.inlines), False)
    yield from others
    yield _Piece((*last.inlines, Symbol(")", r"\bigr)")), True)


def _terms(node: Sum) -> Iterator[_Piece]:
    """The terms with their signs; a sum keeps its brackets where a sign stands before it."""
    for k, term in enumerate(node.terms):
        sign: Inline = PLUS
        if k and isinstance(term, Negative):
            sign, term = MINUS, term.operand
        elif k == 0:
            yield _Piece((term,), False)
            continue
        bracketed: Phrase = (
            (Symbol("(", r"\left("), term, Symbol(")", r"\right)")) if _needs_brackets(term) else (term,)
        )
        yield _Piece((sign, *bracketed), True)


def _needs_brackets(term: Expression) -> bool:
    return isinstance(term, (Sum, Negative)) or str(term).startswith("-")
