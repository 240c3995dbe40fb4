"""L = f + sum <alpha, c> + sum <beta, h>, written with the rows as they stand, split arguments as their variables."""

from __future__ import annotations

from duality.statements.nodes import Node
from duality.statements.text import POWER, SUM, alone, text, within
from duality.statements.tower.deriving import Derived
from duality.statements.tower.split_form import in_split_form


def lagrangian_text(derived: Derived) -> str:
    """L as text: the objective, then each multiplier times its row."""
    change = in_split_form(derived)
    parts = [text(change(derived.objective))]
    for row in derived.rows:
        parts.append(term(row.multiplier, change(row.body), str(row.row.range) if row.row.range.loops else ""))
    for split in derived.splits:
        body = f"{text(split.symbol)} - {within(change(split.definition), SUM + 1)}"
        loops = split.variable.range
        parts.append(_paired(split.dual, body, str(loops) if loops.loops else ""))
    return " + ".join(part for part in parts if part != "0") or "0"


def term(multiplier: Node, body: Node, range: str) -> str:
    """<multiplier, body>: alpha*(c), beta'*(A*x - b), tr(alpha*(S))."""
    return _paired(multiplier, text(alone(body)) if body.is_scalar else text(body), range)


def _paired(multiplier: Node, body: str, range: str) -> str:
    if multiplier.is_scalar:
        found = f"{within(multiplier, POWER)}*({body})"
    elif multiplier.is_column:
        found = f"{within(multiplier, POWER)}'*({body})"
    else:
        mark = "" if multiplier.kind == "block" or multiplier.mark[0].symmetric else "'"
        found = f"tr({within(multiplier, POWER)}{mark}*({body}))"
    return f"sum({found} {range})" if range else found
