"""The derivation told line by line: split, collect, minimize, gather."""

from __future__ import annotations

from duality.named_tuples import NamedTuple
from duality.statements.nodes import Range
from duality.statements.text import text
from duality.statements.tower.conditions import Condition
from duality.statements.tower.conjugates import CONJUGATES
from duality.statements.tower.deriving import Derived, Solved
from duality.statements.tower.lagrangian import lagrangian_text
from duality.statements.tower.tidying import tidy
from duality.statements.writing import side_text


class Step(NamedTuple):
    """What is done, and the formula that it gives."""

    words: str
    formula: str


def steps(derived: Derived) -> tuple[Step, ...]:
    """From the statement to theta_D."""
    found = [
        Step(f"split {text(s.symbol)} = {text(s.definition)}", "an equivalent problem, with a multiplier of its own")
        for s in derived.splits
    ]
    found.append(Step("the Lagrangian", f"L = {lagrangian_text(derived)}"))
    for solved in derived.blocks:
        found += _block(solved)
    found.append(Step("gather", f"theta_D = {text(derived.value)}"))
    return tuple(found)


def _block(solved: Solved) -> list[Step]:
    block = solved.block
    member = text(block.symbol)
    tail = quantified(block.range) if block.range.loops else ""
    found = [Step(f"collect {member}", f"{_pairing(solved)}{tail}")]
    for placement in block.atoms:
        if placement.kind in CONJUGATES:
            found.append(Step(f"the conjugate of {placement.kind}", CONJUGATES[placement.kind].formula))
    where = ", ".join(condition_text(tidy(c)) for c in solved.piece.conditions)
    value = text(solved.piece.value)
    found.append(Step(f"minimize over {member}: {solved.piece.step}", f"{value}{f'  where {where}' if where else ''}"))
    return found


def _pairing(solved: Solved) -> str:
    """(c + A'*beta)'*x, or the slope by itself for a number."""
    block = solved.block
    shown = text(block.gradient)
    if block.symbol.is_scalar:
        return f"({shown})*{text(block.symbol)}"
    if block.symbol.is_column:
        return f"({shown})'*{text(block.symbol)}"
    return f"tr(({shown})'*{text(block.symbol)})"


def quantified(range: Range) -> str:
    """for all i in 1..m"""
    return f" {range}".replace(" for ", " for all ", 1)


def condition_text(condition: Condition) -> str:
    """A condition in a line: left relation right, for all its indexes."""
    tail = quantified(condition.range) if condition.range.loops else ""
    if condition.relation == "range":
        return f"{text(condition.left)} in range({text(condition.right)}){tail}"
    strictly = " strictly" if condition.strict else ""
    return f"{side_text(condition.left)} {condition.relation} {side_text(condition.right)}{strictly}{tail}"
