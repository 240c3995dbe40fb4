"""Rows of X that bound one variable by numbers."""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.boxes import intersect
from duality.model.expression import Comparison, Expression, Negative, Number, Variable
from duality.model.form import Bounds
from duality.model.problem import DomainRow


def bound_of(row: DomainRow) -> tuple[str, Bounds] | None:
    """x >= number, x <= number or number <= x <= number with the variable's name; ``None`` for any other row."""
    if type(row) is not Comparison or not all(relation in ("<=", ">=") for relation in row.relations):
        return None
    sides = row.expressions
    places = [k for k, side in enumerate(sides) if type(side) is Variable]
    if len(places) != 1 or len(sides) > 3 or (len(sides) == 3 and places != [1]):
        return None
    (place,) = places
    if len(sides) == 2:
        end, above = _number(sides[1 - place]), (row.relations[0] == "<=") == (place == 0)
        return None if end is None else (sides[place].name, Bounds(upper=end) if above else Bounds(lower=end))  # type: ignore[attr-defined]
    found = Bounds()
    for k, relation in enumerate(row.relations):
        end = _number(sides[k + 1 if k == place else k])
        if end is None:
            return None
        above = (relation == "<=") == (k == place)
        found = intersect(found, Bounds(upper=end) if above else Bounds(lower=end))
    return sides[place].name, found  # type: ignore[attr-defined]


def _number(node: Expression) -> Fraction | None:
    if type(node) is Number:
        return node.value
    return -node.operand.value if type(node) is Negative and type(node.operand) is Number else None
