"""A derivation in LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.model.problem import Sense
from duality.report.options import Options
from duality.statements.building.leaves import is_zero
from duality.statements.latex import latex, range_latex
from duality.statements.nodes import Node, Range
from duality.statements.statement import Statement
from duality.statements.text import alone
from duality.statements.tower.conditions import Condition
from duality.statements.tower.split_form import in_split_form
from duality.statements.tower.standard import StandardRow

if TYPE_CHECKING:
    from duality.statements.results import StatementDerivation

_RELATIONS = {"<=": "\\le", ">=": "\\ge", "=": "=", ">>": "\\succeq", "<<": "\\preceq", "<": "<", ">": ">"}

_HEAD = "\\documentclass{article}\n\\usepackage{amsmath,amssymb}\n\\begin{document}\n"


def derivation_latex(found: StatementDerivation, options: Options) -> str:
    """The statement, L, theta_D and the dual as one displayed alignment, alone or as a document."""
    derived = found.derived
    lines = problem_rows(derived.statement)
    lines += [f"& \\text{{split}} && {latex(s.symbol)} = {latex(s.definition)}" for s in derived.splits]
    lines.append(f"& L && {_lagrangian(found)}")
    lines.append(f"& {options.notation.dual_function.latex} && {latex(derived.value)}")
    lines += [f"& && {condition_latex(c)}" for c in derived.conditions]
    lines += problem_rows(found.dual_problem.statement)
    body = " \\\\\n".join(lines)
    shown = f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"
    if options.notation.name == "boyd":
        shown = shown.replace("\\alpha_", "\\lambda_").replace("\\beta_", "\\nu_")
    return f"{_HEAD}\\[\n{shown}\n\\]\n\\end{{document}}\n" if options.standalone else shown


def problem_rows(statement: Statement) -> list[str]:
    """minimize, subject to, over: rows of an alignment."""
    word = "minimize" if statement.sense is Sense.MIN else "maximize"
    rows = [f"& \\text{{{word}}} && {latex(statement.objective)}"]
    for k, row in enumerate(statement.rows):
        head = "\\text{subject to}" if k == 0 else ""
        rows.append(f"& {head} && {_relation(row.left, row.relation, row.right, row.range)}")
    for item in statement.domain:
        if item.right is not None:
            rows.append(f"& && {_relation(item.left, item.relation, item.right, item.range)}")
        else:
            points = ", ".join(_side(p) for p in item.points)
            rows.append(f"& && {latex(item.left)} \\in \\{{{points}\\}}{_tail(item.range)}")
    return rows


def condition_latex(condition: Condition) -> str:
    """A condition of the effective domain."""
    if condition.relation == "range":
        range = f"\\mathcal{{R}}\\left({latex(condition.right)}\\right)"
        return f"{latex(condition.left)} \\in {range}{_tail(condition.range)}"
    relation = ">>" if condition.relation == ">>" else condition.relation
    if condition.strict:
        return f"{_side(condition.left)} \\succ 0{_tail(condition.range)}"
    return _relation(condition.left, relation, condition.right, condition.range)


def _relation(left: Node, relation: str, right: Node, range: Range) -> str:
    return f"{_side(left)} {_RELATIONS[relation]} {_side(right)}{_tail(range)}"


def _side(node: Node) -> str:
    return "0" if is_zero(node) else latex(alone(node))


def _tail(range: Range) -> str:
    return f",\\quad {range_latex(range)}" if range.loops else ""


def _lagrangian(found: StatementDerivation) -> str:
    derived = found.derived
    change = in_split_form(derived)
    parts = [latex(change(derived.objective)), *(_row(row._replace(body=change(row.body))) for row in derived.rows)]
    for split in derived.splits:
        body = f"{latex(split.symbol)} - \\left({latex(change(split.definition))}\\right)"
        parts.append(_paired(split.dual, body, split.variable.range))
    return " + ".join(part for part in parts if part != "0")


def _row(row: StandardRow) -> str:
    return _paired(row.multiplier, latex(row.body), row.row.range)


def _paired(multiplier: Node, body: str, range: Range) -> str:
    if multiplier.is_scalar:
        shown = f"{latex(multiplier)} \\left({body}\\right)"
    elif multiplier.is_column:
        shown = f"{latex(multiplier)}^\\top \\left({body}\\right)"
    else:
        shown = f"\\operatorname{{tr}}\\left({latex(multiplier)}^\\top \\left({body}\\right)\\right)"
    loops = ",\\,".join(f"{a.name}={a.lower}..{a.upper}" for a in range.loops)
    return f"\\sum_{{{loops}}} {shown}" if loops else shown
