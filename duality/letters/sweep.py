"""All pieces over one letter: from a sample to both sides, each time just beyond the end of the last piece.

The ends of a piece are the roots of its conditions next to the sample, exact; where every next piece begins where the
last one ends, the pieces cover the whole range, and that is proved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from duality.errors import OutOfBudget
from duality.letters.claims import NotLifted, OnTheBorder
from duality.letters.formula_pieces import FormulaPiece
from duality.letters.pieces import Piece
from duality.model.scalar import Scalar
from duality.records import record

MOST = 24
TRIES = 14
STEP = Fraction(1)


@record(slots=False)
class End:
    """An end of an interval: ``value`` is ``None`` where it is infinite."""

    value: Scalar | None
    closed: bool = True


@record(slots=False)
class Stretch:
    """A piece over the interval between two ends."""

    piece: Piece | FormulaPiece
    low: End
    high: End


@record(slots=False)
class Sweep:
    """The stretches from left to right; ``complete`` where they cover the range but for the single values ``gaps``."""

    stretches: tuple[Stretch, ...]
    complete: bool
    gaps: tuple[Scalar, ...] = ()


Solve = Callable[[Fraction], Piece | FormulaPiece]


def sweep(solve: Solve, starts: Sequence[Fraction], low: End, high: End, is_over: Callable[[], bool]) -> Sweep:
    """Every piece between two ends of the letter's range; ``solve`` gives the piece around a value."""
    tried = (_stretch(solve, start, low, high) for start in starts if not is_over())
    first = next((one for one in tried if one is not None), None)
    if first is None:
        return Sweep((), complete=False)
    found = [first]
    right_done = _walk(solve, found, 1, low, high, is_over)
    left_done = _walk(solve, found, -1, low, high, is_over)
    return Sweep(tuple(_merged(found)), right_done and left_done, tuple(_gaps(found, low, high)))


def _gaps(found: Sequence[Stretch], low: End, high: End) -> Iterator[Scalar]:
    """Values of the range where two neighbors, or one and an end of the range, leave a point between them."""
    for end, limit in ((found[0].low, low), (found[-1].high, high)):
        if end.value is not None and end.value == limit.value and limit.closed and not end.closed:
            yield end.value
    for a, b in pairwise(found):
        if a.high.value is not None and a.high.value == b.low.value and not a.high.closed and not b.low.closed:
            yield a.high.value


def _walk(solve: Solve, found: list[Stretch], side: int, low: End, high: End, is_over: Callable[[], bool]) -> bool:
    """Goes on to one side; True where the end of the range is reached."""
    limit = high if side > 0 else low
    while len(found) < MOST and not is_over():
        last = found[-1] if side > 0 else found[0]
        end = last.high if side > 0 else last.low
        if end.value is None or (limit.value is not None and end.value == limit.value):
            return True
        following = _next(solve, end.value, side, low, high, is_over)
        if following is None:
            return False
        found.insert(len(found) if side > 0 else 0, following)
    return False


def _next(solve: Solve, end: Scalar, side: int, low: End, high: End, is_over: Callable[[], bool]) -> Stretch | None:
    """The piece that begins where another ends."""
    limit = high.value if side > 0 else low.value
    step = STEP
    for _ in range(TRIES):
        if is_over():
            return None
        candidate = _beyond(end, side * step, limit)
        stretch = _stretch(solve, candidate, low, high)
        if stretch is not None:
            near, far = (stretch.low, stretch.high) if side > 0 else (stretch.high, stretch.low)
            begins = near.value is None or (near.value - end) * side <= 0
            if begins and (far.value is None or (far.value - end) * side > 0):
                return stretch
        step = step / 4
    return None


def _beyond(end: Scalar, step: Fraction, limit: Scalar | None) -> Fraction:
    """A rational beyond the end, and before the limit."""
    if not isinstance(end, Fraction):
        near = Fraction(float(end)).limit_denominator(10**9)
        while (near - end) * (1 if step > 0 else -1) <= 0:
            near = near + step / 10**6
        end = near
    candidate = end + step
    if limit is not None and (limit - candidate) * (1 if step > 0 else -1) <= 0:
        inner = limit if isinstance(limit, Fraction) else Fraction(float(limit)).limit_denominator(10**9)
        candidate = end + (inner - end) * abs(step) / (1 + 2 * abs(step))
    return candidate


def _stretch(solve: Solve, value: Fraction, low: End, high: End) -> Stretch | None:
    """The piece around a value with its ends; a value on a border is moved a little."""
    for shift in (Fraction(0), Fraction(1, 10**4), Fraction(-1, 10**5)):
        at = value + shift
        if (low.value is not None and at < low.value) or (high.value is not None and at > high.value):
            continue
        try:
            piece = solve(at)
        except OnTheBorder:
            continue
        except (NotLifted, OutOfBudget):
            return None
        return _between(piece, at, low, high)
    return None


def _between(piece: Piece | FormulaPiece, at: Fraction, low: End, high: End) -> Stretch:
    for root, is_open in piece.roots():
        end = End(root, not is_open)
        if root > at:
            high = _tighter(high, end, -1)
        else:
            low = _tighter(low, end, 1)
    return Stretch(piece, low, high)


def _tighter(first: End, second: End, side: int) -> End:
    if first.value is None:
        return second
    assert second.value is not None
    if first.value == second.value:
        return End(first.value, first.closed and second.closed)
    return second if (second.value - first.value) * side > 0 else first


def _merged(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Neighbors with one answer are one."""
    found: list[Stretch] = []
    for stretch in stretches:
        last = found[-1] if found else None
        meet = last is not None and last.high.value == stretch.low.value and (last.high.closed or stretch.low.closed)
        if last is not None and meet and last.piece.answer == stretch.piece.answer:
            found[-1] = Stretch(last.piece, last.low, stretch.high)
        else:
            found.append(stretch)
    return found
