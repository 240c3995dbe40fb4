"""The explicit dual: maximize theta_D over the multipliers at which it is finite."""

from __future__ import annotations

from duality.algebra.atoms import substitute, substitute_comparison
from duality.model.derivation import ConicDual, Derivation
from duality.model.expression import ZERO, Comparison, Expression, Variable
from duality.model.problem import Membership, Problem
from duality.report.document import Inline, Line, Phrase, Symbol
from duality.report.notation import Letters
from duality.report.phrases import condition_formula, phrase_text
from duality.report.sections.statement import MOST_JOINED, joined, name_list

MOST_SIGNS = 6
"""Multipliers whose signs are written one by one; more are called alpha."""

SUBJECT_TO = Symbol("  subject to  ", r"\quad\text{subject to}\quad ")


def explicit_dual(derivation: Derivation, letters: Letters) -> list[Line]:
    """maximize theta_D  subject to  its effective domain and alpha >= 0; in words where there is no such form."""
    theta = derivation.dual_function
    symbol = letters.notation.dual_function
    remark: Phrase = ("d* is its negative, in the sense of the statement",) if derivation.form.sign < 0 else ()
    inequalities = [m for m in theta.multipliers if m.kind == "inequality"]
    count = len(inequalities)
    signs: list[Comparison | str] = [Comparison((">=",), (Variable(letters.name(m.name)), ZERO)) for m in inequalities]
    match derivation.dual_problem:
        case Problem() as dual:
            objective, rows = dual_in_multipliers(dual, dict(derivation.dual_names))
            # Where some multipliers were eliminated, the objective differs from theta_D and is written out.
            complete = len(dual.variables) == len(theta.multipliers)
            head: Inline = symbol if complete else letters.expression(objective)
            return _lines(head, _with_signs_together([_renamed(row, letters) for row in rows], letters, count), remark)
        case ConicDual(conditions=conditions):
            formulas = [condition_formula(letters.condition(condition)) for condition in conditions]
            # alpha >= 0 is said once, whether or not a block repeats it.
            others: list[Phrase] = [(formula,) for formula in formulas if formula not in signs]
            return _lines(symbol, [*others, *_with_signs_together(signs, letters, count)], remark)
        case None if theta.never_finite:
            return [Line((), ("infeasible: ", symbol, " is -inf at every multiplier"))]
        case None:
            # Why there is no explicit form is known to the derivation.
            why = derivation.dual_reason or "no explicit form"
            return _lines(symbol, _with_signs_together(signs, letters, count), remark or (f"a concave problem; {why}",))


def dual_in_multipliers(dual: Problem, names: dict[str, str]) -> tuple[Expression, list[Comparison | str]]:
    """Objective and rows of the dual problem, its variables a_budget renamed to the multipliers alpha_budget."""
    trees: dict[str, Expression] = {variable: Variable(multiplier) for variable, multiplier in names.items()}
    rows: list[Comparison | str] = []
    for row in (*(constraint.written for constraint in dual.constraints), *dual.domain):
        if isinstance(row, Membership):
            renamed = tuple(names.get(name, name) for name in row.variables)
            rows.append(str(Membership(renamed, row.set)))
        else:
            rows.append(substitute_comparison(row, trees))
    return substitute(dual.objective, trees), rows


def _renamed(row: Comparison | str, letters: Letters) -> Comparison | str:
    return letters.comparison(row) if isinstance(row, Comparison) else row


def _lines(objective: Inline, rows: list[Phrase], remark: Phrase) -> list[Line]:
    head: Phrase = ("maximize ", objective)
    if not rows:
        return [Line((), head, remark)]
    one_line: Phrase = (*head, SUBJECT_TO, *joined(rows))
    if len(phrase_text(one_line)) <= MOST_JOINED:
        return [Line((), one_line, remark)]
    first = Line((), (*head, SUBJECT_TO), remark)
    return [first, *(Line((), ("    ", *row)) for row in rows)]


def _with_signs_together(rows: list[Comparison | str], letters: Letters, count: int) -> list[Phrase]:
    """The rows, but all of alpha_i >= 0 in one; ``count`` is how many inequalities there are."""
    names = [row.expressions[0].name for row in rows if _is_sign(row)]  # type: ignore[union-attr]
    phrases: list[Phrase] = [(row,) for row in rows if not _is_sign(row)]
    if names:
        letter = letters.notation.inequality
        every = len(names) == count and len(names) > MOST_SIGNS
        shown = (Symbol(letter, rf"\{letter}"),) if every else name_list(names)
        phrases.append((*shown, Symbol(" >= 0", r" \ge 0")))
    return phrases


def _is_sign(row: Comparison | str) -> bool:
    match row:
        case Comparison((">=",), (Variable(), right)):
            return right == ZERO
        case _:
            return False
