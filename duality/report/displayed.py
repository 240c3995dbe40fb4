"""Single derived objects as text and as LaTeX for math mode, in the letters of the derivation."""

from __future__ import annotations

from duality.model.derivation import KKT, Derivation, DualFunction
from duality.model.expression import ZERO
from duality.report.document import Document, Line, Lines, Phrase
from duality.report.latex_words import math_words
from duality.report.notation import LIHANG, Letters
from duality.report.options import Options
from duality.report.phrases import condition_formula, formula_latex, inline_latex
from duality.report.pieces import Piece, arrange
from duality.report.renderers.text import document_text
from duality.report.sections import dual_function, explicit_dual, optimality

LETTERS = Letters(LIHANG, {})
EVERYTHING = Options(verbose=True)


def dual_function_text(theta: DualFunction) -> str:
    """theta_D on labeled lines."""
    return _text(dual_function.dual_function(theta, LETTERS, Options()))


def dual_function_latex(theta: DualFunction) -> str:
    r"""\theta_D = \begin{cases} ... \end{cases}, the sum of such where there are parts."""
    head = r"\theta_D"
    if not theta.is_closed:
        return rf"{head} = \text{{no closed form}}"
    arrangement = arrange(theta, most=1)
    if not arrangement.pieces:
        return rf"{head} = -\infty"
    parts = [rf"\theta_{{{part.number}}}" for part in arrangement.parts]
    lines = [rf"{head} = {_cases(arrangement.pieces, parts, arrangement.complete)}"]
    lines += [rf"\theta_{{{part.number}}} = {_cases(part.pieces, [], part.complete)}" for part in arrangement.parts]
    return r",\qquad ".join(lines)


def dual_problem_text(derivation: Derivation) -> str:
    """maximize theta_D subject to its conditions."""
    return _text(explicit_dual.explicit_dual(derivation, LETTERS, EVERYTHING))


def dual_problem_latex(derivation: Derivation) -> str:
    """The same in one aligned display."""
    return _aligned([line.body for line in explicit_dual.explicit_dual(derivation, LETTERS, EVERYTHING)])


def kkt_text(kkt: KKT) -> str:
    """The KKT system, one condition a line."""
    return document_text(Document("", tuple(optimality.kkt_system(kkt, LETTERS, EVERYTHING)[1:])), EVERYTHING).rstrip()


def kkt_latex(kkt: KKT) -> str:
    """The same in one aligned display."""
    parts = optimality.kkt_system(kkt, LETTERS, EVERYTHING)
    return _aligned([line.body for part in parts if isinstance(part, Lines) for line in part.lines])


def _cases(pieces: tuple[Piece, ...], parts: list[str], complete: bool) -> str:
    rows = []
    for piece in pieces:
        conditions = ",\\; ".join(formula_latex(condition_formula(c)) for c in piece.conditions)
        rows.append((_sum(piece, parts), conditions))
    if len(rows) == 1 and not rows[0][1]:
        return rows[0][0]
    body = " \\\\ ".join(rf"{value} & \text{{if }} {conditions}" if conditions else value for value, conditions in rows)
    elsewhere = "" if complete else r" \\ -\infty & \text{elsewhere}"
    return rf"\begin{{cases}} {body}{elsewhere} \end{{cases}}"


def _sum(piece: Piece, parts: list[str]) -> str:
    shown = [piece.expression.latex()] if piece.expression != ZERO else []
    shown += [formula_latex(value) for value in piece.others]
    return " + ".join([*shown, *parts]).replace("+ -", "- ") or "0"


def _text(lines: list[Line]) -> str:
    return document_text(Document("", (Lines("formulas", tuple(lines)),)), EVERYTHING).strip()


def _aligned(bodies: list[Phrase]) -> str:
    rows = ["".join(inline_latex(inline, math_words) for inline in body) for body in bodies]
    if len(rows) == 1:
        return rows[0]
    return r"\begin{aligned} & " + r" \\ & ".join(rows) + r" \end{aligned}"
