"""tanh(u) = 1 - 2/(exp(2u) + 1), in (-1, 1), rising, convex for u <= 0 and concave for u >= 0."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from duality import algebra
from duality.algebra.function_record.one_variable import LINE, NONNEGATIVE_LINE, NONPOSITIVE_LINE, ZERO, OneVariable
from duality.algebra.functions.exp import exponential
from duality.model.expression import Call
from duality.model.form import Bounds

if TYPE_CHECKING:
    from duality.algebra.paths.between import Between
    from duality.algebra.paths.expand import Expansion
    from duality.algebra.paths.series import Series


def _derived(np: Any, u: Any) -> tuple[Any, Any]:
    slope = (1 / np.cosh(u)) ** 2
    return slope, -2 * np.tanh(u) * slope


def _growth(expansion: Expansion, u: Between) -> Between:
    return algebra.paths.between.increasing(lambda series: _at_series(expansion, series), u)


def _at_series(expansion: Expansion, series: Series) -> Between:
    """sign(u) (1 - exp(-2|u|)) / (1 + exp(-2|u|))."""
    if series.sign < 0:
        return -_at_series(expansion, -series)
    Between = algebra.paths.between.Between
    decay, one = expansion.exp(Between.exactly(series.scaled(Fraction(-2)))), Between.constant(Fraction(1))
    return expansion.times(one - decay, expansion.raised(one + decay, Fraction(-1)))


FUNCTION = OneVariable(
    name="tanh",
    parity="odd",
    at=math.tanh,
    array=lambda np, u: np.tanh(u),
    derived=_derived,
    slope=lambda u: 1 / Call("cosh", (u,)) ** 2,
    image=Bounds(Fraction(-1), Fraction(1), False, False),
    fixed={ZERO: ZERO},
    transcendental=True,
    rises=LINE,
    convex=(NONPOSITIVE_LINE,),
    concave=(NONNEGATIVE_LINE,),
    others=lambda u: 1 - 2 / (exponential(2 * u) + 1),
    growth=_growth,
)
