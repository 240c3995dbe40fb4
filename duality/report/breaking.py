"""Long formulas over several lines: sums are broken before a sign, chains before a relation, lists after a comma."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from duality.model.expression import Comparison, Expression, Negative, Sum
from duality.report.document import Inline, Phrase, Symbol
from duality.report.phrases import phrase_text

PLUS, MINUS = Symbol(" + ", " + "), Symbol(" - ", " - ")

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


def broken(phrase: Phrase, room: int, first: int | None = None) -> list[Phrase]:
    """The phrase as lines of at most ``room`` characters of its text, the first one of ``first``, where it has joints."""
    left = room if first is None else first
    if len(phrase_text(phrase)) <= left:
        return [phrase]
    lines: list[Phrase] = []
    line: Phrase = ()
    width = 0
    for piece in _pieces(phrase):
        wide = len(phrase_text(piece.inlines))
        if line and piece.opens and width + wide > left:
            lines.append(line)
            line, width, left = (), 0, room
        line, width = (*line, *piece.inlines), width + wide
    return [*lines, line] if line else lines


def _pieces(phrase: Phrase) -> Iterator[_Piece]:
    for inline in phrase:
        match inline:
            case Sum():
                yield from _terms(inline)
            case Comparison(relations, expressions):
                yield from _pieces((expressions[0],))
                for relation, side in zip(relations, expressions[1:], strict=True):
                    head, *rest = _pieces((side,))
                    yield _Piece((RELATIONS[relation], *head.inlines), True)
                    yield from rest
            case Symbol():
                yield _Piece((inline,), inline in (PLUS, MINUS))
            case _:
                yield _Piece((inline,), not isinstance(inline, (str, Expression)))


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
