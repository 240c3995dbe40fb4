"""tan(u) = sin(u)/cos(u), rising between its poles pi/2 + k pi."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from duality import algebra
from duality.algebra.function_record.function import Function, Kind
from duality.algebra.function_record.one_variable import ZERO, OneVariable
from duality.model.expression import Call, Expression


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    t = np.tan(u)
    slope = 1 + t * t
    return slope, 2 * t * slope


class Tangent(OneVariable):
    """Undefined at its poles, which a float never meets."""

    ranges = Function.ranges

    @property
    def analytic(self) -> bool:
        return False  # at its poles

    @property
    def needs(self) -> str:
        return "an argument that is no odd multiple of pi/2"

    def demands(self, *u: Expression) -> Sequence[tuple[Expression, Kind]]:
        return ((Call("cos", u), "nonzero"),)

    def range(self, *u: Any) -> Any:
        return algebra.interval_functions.tan(u[0])


FUNCTION = Tangent(
    name="tan",
    parity="odd",
    at=math.tan,
    array=lambda np, u: np.tan(u),
    derived=_derived,
    slope=lambda u: 1 / Call("cos", (u,)) ** 2,
    fixed={ZERO: ZERO},
    others=lambda u: Call("sin", (u,)) / Call("cos", (u,)),
)
