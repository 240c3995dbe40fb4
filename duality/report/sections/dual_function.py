"""theta_D in the shape that suits it: one formula, pieces with their conditions, a sum of named parts, or words."""

from __future__ import annotations

from collections.abc import Callable

from duality.algebra.atoms import affine_expression
from duality.model.derivation import (
    Block,
    BranchCondition,
    DualFunction,
    ImplicitMinimum,
    InRange,
    Multiplier,
    PositiveSemidefinite,
    QuadraticValue,
)
from duality.model.expression import ZERO
from duality.report.document import EQUALS, Inline, Line, Name, Phrase, Symbol
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.phrases import QUADRATIC, affine_matrix, condition_formula
from duality.report.pieces import Arrangement, Piece, arrange
from duality.report.sections.statement import MOST_ROWS, joined, mapped, name_list, on_one_line

ELSEWHERE = "elsewhere"

MOST_NAMED = 3
"""Multipliers that are named one by one in a remark; more are called alpha and beta."""

MOST_PARTS = 12
"""Parts of a sum that are written one by one; of more the first two and the last."""

_AFTER_A_TERM = Symbol(" - 1/2 q' Q^+ q", QUADRATIC.latex)

Q, Q_VECTOR = Symbol("Q", "Q"), Symbol("q", "q")


def dual_function(theta: DualFunction, letters: Letters, options: Options, called: Symbol | None = None) -> list[Line]:
    """theta_D as one formula, as pieces with their conditions, as a sum of named parts, or in words."""
    symbol = (called or letters.notation.dual_function,)
    everywhere = multiplier_range(theta.multipliers, letters)
    if not theta.is_closed:
        what = "no closed form of its own" if theta.form == "auxiliary" else "no closed form found"
        body = f"{what}: {theta.reason or 'no rule applies'}"
        return [Line(symbol, (body,), ("its values are computed",) if theta.form == "numeric" else ())]
    if theta.has_unbounded_block:
        names = [name for block in theta.blocks if not block.branches for name in _own_variables(block)]
        reason = f"L is unbounded below in {_some(tuple(dict.fromkeys(names)))}"
        return [Line(symbol, (Symbol("-inf", r"-\infty"), f" {everywhere[0]}", *everywhere[1:]), (reason,))]
    arrangement = arrange(theta, most=1)
    numbers = tuple(part.number for part in arrangement.parts)
    elsewhere = elsewhere_words(arrangement)
    lines = _pieces(arrangement.pieces, letters, options, numbers, everywhere, elsewhere)
    lines[0] = Line(symbol, lines[0].body, lines[0].remark)
    for part in arrangement.parts:
        rows = _pieces(part.pieces, letters, options, (), everywhere, "" if part.complete else ELSEWHERE)
        label = _part(part.number, letters)
        infimum = Line((), (f"(the infimum over {_some(part.block.variables)}", *_directions(part.block), ")"))
        lines += [Line((label,), rows[0].body, rows[0].remark), *rows[1:], infimum]
    return lines


def comparison(theta: DualFunction) -> Phrase:
    """At how many multipliers the formula was held against L itself; empty where there is no formula."""
    places = "multipliers" if theta.multipliers else "values of the letters"
    return (f"compared with inf L at {theta.checked_at} {places}",) if theta.checked_at else ()


def multiplier_range(multipliers: tuple[Multiplier, ...], letters: Letters) -> Phrase:
    """for every alpha_budget >= 0; for every alpha >= 0 and every beta, where there are many."""
    by_kind: dict[str, list[str]] = {"inequality": [], "equality": []}
    for multiplier in multipliers:
        by_kind[multiplier.kind].append(letters.name(multiplier.name))
    phrases: list[Phrase] = []
    for kind, letter in (("inequality", letters.notation.inequality), ("equality", letters.notation.equality)):
        names = by_kind[kind]
        if not names:
            continue
        shown = name_list(names) if len(names) <= MOST_NAMED else (_letter(letter),)
        phrases.append((*shown, Symbol(" >= 0", r" \ge 0")) if kind == "inequality" else shown)
    if not phrases:
        return ("(there are no multipliers)",)
    return ("for every ", *phrases[0]) if len(phrases) == 1 else ("for every ", *phrases[0], " and every ", *phrases[1])


