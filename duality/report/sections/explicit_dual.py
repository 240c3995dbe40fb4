"""The explicit dual: maximize theta_D over the multipliers at which it is finite."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from duality.algebra.atoms import substitute, substitute_comparison
from duality.model.derivation import Condition, ConicDual, Derivation, DualFunction
from duality.model.expression import ZERO, Comparison, Expression, Variable
from duality.model.problem import Membership, Problem
from duality.report.document import Inline, Line, Name, Phrase, Symbol
from duality.report.dual_conditions import says_sign, told_rows
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.phrases import condition_formula
from duality.report.pieces import Piece, arrange
from duality.report.sections.statement import MOST_ROWS, mapped, name_list, on_one_line

Item = TypeVar("Item")

AUXILIARY = Symbol("theta_A", r"\theta_A")
"""The dual function of the auxiliary form."""

MOST_SIGNS = 6
"""Multipliers whose signs are written one by one; more are called alpha."""

BORDER = "the other pieces lie on the border of this domain, and do not change the best value"

SUBJECT_TO = Symbol("  subject to  ", r"\quad\text{subject to}\quad ")


def explicit_dual(derivation: Derivation, letters: Letters, options: Options) -> list[Line]:
    """maximize theta_D  subject to  its effective domain and alpha >= 0; in words where there is no such form."""
    own = derivation.dual_function
    source = derivation if own.is_closed or derivation.auxiliary is None else derivation.auxiliary
    theta = source.dual_function
    symbol = letters.notation.dual_function if source is derivation else AUXILIARY
    remark: Phrase = ("d* is its negative, in the sense of the statement",) if derivation.form.sign < 0 else ()
    signs = [m.name for m in theta.multipliers if m.kind == "inequality"]
    match source.dual_problem:
        case Problem() as dual:
            # Where the objective is not theta_D as it was shown above, it is written out.
            told = [len(pieces) for pieces in _pieces(theta)]
            complete = len(dual.variables) == len(theta.multipliers) and told == [1]
            trees = {variable: Variable(letters.name(name)) for variable, name in source.dual_names}
            head: Inline = symbol if complete else substitute(dual.objective, trees)
            names = {variable: letters.name(name) for variable, name in source.dual_names}
            found = [(row, _sign_of(row)) for row in dual_rows(dual)]
            signed = [row for row, name in found if name is not None]
            rows = told_rows([row for row, name in found if name is None], signed)
            kept = [names[name] for _, name in found if name is not None and not says_sign(rows, name)]
            shown = _sign_phrase(kept, len(signs), letters)
            lines = _lines(head, rows, lambda row: (_renamed(row, names, trees),), shown, remark, options)
            of_auxiliary = source is derivation and derivation.auxiliary is not None
            if source.dual_drops_border and max(told) > 1 and not of_auxiliary:
                lines.append(Line((), (BORDER,)))
            return [*lines, *_explained(derivation, dual, letters, options)]
        case ConicDual(conditions=conditions):
            # alpha >= 0 is said once, whether or not a block repeats it.
            alone = [c for c in conditions if not (isinstance(c, Condition) and _sign_of(c.comparison))]
            shown = _sign_phrase([letters.name(name) for name in signs], len(signs), letters)
            return _lines(symbol, alone, lambda c: (condition_formula(letters.condition(c)),), shown, remark, options)
        case None if theta.has_unbounded_block:
            return [Line((), ("infeasible: ", symbol, " is -inf at every multiplier"))]
        case None:
            why = derivation.dual_reason or "no explicit form"
            shown = _sign_phrase([letters.name(name) for name in signs], len(signs), letters)
            return _lines(symbol, (), lambda row: (), shown, remark or (f"a concave problem; {why}",), options)


def _explained(derivation: Derivation, dual: Problem, letters: Letters, options: Options) -> list[Line]:
    """What the dual's variables stand for that are no multipliers of the statement, and which multipliers are gone."""
    lines: list[Line] = []
    if derivation.auxiliary is not None and derivation.dual_function.is_closed:
        own = {constraint.name for constraint in derivation.form.constraints}
        for constraint in (c for c in derivation.auxiliary.form.constraints if c.name not in own):
            name = Name(letters.name(constraint.multiplier))
            lines.append(Line((), ("with ", name, " the multiplier of ", constraint.constraint.written)))
    paired = {variable for variable, _ in derivation.dual_names}
    points = [name for name in dual.variables if name not in paired]
    if points:
        lines.append(Line((), ("with (", *_few(points), ") a stationary point of L")))
    slacks = [letters.name(name) for name, _ in derivation.dual_eliminated]
    if slacks:
        verb = "is the slack of a row and is" if len(slacks) == 1 else "are slacks of the rows and are"
        lines.append(Line((), (*_few(slacks), f" {verb} eliminated")))
    return mapped(lambda line: line, lines, options)


