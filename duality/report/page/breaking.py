"""Where a long formula may be broken: between the terms of a sum, and before a relation.

MathML has no line breaks of its own in browsers, so a long formula is set as several, one a term.
"""

from __future__ import annotations

from collections.abc import Sequence

from duality.model.expression import Comparison, Expression, Sum, Variable
from duality.model.printing import comparison_latex, latex
from duality.report.document import Inline
from duality.report.page.mathml import plain_words
from duality.report.phrases import inline_latex, inline_text

LONG = 44
"""Formulas of more characters (as plain text) may be broken."""

_PLACE = Variable("a")
"""Stands where a term is cut off: printing "a + t" and dropping the a gives the term with its sign."""


def latex_pieces(inlines: Sequence[Inline]) -> list[str]:
    """Formulas that follow each other, as LaTeX in one piece or, if long, in several that may stand on lines."""
    whole = "".join(inline_latex(inline, plain_words) for inline in inlines)
    if sum(len(inline_text(inline)) for inline in inlines) <= LONG:
        return [whole]
    pieces: list[str] = []
    current = ""
    for inline in inlines:
        first, *rest = _pieces(inline)
        current += first
        for piece in rest:
            pieces.append(current)
            current = piece
    return [*pieces, current]


def _pieces(inline: Inline) -> list[str]:
    match inline:
        case Sum(terms):
            return [latex(terms[0]), *(_continued(latex(Sum((_PLACE, term)))) for term in terms[1:])]
        case Comparison(relations, expressions):
            pieces = _pieces(expressions[0])
            for relation, right in zip(relations, expressions[1:], strict=True):
                head, *rest = _pieces(right) if isinstance(right, Expression) else [latex(right)]
                sign = comparison_latex(Comparison((relation,), (_PLACE, _PLACE)))
                pieces += [_continued(sign).removesuffix("a") + head, *rest]
            return pieces
        case _:
            return [inline_latex(inline, plain_words)]


def _continued(shown: str) -> str:
    """The rest after the place holder; an empty group in its stead keeps the sign a subtraction, not a negation."""
    return "{}" + shown.removeprefix("a")