def _pieces(
    pieces: tuple[Piece, ...],
    letters: Letters,
    options: Options,
    parts: tuple[int, ...],
    everywhere: Phrase,
    elsewhere: str,
) -> list[Line]:
    """A line a piece; one piece alone tells its conditions on a line of its own. -inf where there is an elsewhere."""
    if len(pieces) == 1 and not pieces[0].conditions:
        value, definitions = piece_value(pieces[0], letters, parts)
        implicit = [other for other in pieces[0].others if isinstance(other, ImplicitMinimum)]
        reached = all(other.attained for other in implicit)
        kind = f"an implicit {'minimum' if reached else 'infimum'}" if implicit else "closed form"
        remark = everywhere if parts else (f"{kind} {everywhere[0]}", *everywhere[1:])
        return [Line((), value, remark), *definitions]
    minus_infinity = Symbol("-inf", r"-\infty")
    if len(pieces) == 1:
        value, definitions = piece_value(pieces[0], letters, parts)
        conditions = _condition_lines(pieces[0], letters, options)
        rest = [Line((), (minus_infinity, f" {elsewhere}"))] if elsewhere else []
        return [Line((), value), *definitions, *conditions, *rest]
    lines: list[Line] = []
    for piece in pieces:
        value, definitions = piece_value(piece, letters, parts)
        lines += [Line((), value, piece_conditions(piece, letters)), *definitions]
    return [*lines, Line((), (minus_infinity,), (elsewhere,))] if elsewhere else lines


def elsewhere_words(arrangement: Arrangement) -> str:
    """The words behind -inf; none where there is no elsewhere."""
    if not arrangement.possible:
        return "everywhere: no multipliers satisfy these conditions"
    return "" if arrangement.complete else ELSEWHERE


def piece_value(piece: Piece, letters: Letters, parts: tuple[int, ...]) -> tuple[Phrase, list[Line]]:
    """The piece's value, and the matrices that it names."""
    phrase: list[Inline] = []
    definitions: list[Line] = []
    if piece.expression != ZERO or not (piece.others or parts):
        phrase.append(letters.expression(piece.expression))
    for value in piece.others:
        renamed = letters.value(value)
        if isinstance(renamed, QuadraticValue):
            phrase.append(_AFTER_A_TERM if phrase else QUADRATIC)
            matrix, vector = affine_matrix(renamed.matrix), affine_matrix((renamed.vector,))
            definitions.append(Line((), ("with ", Q, EQUALS, matrix, ", ", Q_VECTOR, EQUALS, vector)))
        else:
            phrase += [*_plus(phrase), renamed]
    for number in parts[:2] if len(parts) > MOST_PARTS else parts:
        phrase += [*_plus(phrase), _part(number, letters)]
    if len(parts) > MOST_PARTS:
        phrase += [Symbol(" + ... + ", r" + \cdots + "), _part(parts[-1], letters)]
    return tuple(phrase), definitions


def _plus(phrase: list[Inline]) -> list[Inline]:
    return [Symbol(" + ", " + ")] if phrase else []


def _condition_phrase(piece: Piece, letters: Letters) -> Callable[[BranchCondition], Phrase]:
    """How the piece's conditions are written; a matrix that its value names is called by that name."""
    named = {(value.matrix, value.vector) for value in piece.others if isinstance(value, QuadraticValue)}
    matrices = {matrix for matrix, _ in named}

    def phrase(condition: BranchCondition) -> Phrase:
        match condition:
            case PositiveSemidefinite(matrix, strict) if matrix in matrices and len(named) == 1:
                return (Q, f" is positive {'definite' if strict else 'semidefinite'}")
            case InRange(matrix, vector) if (matrix, vector) in named and len(named) == 1:
                return (Q_VECTOR, " is in the range of ", Q)
            case _:
                return (letters.formula(condition_formula(condition)),)

    return phrase


def piece_conditions(piece: Piece, letters: Letters) -> Phrase:
    if not piece.conditions:
        return ()
    return ("where ", *joined([_condition_phrase(piece, letters)(condition) for condition in piece.conditions]))


def _condition_lines(piece: Piece, letters: Letters, options: Options) -> list[Line]:
    phrase = _condition_phrase(piece, letters)
    together = None
    if len(piece.conditions) <= MOST_ROWS:
        together = on_one_line([phrase(condition) for condition in piece.conditions])
    if together is not None:
        return [Line((), ("where ", *together))]
    lines = mapped(lambda condition: Line((), ("      ", *phrase(condition))), piece.conditions, options)
    lines[0] = Line((), ("where ", *lines[0].body[1:]))
    return lines


def _directions(block: Block) -> Phrase:
    """, where y1 = x1 + 2*x2: what the names stand for that are no variables of the problem."""
    phrase: list[Inline] = []
    for k, (name, form) in enumerate(block.directions):
        phrase += [", where " if k == 0 else ", ", Name(name), EQUALS, affine_expression(form)]
    return tuple(phrase)


def _part(number: int, letters: Letters) -> Symbol:
    symbol = letters.notation.dual_function
    stem, stem_latex = symbol.text.split("_")[0], symbol.latex.split("_")[0]
    return Symbol(f"{stem}_{number}", f"{stem_latex}_{{{number}}}")


def _letter(letter: str) -> Symbol:
    return Symbol(letter, rf"\{letter}")


def _own_variables(block: Block) -> tuple[str, ...]:
    """The problem's variables that the block is about, also where it is derived along directions."""
    forms = dict(block.directions)
    return tuple(name for own in block.variables for name in (forms[own].names if own in forms else (own,)))


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names) if len(names) <= MOST_NAMED else f"{', '.join(names[:2])}, ..., {names[-1]}"
