"""The value of a tree at a point: in floating point, at many points at once, and exactly.

All three agree on where a function is defined: log u for u > 0, sqrt u for u >= 0, a quotient for a nonzero
denominator, u^p with fractional p for u >= 0; and u*log(k*u) is 0 at u = 0 (`duality.algebra.removable`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from duality.algebra import tape
from duality.algebra.tape.compiler import constant, exact_value, rational_value
from duality.algebra.tape.floats import value
from duality.model.expression import Expression

if TYPE_CHECKING:
    import numpy as np


def values(node: Expression, point: Mapping[str, np.ndarray]) -> np.ndarray:
    """The tree's values at many points, one array a variable; the arrays broadcast, and so does the result.

    nan outside the natural domain, +-inf where it overflows, and no warning of numpy's either way.
    """
    return tape.arrays.array_values(node, point)


__all__ = ["constant", "exact_value", "rational_value", "value", "values"]
