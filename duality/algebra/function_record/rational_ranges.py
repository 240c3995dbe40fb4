"""The range of phi over an interval with rational ends: values at the ends by ball arithmetic, rounded outwards."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, fmpq

from duality.algebra.function_record.one_variable import OneVariable
from duality.algebra.interval import WHOLE, Interval, hull
from duality.algebra.interval_functions import Undefined, ball_interval, increasing
from duality.algebra.scalars import flint_of
from duality.model.form import FREE, Bounds
from duality.model.scalar import Scalar

At = Callable[[fmpq], Interval]


def one_variable_range(function: OneVariable, interval: Interval) -> tuple[Interval, bool]:
    """(phi of the interval, whether a part outside the domain was left out)."""
    inside, cut = part_inside(function.domain, interval)
    ball = function.ball or (lambda t: getattr(t, function.name)())
    return within_image(_range(function, ball, inside), function.image), cut


def _range(function: OneVariable, ball: Callable[[arb], arb], inside: Interval) -> Interval:
    def at(t: fmpq) -> Interval:
        return ball_interval(ball(arb(t)))

    if function.turn is not None:
        turn = _rational(function.turn)
        if inside.lower is not None and inside.lower >= turn:
            return _rising(at, ball, inside)
        if inside.upper is not None and inside.upper <= turn:
            return _rising(lambda t: at(-t), lambda t: ball(-t), -inside)
        ends = [
            _rising(at, ball, Interval(turn, inside.upper, False, inside.upper_open)),
            _rising(lambda t: at(-t), lambda t: ball(-t), Interval(-turn, (-inside).upper, False, inside.lower_open)),
        ]
        return hull(ends)
    if function.falls == (function.domain,):
        return -_rising(lambda t: -at(t), lambda t: -ball(t), inside)
    assert function.rises == (function.domain,), f"{function.name} has a range of its own"
    return _rising(at, ball, inside)


def _rising(at: At, ball: Callable[[arb], arb], inside: Interval) -> Interval:
    return increasing(at, inside, _limit(ball(arb("-inf"))), _limit(ball(arb("inf"))))


def _limit(ball: arb) -> Interval:
    """A finite limit at infinity is not reached."""
    found = ball_interval(ball)
    return Interval(found.lower, found.upper, found.lower is not None, found.upper is not None)


def part_inside(domain: Bounds, interval: Interval) -> tuple[Interval, bool]:
    """(the interval intersected with the domain, whether that cut something off)."""
    if domain is FREE:
        return interval, False
    lower, upper, lower_open, upper_open = interval.lower, interval.upper, interval.lower_open, interval.upper_open
    cut = False
    if domain.lower is not None:
        end, is_open = _rational(domain.lower), not domain.lower_closed
        if lower is None or lower < end or (lower == end and is_open and not lower_open):
            lower, lower_open, cut = end, is_open, True
    if domain.upper is not None:
        end, is_open = _rational(domain.upper), not domain.upper_closed
        if upper is None or upper > end or (upper == end and is_open and not upper_open):
            upper, upper_open, cut = end, is_open, True
    if lower is not None and upper is not None and (lower > upper or (lower == upper and (lower_open or upper_open))):
        raise Undefined
    return Interval(lower, upper, lower_open, upper_open), cut


def within_image(found: Interval, image: Bounds) -> Interval:
    """The interval without what rounding added beyond the image."""
    if image is FREE:
        return found
    lower, upper, lower_open, upper_open = found.lower, found.upper, found.lower_open, found.upper_open
    if image.lower is not None:
        end, is_open = _rational(image.lower), not image.lower_closed
        if lower is None or lower < end:
            lower, lower_open = end, is_open
        elif lower == end:
            lower_open = lower_open or is_open
    if image.upper is not None:
        end, is_open = _rational(image.upper), not image.upper_closed
        if upper is None or upper > end:
            upper, upper_open = end, is_open
        elif upper == end:
            upper_open = upper_open or is_open
    if lower is None and upper is None:
        return WHOLE
    return Interval(lower, upper, lower_open, upper_open)


def _rational(end: Scalar) -> fmpq:
    return flint_of(end)  # type: ignore[union-attr]
