"""Ranges of elementary functions over intervals, by ball arithmetic at the ends, rounded outwards.

A function that is defined on a part of the line only is enclosed over the part of the interval inside; `Undefined` is
raised where nothing is inside.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import arb, fmpq

from duality.algebra.functions import function
from duality.algebra.interval import (
    ONE,
    WHOLE,
    ZERO,
    Interval,
    hull,
    magnitude,
    reciprocal,
    rounded,
)
from duality.algebra.scalars import flint_of, integer_root

LARGEST_EXPONENT = 2**14
BALL_BITS = 128
UNIT = Interval(-ONE, ONE)


class Undefined(Exception):
    """Nothing of the interval lies in the function's domain."""


def lower_end(ball: arb) -> fmpq | None:
    """A rational at or below every number of the ball; ``None`` for -inf. Huge and tiny numbers are cut off."""
    end = ball.lower()
    if not end.is_finite():
        return None
    mantissa, exponent = end.man_exp()
    if mantissa == 0:
        return ZERO
    exponent = int(exponent)
    size = exponent + int(abs(mantissa)).bit_length()
    if abs(size) <= LARGEST_EXPONENT:
        return fmpq(mantissa) * fmpq(2) ** exponent
    if mantissa > 0:
        return fmpq(2) ** LARGEST_EXPONENT if size > 0 else ZERO
    return None if size > 0 else -(fmpq(2) ** -LARGEST_EXPONENT)


def upper_end(ball: arb) -> fmpq | None:
    """A rational at or above every number of the ball; ``None`` for inf."""
    end = lower_end(-ball)
    return None if end is None else -end


def ball_interval(ball: arb) -> Interval:
    """The interval of a ball."""
    return Interval(lower_end(ball), upper_end(ball))


def clipped(interval: Interval, *, strict: bool) -> tuple[Interval, bool]:
    """(interval intersected with t >= 0, or t > 0; whether that cut something off)."""
    upper = interval.upper
    if upper is not None and (upper < 0 or (upper == 0 and (interval.upper_open or strict))):
        raise Undefined
    if interval.is_positive or (interval.is_nonnegative and not strict):
        return interval, False
    return Interval(ZERO, upper, strict, interval.upper_open), True


def increasing(function: Callable[[fmpq], Interval], interval: Interval, below: Interval, above: Interval) -> Interval:
    """The range of an increasing function; ``below`` and ``above`` hold its limits at -inf and inf."""
    low = below if interval.lower is None else function(interval.lower)
    high = above if interval.upper is None else function(interval.upper)
    lower_open = interval.lower_open if interval.lower is not None else below.lower_open
    upper_open = interval.upper_open if interval.upper is not None else above.upper_open
    return Interval(low.lower, high.upper, lower_open and low.lower is not None, upper_open and high.upper is not None)


def exp(interval: Interval) -> Interval:
    """{exp t}, by the record of the function."""
    return function("exp").range(interval)[0]


def log(interval: Interval) -> Interval:
    """{log t} of an interval inside t > 0."""
    return function("log").range(interval)[0]


def xlogx(interval: Interval) -> Interval:
    """{t log t} for an interval inside t >= 0, 0 at 0; least value -1/e at t = 1/e."""

    def at(t: fmpq) -> Interval:
        return Interval(ZERO, ZERO) if t == 0 else ball_interval(arb(t) * arb(t).log())

    assert interval.lower is not None
    ends = [at(interval.lower)]
    ends.append(Interval(ends[0].lower, None) if interval.upper is None else at(interval.upper))
    bottom = (-arb(1)).exp()
    left = interval.upper is not None and arb(interval.upper) < bottom
    right = interval.lower is not None and arb(interval.lower) > bottom
    return hull(ends if left or right else [*ends, ball_interval(-bottom)])


def integer_power(interval: Interval, exponent: int) -> Interval:
    """{t^n} for n >= 1; an even power through |t|, since t * t would forget that both factors are equal."""

    def at(t: fmpq) -> Interval:
        if t.height_bits() * exponent > LARGEST_EXPONENT:
            return ball_interval(arb(t) ** exponent)
        return Interval(power := t**exponent, power)

    base = magnitude(interval) if exponent % 2 == 0 else interval
    return rounded(increasing(at, base, WHOLE, WHOLE))


