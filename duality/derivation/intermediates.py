"""Named intermediates in place of long values: the quadratic dual by its stationary points.

    -1/2 q'Q^+ q  over {q in range Q}   is   -1/2 x'Q x   subject to   Q x + q = 0,

q affine in the multipliers. The variables x of the dual are the minimizers of L and keep the names of the primal
variables. Source: W. S. Dorn, "Duality in quadratic programming", Quarterly of Applied Mathematics 18 (1960).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, row_expression, scalar_expression, scaled, total
from duality.model.derivation import Block, Branch, Condition, QuadraticValue, Value
from duality.model.expression import Comparison, Expression, Sum, Variable
from duality.model.form import Affine, Row
from duality.model.scalar import Scalar
from duality.records import record

LONGEST_SUM = 6
"""A slope of more terms is named."""

LONGEST_VALUE = 9
"""A quadratic form in the multipliers of more terms is given by its stationary point."""


@record(slots=False)
class Named:
    """The blocks' values and conditions, with ``names`` new variables that the ``equations`` define."""

    values: tuple[Value, ...]
    conditions: tuple[Condition, ...]
    equations: tuple[Comparison, ...]
    names: tuple[str, ...]


def intermediates(blocks: Sequence[Block], branches: Sequence[Branch], taken: set[str]) -> Named:
    """The values of the chosen branches, the long ones of quadratic blocks restated."""
    values: list[Value] = []
    conditions: list[Condition] = []
    equations: list[Comparison] = []
    names: list[str] = []
    for block, branch in zip(blocks, branches, strict=True):
        if block.gradient is None or not _is_long(branch.value, block):
            values.append(branch.value)
            conditions += [c for c in branch.conditions if isinstance(c, Condition)]
            continue
        renamed = {name: _free(name, taken) for name in block.variables}
        names += renamed.values()
        value, rows = _stationary(block.gradient, list(renamed.values()))
        values.append(value)
        equations += rows
    return Named(tuple(values), tuple(conditions), tuple(equations), tuple(names))


def _is_long(value: Value, block: Block) -> bool:
    if isinstance(value, QuadraticValue):
        return True
    if not isinstance(value, Expression):
        return False
    if len(block.variables) == 1:
        return len(block.slopes[0].terms) > LONGEST_SUM
    return isinstance(value, Sum) and len(value.terms) > LONGEST_VALUE


def _stationary(gradient: QuadraticValue, names: Sequence[str]) -> tuple[Expression, list[Comparison]]:
    """-1/2 x'Qx, and the rows of Q x + q = 0 with the constant of q on the right."""
    terms: list[tuple[tuple[str, str], Scalar]] = []
    rows: list[Comparison] = []
    for i, (line, slope) in enumerate(zip(gradient.matrix, gradient.vector, strict=True)):
        for j in range(i, len(names)):
            if not line[j].is_zero:
                weight = line[j].constant / 2 if i == j else line[j].constant
                terms.append(((names[i], names[j]), -weight))
        left = [scaled(c.constant, Variable(name)) for name, c in zip(names, line, strict=True) if not c.is_zero]
        left.append(affine_expression(Affine(Fraction(0), slope.terms)))
        rows.append(Comparison(("=",), (total(left), scalar_expression(-slope.constant))))
    return row_expression(Row(quadratic=tuple(terms))), rows


def _free(name: str, taken: set[str]) -> str:
    stem, bracket, index = name.partition("[")
    while stem + bracket + index in taken:
        stem += "_"
    taken.add(stem + bracket + index)
    return stem + bracket + index
