"""Two curves with one coefficient that are one function of the table, up to a factor and a constant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations

from duality.algebra.atoms import scalar_expression
from duality.algebra.evaluate import constant
from duality.derivation.rules.univariate.curve import Curve, Shifted
from duality.derivation.rules.univariate.formulas import NOTHING
from duality.derivation.rules.univariate.function import Function
from duality.derivation.rules.univariate.functions.barrier import Barrier
from duality.derivation.rules.univariate.functions.binary_entropy import BinaryEntropy
from duality.derivation.rules.univariate.functions.entropy import Entropy
from duality.derivation.rules.univariate.functions.exponential import Exponential
from duality.derivation.rules.univariate.functions.hyperbolic import HyperbolicCosine
from duality.derivation.rules.univariate.functions.logarithm import NegativeLogarithm
from duality.model.expression import Call
from duality.model.form import Affine
from duality.model.scalar import Scalar
from duality.records import record


@record
class Joined:
    """factor * curve(t) + offset."""

    factor: Scalar
    curve: Shifted
    offset: Scalar = Fraction(0)


@record
class Combination:
    """Two curves of one function of the table, and what they join to (``None`` where their arguments do not fit)."""

    function: Function
    join: Callable[[Shifted, Shifted], Joined | None]


def _binary_entropy(first: Shifted, second: Shifted) -> Joined | None:
    """s log s + (1 - s) log(1 - s)."""
    if first.scale + second.scale != 0 or first.shift + second.shift != 1:
        return None
    return Joined(Fraction(1), Shifted(BinaryEntropy(), first.scale, first.shift))


def _hyperbolic_cosine(first: Shifted, second: Shifted) -> Joined | None:
    """exp(s) + exp(-s) = 2 cosh(s)."""
    if first.scale + second.scale != 0 or first.shift + second.shift != 0:
        return None
    return Joined(Fraction(2), Shifted(HyperbolicCosine(), first.scale, first.shift))


def _barrier(first: Shifted, second: Shifted) -> Joined | None:
    """-log(a (t - p)) - log(b (q - t)) = -log(1 - s^2) - log(a b (q - p)^2/4), with s = (2 t - p - q)/(q - p)."""
    rising, falling = (first, second) if first.scale > 0 else (second, first)
    p, q = (-curve.shift / curve.scale for curve in (rising, falling))
    if rising.scale < 0 or falling.scale > 0 or p >= q:
        return None
    width = q - p
    inside = rising.scale * -falling.scale * width * width / 4
    offset = -constant(Call("log", (scalar_expression(inside),)))
    return Joined(Fraction(1), Shifted(Barrier(), 2 / width, -(p + q) / width), offset)


COMBINATIONS: tuple[Combination, ...] = (
    Combination(Entropy(), _binary_entropy),
    Combination(Exponential(), _hyperbolic_cosine),
    Combination(NegativeLogarithm(), _barrier),
)


def combined(summands: Sequence[tuple[Affine, Curve]]) -> tuple[list[tuple[Affine, Curve]], Affine]:
    """The summands with fitting pairs joined, and the constant that the joining gives."""
    rest, offset = list(summands), NOTHING
    while True:
        found = next(((a, b, joined) for a, b in combinations(rest, 2) if (joined := _joined(a, b))), None)
        if found is None:
            return rest, offset
        first, second, joined = found
        rest[rest.index(first)] = (first[0].scaled(joined.factor), joined.curve)
        rest.remove(second)
        offset += first[0].scaled(joined.offset)


def _joined(first: tuple[Affine, Curve], second: tuple[Affine, Curve]) -> Joined | None:
    left, right = first[1], second[1]
    if not (isinstance(left, Shifted) and isinstance(right, Shifted) and (first[0] - second[0]).is_zero):
        return None
    for combination in COMBINATIONS:
        if left.function == combination.function == right.function:
            return combination.join(left, right)
    return None
