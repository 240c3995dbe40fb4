"""theta_D as the sum of the infima over the groups: one formula with its domain, or the pieces put together."""

from __future__ import annotations

from collections.abc import Sequence

from duality.algebra.atoms import affine_expression
from duality.model.derivation import BranchCondition, DualFunction
from duality.model.expression import ZERO, Negative, Sum
from duality.report.document import EQUALS, Display, Inline, Phrase, Row, Symbol
from duality.report.notation import Letters
from duality.report.phrases import phrase_text
from duality.report.pieces import Piece, arrange
from duality.report.sections.dual_function import elsewhere_words, piece_value
from duality.report.sections.step_words import MINUS_INFINITY, where


def summed(theta: DualFunction, letters: Letters, symbol: Symbol) -> Phrase:
    """theta_D = constant + the infima, as it is shown above the steps."""
    if any(len(block.branches) > 1 for block in theta.blocks):
        constant = letters.expression(affine_expression(theta.constant))
        lead: Phrase = (symbol, " is the sum of these infima")
        if constant != ZERO:
            lead = (*lead, " and of the constant ", constant)
        lead = (*lead, "; it is ", MINUS_INFINITY, " wherever one of them is.")
        rows = _put_together(theta, letters, symbol)
        return (*lead, " Put together:", Display(rows)) if rows else lead
    values = [branch.value for block in theta.blocks for branch in block.branches]
    terms: list[Phrase] = [(letters.formula(value),) for value in values if value != ZERO]
    if theta.constant.terms or theta.constant.constant != 0 or not terms:
        terms.insert(0, (letters.expression(affine_expression(theta.constant)),))
    rows = (Row((symbol,), (EQUALS, *_plus(terms))),)
    if theta.formula is not None:
        rows = _unless_said(rows, (letters.expression(theta.formula),))
    arrangement = arrange(theta, most=1)
    piece = arrangement.pieces[0]
    if not piece.others:
        rows = _unless_said(rows, piece_value(piece, letters, ())[0])
    lead = ("Added up:",) if len(terms) > 1 else ("So",)
    if not arrangement.possible:
        said = "These conditions contradict each other: "
        return (
            *lead,
            Display(rows),
            *where("This would hold where ", piece.conditions, letters),
            ". ",
            said,
            symbol,
            " is ",
            MINUS_INFINITY,
            " everywhere, and the dual problem has no feasible point.",
        )
    return (*lead, Display(rows), *_domain_sentence(piece.conditions, letters, symbol))


def _unless_said(rows: tuple[Row, ...], value: Phrase) -> tuple[Row, ...]:
    """One more row where the value reads otherwise than the last."""
    return rows if phrase_text(value) == phrase_text(rows[-1].right[1:]) else (*rows, Row((), (EQUALS, *value)))


def _put_together(theta: DualFunction, letters: Letters, symbol: Symbol) -> tuple[Row, ...]:
    """The pieces of the sum; none where the infima stay parts of their own."""
    arrangement = arrange(theta, most=1)
    if arrangement.parts or not arrangement.possible:
        return ()
    rows = [_piece_row(piece, letters, symbol if k == 0 else None) for k, piece in enumerate(arrangement.pieces)]
    elsewhere = elsewhere_words(arrangement)
    return (*rows, *((Row((), (EQUALS, MINUS_INFINITY), (elsewhere,)),) if elsewhere else ()))


def _piece_row(piece: Piece, letters: Letters, symbol: Symbol | None) -> Row:
    value, _ = piece_value(piece, letters, ())
    case = where("where ", piece.conditions, letters) if piece.conditions else ()
    return Row(() if symbol is None else (symbol,), (EQUALS, *value), case)


def _plus(terms: Sequence[Phrase]) -> Phrase:
    parts: list[Inline] = []
    for k, term in enumerate(terms):
        if k == 0:
            parts += term
        elif len(term) == 1 and isinstance(term[0], Negative) and not isinstance(term[0].operand, Sum):
            parts += [Symbol(" - ", " - "), term[0].operand]
        elif phrase_text(term).startswith("-"):
            parts += [Symbol(" + (", r" + \bigl("), *term, Symbol(")", r"\bigr)")]
        else:
            parts += [Symbol(" + ", " + "), *term]
    return tuple(parts)


def _domain_sentence(conditions: Sequence[BranchCondition], letters: Letters, symbol: Symbol) -> Phrase:
    if not conditions:
        return ("This is finite for all multipliers that the problem admits.",)
    return (
        *where("This holds where ", conditions, letters),
        "; elsewhere ",
        symbol,
        " is ",
        MINUS_INFINITY,
        ". These multipliers are its effective domain.",
    )
