"""The range of a tree over a box of intervals: interval arithmetic node by node, and where the tree is defined.

Rational ends, open or closed, by ball arithmetic. A variable that occurs twice makes the range too wide, never too
narrow.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from typing import Literal

import flint

from duality.algebra.boxes import rational_hull
from duality.algebra.functions import function
from duality.algebra.interval import WHOLE, Interval, reciprocal
from duality.algebra.interval_functions import (
    BALL_BITS,
    Undefined,
    ball_interval,
    clipped,
    log,
    rational_power,
    real_power,
    xlogx,
)
from duality.algebra.scalars import flint_of
from duality.algebra.tape.compiler import value_in
from duality.algebra.tape.tape import Rules
from duality.model.budget import checkpoint
from duality.model.expression import Expression, Product
from duality.model.form import Bounds
from duality.records import record

RANGES = Rules("ball ranges", ranges=True, scales=False)


@record
class Enclosure:
    """The range of f over a box, and where f is defined: everywhere, perhaps only on a part, or nowhere.

    ``range`` is the whole line where f is defined nowhere.
    """

    range: Interval
    defined: Literal["everywhere", "perhaps partly", "nowhere"]


def hull(bounds: Bounds) -> Interval:
    """The same with its open ends, as far as they are rational."""
    low, high = rational_hull(bounds)
    return Interval(
        None if low is None else flint_of(low),
        None if high is None else flint_of(high),
        low is not None and low == bounds.lower and not bounds.lower_closed,
        high is not None and high == bounds.upper and not bounds.upper_closed,
    )


def enclosed(node: Expression, box: Mapping[str, Interval]) -> Enclosure:
    """The range of the tree over a box of intervals; ``KeyError`` for a variable that the box lacks."""
    checkpoint("bounding a function over an interval")
    balls = Balls(box)
    with flint.ctx.workprec(BALL_BITS):
        try:
            range_ = value_in(balls, node, RANGES)
        except Undefined:
            return Enclosure(WHOLE, "nowhere")
    return Enclosure(range_, "perhaps partly" if balls.partial else "everywhere")


class Balls:
    """The algebra of intervals with rational ends; ``partial`` is set where some x had to be left out."""

    __slots__ = ("box", "partial")

    def __init__(self, box: Mapping[str, Interval]) -> None:
        self.box = box
        self.partial = False

    def variable(self, _: list[Interval], name: str) -> Interval:
        return self.box[name]

    def number(self, _: list[Interval], value: Fraction) -> Interval:
        return Interval(exact := flint_of(value), exact)

    def constant(self, _: list[Interval], name: str) -> Interval:
        return ball_interval(flint.arb.pi() if name == "pi" else flint.arb(1).exp())

    def sum(self, terms: list[Interval], _: None) -> Interval:
        return reduce(Interval.__add__, terms)

    def negative(self, operand: list[Interval], _: None) -> Interval:
        return -operand[0]

    def product(self, factors: list[Interval], _: None) -> Interval:
        return reduce(Interval.__mul__, factors)

    def quotient(self, both: list[Interval], _: None) -> Interval:
        above, below = both
        if below.is_point and below.lower == 0:
            raise Undefined
        if not (below.is_positive or (-below).is_positive):
            self.partial = True
        return above * reciprocal(below)

    def power(self, base: list[Interval], exponent: Fraction) -> Interval:
        return self._noted(rational_power(base[0], exponent))

    def real_power(self, both: list[Interval], _: None) -> Interval:
        return self._noted(real_power(*both))

    def call(self, arguments: list[Interval], name: str) -> Interval:
        return self._noted(function(name).range(*arguments))

    def entropy(self, parts: list[Interval], node: Product) -> Interval:
        """core log(ratio core) rest as (core log core + core log ratio) rest, with core >= 0 and ratio > 0."""
        core, ratio, rest = parts
        if not (ratio.is_nonnegative or core.is_nonnegative):
            return reduce(Interval.__mul__, [value_in(self, factor, RANGES) for factor in node.factors])
        inside = self._noted(clipped(core, strict=False))
        scale = self._noted(clipped(ratio, strict=True))
        return (xlogx(inside) + inside * log(scale)) * rest

    def _noted(self, found: tuple[Interval, bool]) -> Interval:
        interval, partial = found
        self.partial = self.partial or partial
        return interval
