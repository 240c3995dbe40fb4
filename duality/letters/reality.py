"""Where a formula of the letters is a real number: what its logarithms, roots and denominators demand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

Demand = tuple[Any, bool]
"""An expression that must be >= 0, or > 0."""


def demands(expressions: Iterable[Any], numbers: dict[Any, Any]) -> Iterator[Demand]:
    """u > 0 for log(u), u >= 0 for its roots, and the sign that u has at the sample ``numbers`` for 1/u.

    What the ranges of the letters imply is left out.
    """
    import sympy

    found: dict[Demand, None] = {}
    for expression in expressions:
        for part in sympy.preorder_traversal(expression):
            if isinstance(part, sympy.log):
                found[(part.args[0], True)] = None
            elif isinstance(part, sympy.Pow) and part.exp.is_Rational:
                if not part.exp.is_Integer:
                    found[(part.base, bool(part.exp.is_negative))] = None
                elif part.exp.is_negative:
                    found[(_signed(part.base, numbers), True)] = None
    for u, strict in found:
        if not (u.is_positive or (u.is_nonnegative and not strict)):
            yield u, strict


def _signed(u: Any, numbers: dict[Any, Any]) -> Any:
    """u or -u, which is positive at the sample."""
    return -u if u.is_negative or bool(u.subs(numbers) < 0) else u


def logarithms_stand_alone(expression: Any) -> bool:
    """No logarithm stands inside another function: then log(u) for log|u| changes nothing but the imaginary part."""
    import sympy

    if isinstance(expression, (sympy.Add, sympy.Mul)):
        return all(map(logarithms_stand_alone, expression.args))
    if isinstance(expression, sympy.log):
        return not expression.args[0].has(sympy.log)
    if isinstance(expression, sympy.Pow) and expression.exp.is_Integer:
        return logarithms_stand_alone(expression.base)
    return not expression.has(sympy.log)
