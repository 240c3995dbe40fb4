"""Which pieces of theta_D say nothing new, and whether together they hold for all multipliers.

Both are seen where every condition bounds the same linear form u of the multipliers: then a piece is an interval of u.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from duality.model.derivation import BranchCondition, Condition, Multiplier
from duality.model.form import Affine
from duality.report.pieces import Piece

End = tuple[Fraction | None, bool]
"""(the end, whether it belongs to the interval); ``None`` is infinite."""


class Span(NamedTuple):
    """An interval of u."""

    low: End
    high: End

    def holds(self, other: Span) -> bool:
        return _low(self.low) <= _low(other.low) and _high(other.high) <= _high(self.high)


def _low(end: End) -> tuple[float, Fraction, int]:
    value, closed = end
    return (-1, Fraction(0), 0) if value is None else (0, value, 0 if closed else 1)


def _high(end: End) -> tuple[float, Fraction, int]:
    value, closed = end
    return (1, Fraction(0), 0) if value is None else (0, value, 0 if closed else -1)


def without_repetition(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces without those that another one holds: where pieces overlap they agree."""
    spans = _spans(pieces)
    if spans is None:
        return pieces
    kept: list[int] = []
    for k, span in enumerate(spans):
        later = any(other.holds(span) and not span.holds(other) for other in spans[k + 1 :])
        if not later and not any(spans[j].holds(span) for j in kept):
            kept.append(k)
    return tuple(pieces[k] for k in kept)


def covers(pieces: Sequence[Piece], multipliers: Sequence[Multiplier]) -> bool:
    """Some piece holds at every alpha >= 0 and every beta; ``False`` where that is not seen."""
    spans = _spans(pieces)
    if spans is None:
        return False
    if any(span == EVERYTHING for span in spans):
        return True
    whole = _range(_direction(pieces), multipliers)
    # What is covered so far, up to an end, and whether with it; nothing yet below the lower end.
    reached = (whole.low[0], not whole.low[1])
    for span in sorted(spans, key=lambda span: _low(span.low)):
        if not _joins(span.low, reached):
            return False
        if span.high[0] is None:
            return True
        if reached[0] is None or (span.high[0], span.high[1]) > reached:
            reached = (span.high[0], span.high[1])
    return whole.high[0] is not None and reached >= (whole.high[0], whole.high[1])


EVERYTHING = Span((None, False), (None, False))


def _joins(low: End, reached: tuple[Fraction | None, bool]) -> bool:
    """Nothing is left out between what is covered and the next interval."""
    if low[0] is None:
        return True
    if reached[0] is None:
        return False
    return low[0] < reached[0] or (low[0] == reached[0] and (low[1] or reached[1]))


def _spans(pieces: Sequence[Piece]) -> list[Span] | None:
    direction = _direction(pieces)
    found: list[Span] = []
    for piece in pieces:
        low: End = (None, False)
        high: End = (None, False)
        for condition in piece.conditions:
            bound = _bound(condition, direction)
            if bound is None:
                return None
            lower, upper = bound
            if lower is not None and _low(lower) > _low(low):
                low = lower
            if upper is not None and _high(upper) < _high(high):
                high = upper
        found.append(Span(low, high))
    return found


def _direction(pieces: Sequence[Piece]) -> Affine | None:
    """The linear form of the first condition."""
    for piece in pieces:
        for condition in piece.conditions:
            if isinstance(condition, Condition) and condition.affine is not None:
                return Affine(Fraction(0), condition.affine.terms)
    return None


def _bound(condition: BranchCondition, direction: Affine | None) -> tuple[End | None, End | None] | None:
    """The bounds on u of a condition a*u + c >= 0; ``None`` where it is no such condition."""
    if not isinstance(condition, Condition) or condition.affine is None or direction is None:
        return None
    form = condition.affine
    if not form.terms or {name for name, _ in form.terms} != {name for name, _ in direction.terms}:
        return None
    a = form.terms[0][1] / direction.coefficient(form.terms[0][0])
    c = form.constant
    if not isinstance(a, Fraction) or not isinstance(c, Fraction):
        return None
    if not (form - direction.scaled(a)).is_constant:
        return None
    end: End = (-c / a, condition.relation != ">")
    if condition.relation == "=":
        return end, end
    return (end, None) if a > 0 else (None, end)


def _range(direction: Affine | None, multipliers: Sequence[Multiplier]) -> Span:
    """What u can be for alpha >= 0 and any beta."""
    signed = {m.name for m in multipliers if m.kind == "inequality"}
    terms = () if direction is None else direction.terms
    low = all(name in signed and c > 0 for name, c in terms)
    high = all(name in signed and c < 0 for name, c in terms)
    zero: End = (Fraction(0), True)
    return Span(zero if low else (None, False), zero if high else (None, False))
