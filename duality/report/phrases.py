"""Every inline of a document as text and as LaTeX mathematics."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from duality.algebra.atoms import affine_expression
from duality.model.derivation import (
    Condition,
    Formula,
    ImplicitMinimum,
    Infimum,
    InRange,
    PositiveSemidefinite,
    QuadraticValue,
)
from duality.model.expression import ZERO, Comparison, Expression, Variable
from duality.model.form import Affine
from duality.model.printing import comparison_latex, comparison_text, latex, name_latex, text
from duality.report.document import Display, Inline, Matrix, Name, Phrase, Symbol, Value
from duality.report.numbers import decimal, decimal_latex, scalar_latex, scalar_text

QUADRATIC = Symbol("-1/2 q' Q^+ q", r"-\tfrac{1}{2}\, q^{\top} Q^{+} q")
"""The infimum of 1/2 x'Qx + q'x; Q^+ is the pseudoinverse."""


def phrase_text(phrase: Phrase, longest: int | None = None) -> str:
    """The phrase as plain text; a formula beyond ``longest`` characters is cut in the middle and says so."""
    return "".join(
        _cut(inline_text(inline), longest) if _is_formula(inline) else inline_text(inline) for inline in phrase
    )


def inline_text(inline: Inline) -> str:
    """One inline as plain text."""
    match inline:
        case str():
            return inline
        case Symbol(shown, _):
            return shown
        case Name(name):
            return name
        case Value(value, signed):
            shown = scalar_text(value)
            if signed and " " in shown:
                # A sign before a sum would belong to its first term only.
                shown = decimal(float(value))
            return f"+{shown}" if signed and value > 0 else shown
        case Display(rows):
            return "; ".join(phrase_text((*row.left, *row.right, *_aside(row.remark))) for row in rows)
        case Matrix(rows):
            entries = [[inline_text(entry) for entry in row] for row in rows]
            return matrix_text(entries)
        case _:
            return formula_text(inline)


def inline_latex(inline: Inline, words: Callable[[str], str]) -> str:
    """One inline as LaTeX for math mode; ``words`` turns running text into what math mode takes."""
    match inline:
        case str():
            return words(inline)
        case Symbol(_, shown):
            return shown
        case Name(name):
            return name_latex(name)
        case Value(value, signed):
            shown = (
                decimal_latex(decimal(float(value))) if signed and " " in scalar_text(value) else scalar_latex(value)
            )
            return f"+{shown}" if signed and value > 0 else shown
        case Display(rows):
            phrases = [(*row.left, *row.right, *_aside(row.remark)) for row in rows]
            return r",\quad ".join("".join(inline_latex(part, words) for part in phrase) for phrase in phrases)
        case Matrix(rows):
            return matrix_latex([[inline_latex(entry, words) for entry in row] for row in rows])
        case _:
            return formula_latex(inline)


def _aside(remark: Phrase) -> Phrase:
    return ("   ", *remark) if remark else ()


def formula_text(formula: Formula) -> str:
    """Expressions, comparisons, and the statements about matrices, as plain text."""
    match formula:
        case Expression():
            return text(formula)
        case Comparison():
            return comparison_text(formula)
        case PositiveSemidefinite(matrix, strict):
            return f"{_matrix_of(matrix, text)} is positive {'definite' if strict else 'semidefinite'}"
        case InRange(matrix, vector):
            return f"{_vector_of(vector, text)} is in the range of {_matrix_of(matrix, text)}"
        case QuadraticValue(matrix, vector):
            return f"{QUADRATIC.text} with Q = {_matrix_of(matrix, text)}, q = {_vector_of(vector, text)}"
        case ImplicitMinimum(variable, body, lower, upper, lower_open, upper_open):
            left = "(-inf" if lower is None else f"{'(' if lower_open else '['}{text(lower)}"
            right = "inf)" if upper is None else f"{text(upper)}{')' if upper_open else ']'}"
            return f"{'min' if formula.attained else 'inf'} over {variable} in {left}, {right} of ({text(body)})"
        case Infimum(variables, body, region, value):
            equals = "" if value is None else f" = {text(value)}"
            return f"inf over {_over(variables, region, comparison_text, str)} of ({text(body)}){equals}"
        case _:
            assert_never(formula)


def formula_latex(formula: Formula) -> str:
    """The same in LaTeX for math mode."""
    match formula:
        case Expression():
            return latex(formula)
        case Comparison():
            return comparison_latex(formula)
        case PositiveSemidefinite(matrix, strict):
            return _matrix_latex_of(matrix) + (r" \succ 0" if strict else r" \succeq 0")
        case InRange(matrix, vector):
            return rf"{_vector_latex_of(vector)} \in \operatorname{{range}} {_matrix_latex_of(matrix)}"
        case QuadraticValue(matrix, vector):
            names = rf"Q = {_matrix_latex_of(matrix)},\; q = {_vector_latex_of(vector)}"
            return rf"{QUADRATIC.latex} \quad\text{{with}}\quad {names}"
        case ImplicitMinimum(variable, body, lower, upper, lower_open, upper_open):
            left = r"(-\infty" if lower is None else f"{'(' if lower_open else '['}{latex(lower)}"
            right = r"\infty)" if upper is None else f"{latex(upper)}{')' if upper_open else ']'}"
            least = r"\min" if formula.attained else r"\inf"
            return rf"{least}_{{{name_latex(variable)} \in {left}, {right}}} \left({latex(body)}\right)"
        case Infimum(variables, body, region, value):
            equals = "" if value is None else f" = {latex(value)}"
            under = _over(variables, region, comparison_latex, name_latex)
            return rf"\inf_{{{under}}} \left({latex(body)}\right){equals}"
        case _:
            assert_never(formula)


def _over(
    variables: tuple[str, ...],
    region: tuple[Comparison, ...],
    compare: Callable[[Comparison], str],
    name: Callable[[str], str],
) -> str:
    """x, y >= 0: each variable as its bounds show it, the free ones by name."""
    bounded = {
        own: row for row in region for side in row.expressions for own in side.variables()[:1] if side == Variable(own)
    }
    shown = [compare(bounded[own]) if own in bounded else name(own) for own in variables]
    return ", ".join([*shown, *(compare(row) for row in region if row not in bounded.values())])


def condition_formula(condition: Condition | PositiveSemidefinite | InRange) -> Formula:
    """A branch's condition as a formula; -alpha - beta = 0 with its signs turned."""
    if not isinstance(condition, Condition):
        return condition
    form = condition.affine
    if condition.relation == "=" and form is not None and form.constant == 0 and all(c < 0 for _, c in form.terms):
        return Comparison(("=",), (affine_expression(-form), ZERO))
    return condition.comparison


