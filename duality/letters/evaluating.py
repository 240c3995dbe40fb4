"""Formulas and conditions of the letters at their exact values."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from duality.algebra.evaluate import exact_value
from duality.algebra.sympy_bridge import from_sympy
from duality.model.expression import Comparison, Expression, number
from duality.model.scalar import Scalar

TESTS = {
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "=": lambda a, b: a == b,
}


def holds(condition: Comparison, values: Mapping[str, Scalar]) -> bool:
    """The comparison holds at exact values; not where a side of it is undefined."""
    try:
        sides = [exact_value(side, values) for side in condition.expressions]
    except ValueError:
        return False
    pairs = zip(condition.relations, pairwise(sides), strict=True)
    return all(TESTS[relation](a, b) for relation, (a, b) in pairs)


def scalar_tree(value: Scalar) -> Expression:
    """An exact number as a tree."""
    return number(value) if isinstance(value, Fraction) else from_sympy(value.value)
