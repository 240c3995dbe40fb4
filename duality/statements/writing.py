"""A statement as text of the language; reading the text gives an equal statement."""

from __future__ import annotations

from fractions import Fraction

from duality.model.problem import Expectation
from duality.statements.building.leaves import is_zero
from duality.statements.nodes import Declaration, Node
from duality.statements.sizes import set_text
from duality.statements.statement import Assumption, DomainRow, Row, Statement
from duality.statements.text import alone, text


def write(statement: Statement) -> str:
    """The text."""
    lines = []
    if statement.title:
        lines.append(f"title  {statement.title}")
    lines += [f"note   {note}" for note in statement.notes]
    lines += [f"param  {size}" for size in _undeclared_sizes(statement)]
    lines += [f"param  {parameter_text(d)}" for d in statement.parameters]
    lines += [f"assume {assumption_text(a)}" for a in statement.assumptions]
    lines += [f"var    {variable_text(d)}" for d in statement.variables]
    lines += [f"domain {domain_text(row)}" for row in statement.domain]
    lines.append(f"{statement.sense.value}    {text(statement.objective)}")
    if statement.rows:
        lines.append("s.t.")
        lines += [f"  {row_text(row)}" for row in statement.rows]
    if statement.data:
        lines += [f"bind   {name} = {_literal(value)}" for name, value in statement.data]
    lines += [f"expect {_expectation_text(e)}" for e in statement.expectations]
    return "\n".join(lines) + "\n"


def _undeclared_sizes(statement: Statement) -> list[str]:
    """Dimensions that no set and no range of a declaration names, as n in ones(n)."""
    declared = (*statement.parameters, *statement.variables)
    sizes = [size for d in declared for size in (*d.shape, *(loop.upper for loop in d.range.loops))]
    named = {letter for size in sizes for letter, _ in size.letters}
    rows = [loop.upper for row in statement.rows for loop in row.range.loops]
    named |= {letter for size in rows for letter, _ in size.letters}
    return [size for size in statement.sizes if size not in named]


def _expectation_text(expectation: Expectation) -> str:
    value = expectation.value
    if isinstance(value, bool):
        return f"{expectation.key} = {'yes' if value else 'no'}"
    if expectation.decimals is not None and not isinstance(value, str):
        from duality.algebra.evaluate import constant

        return f"{expectation.key} = {float(constant(value)):.{expectation.decimals}f}"
    return f"{expectation.key} = {value}"


def parameter_text(declaration: Declaration) -> str:
    """A in R^(m, n), lam > 0, A[G] in R^(m, k)"""
    members = ", ".join(str(loop.upper) for loop in declaration.range.loops)
    name = f"{declaration.name}[{members}]" if members else declaration.name
    kind = _set(declaration)
    if kind == "R" and not members:
        relation = {"positive": " > 0", "nonnegative": " >= 0", "negative": " < 0", "nonpositive": " <= 0"}
        return f"{name}{relation.get(declaration.sign, '')}"
    return f"{name} in {kind}"


def variable_text(declaration: Declaration) -> str:
    """x in R^n, x[i, j] for i in 1..m, j in 1..n"""
    kind = _set(declaration)
    if not declaration.range.loops:
        return f"{declaration.name} in {kind}"
    names = ", ".join(loop.name for loop in declaration.range.loops)
    member = f"{declaration.name}[{names}]"
    return f"{member}{'' if kind == 'R' else f' in {kind}'} {declaration.range}"


def _set(declaration: Declaration) -> str:
    if declaration.symmetric:
        plus = {"no": "", "semidefinite": "+", "definite": "++"}[declaration.definite]
        size = str(declaration.shape[0])
        return f"S{plus}^{size if size.isalnum() else f'({size})'}"
    plain = set_text(declaration.shape)
    plus = {"nonnegative": "+", "positive": "++"}.get(declaration.sign, "")
    return plain if plain == "R" else f"R{plus}{plain[1:]}"


def assumption_text(assumption: Assumption) -> str:
    if assumption.relation == "rank":
        return f"rank {assumption.left} = {assumption.right}"
    assert assumption.right is not None
    return f"{text(assumption.left)} {assumption.relation} {side_text(assumption.right)}"


def domain_text(row: DomainRow) -> str:
    """x >= 0 for ..., x in {0, 1}"""
    if row.relation == "in":
        points = ", ".join(side_text(p) for p in row.points)
        found = f"{text(row.left)} in {{{points}}}"
    else:
        assert row.right is not None
        found = f"{side_text(row.left)} {row.relation} {side_text(row.right)}"
    return f"{found} {row.range}" if row.range.loops else found


def row_text(row: Row) -> str:
    """name[i]: left <= right for i in 1..m"""
    names = ", ".join(loop.name for loop in row.range.loops)
    label = f"{row.name}[{names}]: " if names and row.named else f"{row.name}: " if row.named else ""
    tail = f" {row.range}" if names else ""
    return f"{label}{side_text(row.left)} {row.relation} {side_text(row.right)}{tail}"


def side_text(node: Node) -> str:
    """One side of a relation: a matrix of zeros is 0, a number spread over a vector the number."""
    return "0" if is_zero(node) else text(alone(node))


def _literal(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}" if value.denominator != 1 else str(value.numerator)
    return _decimal(value)


def _decimal(value: object) -> str:
    return repr(value) if isinstance(value, float) else str(value)