def matrix_text(entries: list[list[str]]) -> str:
    """[[a, b], [c, d]], a single row as [a, b]."""
    rows = [f"[{', '.join(row)}]" for row in entries]
    return rows[0] if len(rows) == 1 else f"[{', '.join(rows)}]"


def matrix_latex(entries: list[list[str]]) -> str:
    """A bracketed matrix; a single row is set as a column vector."""
    rows = [[entry] for entry in entries[0]] if len(entries) == 1 else entries
    return r"\begin{bmatrix}" + r" \\ ".join(" & ".join(row) for row in rows) + r"\end{bmatrix}"


def affine_matrix(matrix: tuple[tuple[Affine, ...], ...]) -> Matrix:
    """A matrix of affine forms as an inline."""
    return Matrix(tuple(tuple(map(affine_expression, row)) for row in matrix))


def _matrix_of(matrix: tuple[tuple[Affine, ...], ...], write: Callable[[Expression], str]) -> str:
    entries = [[write(affine_expression(entry)) for entry in row] for row in matrix]
    return f"[[{entries[0][0]}]]" if len(entries) == 1 else matrix_text(entries)


def _vector_of(vector: tuple[Affine, ...], write: Callable[[Expression], str]) -> str:
    return matrix_text([[write(affine_expression(entry)) for entry in vector]])


def _matrix_latex_of(matrix: tuple[tuple[Affine, ...], ...]) -> str:
    return matrix_latex([[latex(affine_expression(entry)) for entry in row] for row in matrix])


def _vector_latex_of(vector: tuple[Affine, ...]) -> str:
    return matrix_latex([[latex(affine_expression(entry)) for entry in vector]])


def _is_formula(inline: Inline) -> bool:
    return not isinstance(inline, (str, Symbol, Name, Value, Display))


def _cut(shown: str, longest: int | None) -> str:
    if longest is None or len(shown) <= longest:
        return shown
    half = longest // 2
    head = shown[: shown.rfind(" ", 0, half)] if " " in shown[:half] else shown[:half]
    tail_from = shown.find(" ", len(shown) - half)
    tail = shown[tail_from:] if tail_from >= 0 else shown[-half:]
    return f"{head} ... [{len(shown) - len(head) - len(tail)} characters more] ...{tail}"