def _few(names: Sequence[str]) -> Phrase:
    """Names with commas between, the middle ones of many left out."""
    if len(names) <= MOST_SIGNS:
        return name_list(names)
    return (*name_list(names[:2]), ", ..., ", Name(names[-1]))


def dual_rows(dual: Problem) -> list[Comparison | Membership]:
    """The rows of the dual problem: its constraints, then its domain."""
    return [*(constraint.written for constraint in dual.constraints), *dual.domain]


def dual_in_multipliers(dual: Problem, names: dict[str, str]) -> tuple[Expression, list[Comparison | str]]:
    """Objective and rows of the dual problem, its variables a_budget renamed to the multipliers alpha_budget."""
    trees: dict[str, Expression] = {variable: Variable(multiplier) for variable, multiplier in names.items()}
    return substitute(dual.objective, trees), [_renamed(row, names, trees) for row in dual_rows(dual)]


def _renamed(
    row: Comparison | Membership, names: Mapping[str, str], trees: Mapping[str, Expression]
) -> Comparison | str:
    if isinstance(row, Membership):
        return str(Membership(tuple(names.get(name, name) for name in row.variables), row.set))
    return substitute_comparison(row, trees)


def _lines(
    objective: Inline,
    rows: Sequence[Item],
    phrase: Callable[[Item], Phrase],
    signs: Phrase,
    remark: Phrase,
    options: Options,
) -> list[Line]:
    """On one line where it fits; else a line a row, the signs of the multipliers last."""
    head: Phrase = ("maximize ", objective)
    last = [signs] if signs else []
    if not rows and not last:
        return [Line((), head, remark)]
    if len(rows) <= MOST_ROWS:
        together = on_one_line([*(phrase(row) for row in rows), *last])
        if together is not None:
            return [Line((), (*head, SUBJECT_TO, *together), remark)]
    lines = mapped(lambda row: Line((), ("    ", *phrase(row))), rows, options)
    return [Line((), (*head, SUBJECT_TO), remark), *lines, *(Line((), ("    ", *row)) for row in last)]


def _sign_phrase(names: Sequence[str], count: int, letters: Letters) -> Phrase:
    """alpha_1, alpha_2 >= 0; alpha >= 0 where all of many are meant."""
    if not names:
        return ()
    letter = letters.notation.inequality
    every = len(names) == count and len(names) > MOST_SIGNS
    shown: Phrase = (Symbol(letter, rf"\{letter}"),) if every else name_list(names)
    return (*shown, Symbol(" >= 0", r" \ge 0"))


def _pieces(theta: DualFunction) -> Iterator[tuple[Piece, ...]]:
    arrangement = arrange(theta, most=1)
    yield arrangement.pieces
    yield from (part.pieces for part in arrangement.parts)


def _sign_of(row: Comparison | Membership) -> str | None:
    """The name whose sign the row states: x >= 0."""
    match row:
        case Comparison((">=",), (Variable(name), right)) if right == ZERO:
            return name
        case _:
            return None
