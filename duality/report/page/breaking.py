"""Where a long formula may be broken: between the terms of a sum, also of one in brackets, and before a relation.

MathML has no line breaks of its own in browsers, so a long formula is set as several, one a term.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duality.model.derivation import Infimum
from duality.model.expression import (
    ONE,
    Comparison,
    Expression,
    Negative,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)
from duality.model.printing import comparison_latex, latex, text
from duality.report.document import Inline
from duality.report.page.mathml import plain_words
from duality.report.phrases import formula_latex, inline_latex, inline_text

LONG = 44
"""Formulas of more characters (as plain text) may be broken."""

BRACKETED = 34
"""Sums in brackets of more characters are broken inside: a phone holds no more."""

VERY_LONG = 60
"""Fractions and powers are broken only where their sum has more characters."""

_PLACE = Variable("a")
"""Stands where a term is cut off: printing "a + t" and dropping the a gives the term with its sign."""

_HOLE = Variable("zqz")
"""Stands for a sum in brackets, which is broken by itself."""

_HOLLOW = latex(_HOLE)


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
        case Comparison(relations, expressions):
            pieces = _pieces(expressions[0])
            for relation, right in zip(relations, expressions[1:], strict=True):
                head, *rest = _pieces(right) if isinstance(right, Expression) else [latex(right)]
                sign = comparison_latex(Comparison((relation,), (_PLACE, _PLACE)))
                pieces += [_continued(sign).removesuffix("a") + head, *rest]
            return pieces
        case Infimum(variables, Sum() as body, region, value):
            return _filled(formula_latex(Infimum(variables, _HOLE, region, value)), body, bracketed=True)
        case Infimum(variables, body, region, value) if (found := _hollowed(body)) is not None:
            return _filled(formula_latex(Infimum(variables, found[0], region, value)), found[1])
        case Sum():
            return [piece for k, term in enumerate(_summands(inline)) for piece in _term(term, is_first=k == 0)]
        case Expression():
            return _term(inline, is_first=True)
        case _:
            return [inline_latex(inline, plain_words)]


def _summands(tree: Sum) -> Iterator[Expression]:
    """The terms; brackets around a sum that is added say nothing in a formula of several lines."""
    for term in tree.terms:
        if isinstance(term, Sum):
            yield from _summands(term)
        else:
            yield term


def _term(term: Expression, *, is_first: bool) -> list[str]:
    """A term with its sign, in several pieces where it has a long sum in brackets."""

    def shown(tree: Expression) -> str:
        return latex(tree) if is_first else _continued(latex(Sum((_PLACE, tree))))

    found = _hollowed(term)
    return [shown(term)] if found is None else _filled(shown(found[0]), found[1])


def _hollowed(term: Expression) -> tuple[Expression, Sum] | None:
    """The term with a hole in the place of its last long sum; the numerator of a fraction goes behind it."""
    match term:
        case Negative(operand):
            found = _hollowed(operand)
            return None if found is None else (Negative(found[0]), found[1])
        case Power(Sum() as base, exponent) if len(text(base)) > VERY_LONG:
            return Power(_HOLE, exponent), base
        case Quotient(Sum() as numerator, denominator) if len(text(numerator)) > VERY_LONG:
            return Product((Quotient(ONE, denominator), _HOLE)), numerator
        case Quotient(numerator, denominator) if (found := _hollowed(numerator)) is not None:
            return Product((Quotient(ONE, denominator), found[0])), found[1]
        case Product(factors):
            places = [k for k, one in enumerate(factors) if isinstance(one, Sum) and len(text(one)) > BRACKETED]
            if not places:
                return None
            inside = factors[places[-1]]
            assert isinstance(inside, Sum)
            return Product((*factors[: places[-1]], _HOLE, *factors[places[-1] + 1 :])), inside
        case _:
            return None


def _filled(around: str, inside: Sum, *, bracketed: bool = False) -> list[str]:
    """The pieces of the sum in brackets between what stands before and behind it."""
    hole = rf"\left({_HOLLOW}\right)" if bracketed else _HOLLOW
    before, found, behind = around.partition(hole)
    if not found or before.count("{") != before.count("}"):
        return [around.replace(_HOLLOW, latex(inside))]
    if before.count(r"\left") > before.count(r"\right"):
        # Brackets that stretch cannot open in one piece and close in another.
        head, _, tail = before.rpartition(r"\left")
        before, behind = head + tail, behind.replace(r"\right", "", 1)
    first, *rest = _pieces(inside)
    pieces = [f"{before}({first}", *rest]
    pieces[-1] += f"){behind}"
    return pieces


def _continued(shown: str) -> str:
    """The rest after the place holder; an empty group in its stead keeps the sign a subtraction, not a negation."""
    return "{}" + shown.removeprefix("a")