def root_power(interval: Interval, exponent: Fraction) -> Interval:
    """{t^p} for a fractional p > 0 and an interval inside t >= 0."""
    return increasing(lambda t: _power_at(t, exponent), interval, WHOLE, WHOLE)


def _power_at(t: fmpq, exponent: Fraction) -> Interval:
    """An exact value where t is a perfect power; else through the root's ball."""
    above = integer_root(int(t.p), exponent.denominator)
    below = integer_root(int(t.q), exponent.denominator)
    if above is not None and below is not None:
        exact = fmpq(above, below)
        return integer_power(Interval(exact, exact), exponent.numerator)
    if exponent == Fraction(1, 2):
        return ball_interval(arb(t).sqrt())
    return ball_interval((arb(t).log() * arb(flint_of(exponent))).exp())


def rational_power(interval: Interval, exponent: Fraction) -> tuple[Interval, bool]:
    """({t^p} where it is defined, whether some t was left out)."""
    if exponent == 0:
        return Interval(ONE, ONE), False
    if exponent < 0:
        power, partial = rational_power(interval, -exponent)
        if power.is_point and power.lower == 0:
            raise Undefined
        holds_zero = not (power.is_positive or (-power).is_positive)
        return reciprocal(power), partial or holds_zero
    if exponent.denominator == 1:
        return integer_power(interval, exponent.numerator), False
    inside, partial = clipped(interval, strict=False)
    return root_power(inside, exponent), partial


def real_power(base: Interval, exponent: Interval) -> tuple[Interval, bool]:
    """{s^t = exp(t log s)} for s > 0, and 0 at s = 0 for t > 0."""
    inside, partial = clipped(base, strict=False)
    if inside.is_point and inside.lower == 0:
        _, cut = clipped(exponent, strict=True)
        return Interval(ZERO, ZERO), cut
    power = exp(exponent * log(inside))
    if not inside.is_positive:
        partial = partial or not exponent.is_positive
        # The value 0 at s = 0 is an open end of the exponential.
        power = Interval(ZERO, power.upper, False, power.upper_open)
    return power, partial


def between_turns(interval: Interval, offset: arb, at: Callable[[fmpq], Interval]) -> Interval:
    """A wave with its greatest values 1 at (2 k + offset) pi and its least values -1 half a period later."""
    if interval.lower is None or interval.upper is None:
        return UNIT
    turns = _turns(interval, offset)
    if turns is None or turns.stop - turns.start > 1:
        return UNIT
    values = [at(interval.lower), at(interval.upper)]
    if turns:
        extreme = ONE if turns[0] % 2 == 0 else -ONE
        values.append(Interval(extreme, extreme))
    result = hull(values)
    lower = -ONE if result.lower is None else max(result.lower, -ONE)
    upper = ONE if result.upper is None else min(result.upper, ONE)
    return Interval(lower, upper)


def _turns(interval: Interval, offset: arb) -> range | None:
    """The integers k with (k + offset) pi in the interval, perhaps a few too many; ``None`` if they are countless."""
    first = lower_end(arb(interval.lower) / arb.pi() - offset)
    last = upper_end(arb(interval.upper) / arb.pi() - offset)
    if first is None or last is None:
        return None
    return range(int(first.ceil()), int(last.floor()) + 1)


def tan(interval: Interval) -> tuple[Interval, bool]:
    """Increasing between its poles pi/2 + k pi; the whole line across one."""
    if interval.lower is None or interval.upper is None:
        return WHOLE, True
    poles = _turns(interval, arb(1) / 2)
    if poles is None or poles.stop > poles.start:
        return WHOLE, True
    return increasing(lambda t: ball_interval(arb(t).tan()), interval, WHOLE, WHOLE), False


def huber(t: Interval, width: Interval) -> tuple[Interval, bool]:
    """t^2 for |t| <= d, 2 d |t| - d^2 beyond: increasing in |t| and in d >= 0."""
    size = magnitude(t)
    d, partial = clipped(width, strict=False)

    def at(s: fmpq, w: fmpq) -> fmpq:
        return s * s if s <= w else 2 * w * s - w * w

    assert size.lower is not None
    assert d.lower is not None
    lower = at(size.lower, d.lower)
    if size.upper is None:
        finite = d.upper is not None and d.upper == 0
        upper = ZERO if finite else None
    else:
        upper = at(size.upper, size.upper if d.upper is None else d.upper)
    return rounded(Interval(lower, upper)), partial
