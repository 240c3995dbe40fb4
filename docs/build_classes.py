"""Writes docs/classes.md: theta_D in closed form, class by class, from the rules' own entries and shipped problems.

``python docs/build_classes.py`` writes the file; with ``--check`` it only tells whether the file is up to date.
Every formula in it is derived while it is written.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

from duality.derivation import derive, standardize
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.functions import RECOGNIZERS
from duality.derivation.rules.vector import VECTOR_RULES
from duality.language import parse
from duality.model.derivation import Derivation, DualFunction
from duality.report.latex_words import math_words
from duality.report.notation import LIHANG, Letters
from duality.report.phrases import condition_formula, formula_latex, inline_latex
from duality.report.pieces import Piece, arrange
from duality.report.sections.dual_function import multiplier_range

HERE = Path(__file__).resolve().parent
TABLE = HERE / "classes.md"
PROBLEMS = HERE.parent / "problems"
ROOM = "duality.derivation.rules"

GENERAL = (
    "affine",
    "constant_quadratic",
    "quadratic",
    "finite_set",
    "directions",
    "vector.shared_rel_entr",
    "leading_form",
    "partial.minimization",
    "half_line",
)
"""The rules for whole blocks of L, in the order in which they are tried."""

BESIDES = ("piecewise", "nonconvex")
"""Functions of one variable that no recognizer of the table names."""

COMBINED = ("functions.binary_entropy", "functions.barrier")
"""Functions of the table that are recognized as a combination of two atoms."""

LETTERS = Letters(LIHANG, {})

HEAD = """# Dual functions by class

For each class a small problem, its dual function $\\theta_D(\\alpha, \\beta) = \\inf_x L(x, \\alpha, \\beta)$ in closed
form, the multipliers at which it is finite (its effective domain, besides $\\alpha \\ge 0$), and whether some $x$
attains the infimum. This page is written by `python docs/build_classes.py` from the rules of the package; no formula is
typed.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for title, modules in sections():
        rows = [row(entry_of(name)) for name in modules]
        parts.append("\n".join([f"## {title}\n", *table_head("class", "example"), *rows]) + "\n")
    shipped = [problem_row(path) for path in sorted(PROBLEMS.glob("*.dual"))]
    closing = "## The shipped problems\n\nAs `duality derive NAME` derives them; a maximum is told of its min form.\n"
    head = ["| problem | $\\theta_D$ | effective domain | attained |", "| :--- | :--- | :--- | :--- |"]
    parts.append("\n".join([closing, *head, *shipped]) + "\n")
    return "\n".join(parts)


def sections() -> Iterator[tuple[str, list[str]]]:
    """The headings, each with the modules whose entries stand under it."""
    yield "Rules for a group of variables", [f"{ROOM}.{name}" for name in GENERAL]
    vectors = [rule.__module__ for rule in VECTOR_RULES.values()]  # type: ignore[attr-defined]
    yield "Conjugates of functions of several variables", list(dict.fromkeys(vectors))
    listed = [recognizer.__module__ for recognizer in RECOGNIZERS]  # type: ignore[attr-defined]
    combined = [f"{ROOM}.univariate.{name}" for name in COMBINED]
    others = [f"{ROOM}.univariate.{name}" for name in BESIDES]
    yield "Conjugates of functions of one variable", list(dict.fromkeys([*listed, *combined, *others]))


def entry_of(module: str) -> Entry:
    """The entry that a rule's module carries."""
    return importlib.import_module(module).ENTRY


def table_head(*first: str) -> list[str]:
    names = [*first, "$\\theta_D$", "effective domain", "attained"]
    return [f"| {' | '.join(names)} |", "| :--- " * len(names) + "|"]


def row(entry: Entry) -> str:
    """One class."""
    derivation = derive(standardize(parse(entry.example)))
    cells = [f"{entry.name}<br>*{entry.reference}*", statement(entry.example), *dual_cells(derivation)]
    return f"| {' | '.join(cells)} |"


def problem_row(path: Path) -> str:
    """One shipped problem."""
    derivation = derive(standardize(parse(path.read_text(encoding="utf-8"))))
    return f"| {' | '.join([f'`{path.stem}`', *dual_cells(derivation)])} |"


def statement(text: str) -> str:
    """The statement on short lines; declarations of variables are left out."""
    lines = [line.strip() for line in text.splitlines()]
    shown = [line for line in lines if not line.startswith("var ") and line != "s.t."]
    return "<br>".join(f"`{line}`" for line in shown)


def dual_cells(derivation: Derivation) -> list[str]:
    """theta_D, its effective domain and whether it is attained, a line a piece."""
    theta = derivation.dual_function
    if not theta.is_closed and derivation.auxiliary is not None:
        values, domains, attained = dual_cells(derivation.auxiliary)
        return [f"of the auxiliary form: {values}", domains, attained]
    if not theta.is_closed:
        return ["no closed form; its values are computed", "", ""]
    if theta.has_unbounded_block:
        return [formula(r"-\infty"), "never finite", ""]
    arrangement = arrange(theta, most=1)
    named = [rf"\theta_{{{part.number}}}" for part in arrangement.parts]
    lines = [cells_of(piece, named, "", theta) for piece in arrangement.pieces]
    for part, name in zip(arrangement.parts, named, strict=True):
        lines += [cells_of(piece, [], f"{name} = ", theta) for piece in part.pieces]
    return ["<br>".join(column) for column in zip(*lines, strict=True)]


def cells_of(piece: Piece, parts: list[str], head: str, theta: DualFunction) -> tuple[str, str, str]:
    shown = [formula_latex(piece.expression)] if str(piece.expression) != "0" else []
    shown += [formula_latex(value) for value in piece.others]
    value = " + ".join([*shown, *parts]).replace("+ -", "- ") or "0"
    conditions = ", ".join(formula(formula_latex(condition_formula(condition))) for condition in piece.conditions)
    admitted = "".join(inline_latex(inline, math_words) for inline in multiplier_range(theta.multipliers, LETTERS))
    everywhere = formula(admitted)
    attained = {True: "yes", False: "no", None: "not everywhere, or not known"}[piece.attained]
    return formula(head + value), conditions or everywhere, attained


def formula(latex: str) -> str:
    """Between dollars; a vertical bar would end the cell."""
    return f"${latex.replace('|', chr(92) + 'vert ')}$"


def main(arguments: list[str]) -> int:
    """Writes the page, or checks it."""
    text = page()
    if "--check" in arguments:
        current = TABLE.read_text(encoding="utf-8") if TABLE.is_file() else ""
        if current != text:
            print(f"{TABLE.name} is out of date; write it anew with: python docs/build_classes.py", file=sys.stderr)
            return 1
        return 0
    TABLE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
