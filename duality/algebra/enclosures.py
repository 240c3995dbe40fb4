"""The range of a tree over a box of intervals: interval arithmetic node by node, and where the tree is defined.

A variable that occurs twice makes the range too wide, never too narrow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Literal

import flint

from duality.algebra.allowance import checkpoint
from duality.algebra.exact_values import fixed_exponent, is_variable
from duality.algebra.interval import WHOLE, Interval, largest, magnitude, reciprocal
from duality.algebra.interval_functions import (
    BALL_BITS,
    MONOTONE,
    Undefined,
    ball_interval,
    clipped,
    exp,
    huber,
    integer_power,
    log,
    rational_power,
    real_power,
    root_power,
    tan,
    xlogx,
)
from duality.algebra.removable import zero_limits
from duality.model.expression import (
    Call,
    Constant,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The range of f over a box, and where f is defined: everywhere, perhaps only on a part, or nowhere.

    ``range`` is the whole line where f is defined nowhere.
    """

    range: Interval
    defined: Literal["everywhere", "perhaps partly", "nowhere"]


def enclosed(node: Expression, box: Mapping[str, Interval]) -> Enclosure:
    """The range of the tree over a box of intervals; ``KeyError`` for a variable that the box lacks."""
    checkpoint("bounding a function over an interval")
    walker = _Walker(box)
    with flint.ctx.workprec(BALL_BITS):
        try:
            range_ = walker.range(node)
        except Undefined:
            return Enclosure(WHOLE, "nowhere")
    return Enclosure(range_, "perhaps partly" if walker.partial else "everywhere")


class _Walker:
    """One evaluation; ``partial`` is set where some x had to be left out."""

    def __init__(self, box: Mapping[str, Interval]) -> None:
        self.box = box
        self.partial = False

    def range(self, node: Expression) -> Interval:
        match node:
            case Variable(name):
                return self.box[name]
            case Number(value):
                return Interval(exact := flint.fmpq(value.numerator, value.denominator), exact)
            case Constant(name):
                return ball_interval(flint.arb.pi() if name == "pi" else flint.arb(1).exp())
            case Sum(terms):
                return reduce(Interval.__add__, map(self.range, terms))
            case Negative(operand):
                return -self.range(operand)
            case Product(factors):
                return self._product(node, factors)
            case Quotient(numerator, denominator):
                return self.range(numerator) * self._reciprocal(self.range(denominator))
            case Power(base, exponent):
                return self._power(base, exponent)
            case Call(function, arguments):
                return self._call(function, [self.range(argument) for argument in arguments])
            case _:
                raise TypeError(f"{type(node).__name__} is not a node of the tree")

    def _noted(self, found: tuple[Interval, bool]) -> Interval:
        interval, partial = found
        self.partial = self.partial or partial
        return interval

    def _reciprocal(self, interval: Interval) -> Interval:
        if interval.is_point and interval.lower == 0:
            raise Undefined
        if not (interval.is_positive or (-interval).is_positive):
            self.partial = True
        return reciprocal(interval)

    def _product(self, node: Product, factors: Sequence[Expression]) -> Interval:
        for limit in zero_limits(node):
            core, ratio = self.range(limit.core), self.range(limit.ratio)
            if ratio.is_nonnegative or core.is_nonnegative:
                # core log(ratio core) = core log core + core log ratio, with core >= 0 and ratio > 0.
                inside = self._noted(clipped(core, strict=False))
                scale = self._noted(clipped(ratio, strict=True))
                return (xlogx(inside) + inside * log(scale)) * self.range(limit.rest)
        squares: dict[Expression, int] = {}
        for factor in factors:
            squares[factor] = squares.get(factor, 0) + 1
        parts = [integer_power(self.range(factor), count) for factor, count in squares.items()]
        return reduce(Interval.__mul__, parts)

    def _power(self, base: Expression, exponent: Expression) -> Interval:
        if base == Constant("e"):
            return exp(self.range(exponent))
        p = None if is_variable(exponent) else fixed_exponent(exponent)
        if p is not None:
            return self._noted(rational_power(self.range(base), p))
        return self._noted(real_power(self.range(base), self.range(exponent)))

    def _call(self, function: str, arguments: list[Interval]) -> Interval:
        first = arguments[0]
        if function in MONOTONE:
            return MONOTONE[function](first)
        return _CALLS[function](self, arguments)

    def log(self, arguments: list[Interval]) -> Interval:
        return log(self._noted(clipped(arguments[0], strict=True)))

    def sqrt(self, arguments: list[Interval]) -> Interval:
        return root_power(self._noted(clipped(arguments[0], strict=False)), HALF)

    def norm(self, arguments: list[Interval]) -> Interval:
        return root_power(reduce(Interval.__add__, [integer_power(x, 2) for x in arguments]), HALF)

    def tan(self, arguments: list[Interval]) -> Interval:
        return self._noted(tan(arguments[0]))

    def huber(self, arguments: list[Interval]) -> Interval:
        return self._noted(huber(*arguments))


_CALLS: dict[str, Callable[[_Walker, list[Interval]], Interval]] = {
    "log": _Walker.log,
    "sqrt": _Walker.sqrt,
    "norm": _Walker.norm,
    "tan": _Walker.tan,
    "huber": _Walker.huber,
    "norm1": lambda _, xs: reduce(Interval.__add__, map(magnitude, xs)),
    "norminf": lambda _, xs: reduce(largest, map(magnitude, xs)),
    "max": lambda _, xs: reduce(largest, xs),
    "min": lambda _, xs: -reduce(largest, [-x for x in xs]),
}
