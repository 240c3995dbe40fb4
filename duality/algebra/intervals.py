"""Rigorous ranges of trees over boxes: lower <= f(x) <= upper for every x of the box at which f is defined.

Interval arithmetic on the tree with exact rational ends, elementary functions by ball arithmetic at 128 bits, every
rounding outwards. A variable that occurs twice makes the range too wide, never too narrow; smaller boxes sharpen it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import flint

from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.evaluate import value
from duality.algebra.interval import WHOLE, ZERO, Interval
from duality.algebra.scalars import flint_of, from_flint
from duality.algebra.tape.balls import Enclosure, enclosed
from duality.model.expression import Expression

End = Fraction | int | None
Box = Mapping[str, tuple[End, End]]
Sign = Literal["positive", "nonnegative", "zero", "negative", "nonpositive", "unknown"]

MOST_PIECES = 400
WEAK_DEPTH = 3
STRICT = ("positive", "negative", "zero")
WEAK = ("nonnegative", "nonpositive")
SAMPLES = 32
FAR = 64.0
"""An infinite end, where values are only sampled."""
LARGEST = flint.fmpq(2) ** 1023


def enclose(node: Expression, box: Box) -> tuple[Fraction | None, Fraction | None]:
    """(lower, upper) with lower <= f(x) <= upper for x in the box and in f's natural domain; ``None`` is infinite.

    Log over [0, 1] gives (None, 0). A box maps names to (lower, upper), ``None`` for an infinite end. Finite ends lie
    within +-2^1023, so that a float can hold them. Over an empty box nothing is said: (None, None). Raises
    ``KeyError`` for a variable that the box lacks.
    """
    found = enclosure(node, box).range
    lower = _float_sized(found.lower)
    upper = _float_sized(None if found.upper is None else -found.upper)
    return lower, None if upper is None else -upper


def enclosure(node: Expression, box: Box) -> Enclosure:
    """The range with its open and closed ends, and whether f is proved to be defined on the whole box."""
    if _is_crossed(box):
        return Enclosure(WHOLE, "nowhere")
    return enclosed(node, {name: _interval(*ends) for name, ends in box.items()})


def sign_over(node: Expression, box: Box) -> Sign:
    """The sign of f over the part of the box where it is defined; "unknown" where it is not proved.

    A tree in one variable is examined on ever smaller intervals, at most 400 of them, by its values and by its slope.
    """
    if _is_crossed(box):
        return "unknown"
    whole = {name: _interval(*ends) for name, ends in box.items()}
    names = node.variables()
    if len(names) != 1:
        return _sign_on(enclosed(node, whole)) or "unknown"
    if _takes_both_signs(node, names[0], *box[names[0]]):
        return "unknown"
    slope = _slope(node, names[0])
    found: Sign | None = None
    pieces = [(whole[names[0]], 0)]
    for _ in range(MOST_PIECES):
        if not pieces:
            break
        piece, depth = pieces.pop()
        sign = _piece_sign(node, slope, names[0], piece)
        if not piece.is_point and (sign == "unknown" or (sign in WEAK and depth < WEAK_DEPTH)):
            pieces += [(half, depth + 1) for half in _halves(piece)]
            continue
        found = sign if found is None else _joint(found, sign)
        if found == "unknown":
            break
    return "unknown" if pieces or found is None else found


def _takes_both_signs(node: Expression, name: str, lower: End, upper: End) -> bool:
    """Values of both signs at sample points, well beyond rounding: then there is no sign to prove."""
    low, high = (-FAR if lower is None else float(lower)), (FAR if upper is None else float(upper))
    places = {low + (high - low) * k / SAMPLES for k in range(SAMPLES + 1)}
    if lower is None or upper is None:
        places |= {sign * 2.0**k for k in range(-4, 5) for sign in (-1, 1) if low <= sign * 2.0**k <= high}
    found = [v for t in sorted(places) if math.isfinite(v := value(node, {name: t}))]
    noise = 1e-9 * max(map(abs, found), default=0.0)
    return any(v > noise for v in found) and any(v < -noise for v in found)


def _piece_sign(node: Expression, slope: Expression | None, name: str, piece: Interval) -> Sign | None:
    found = enclosed(node, {name: piece})
    sign = _sign_on(found)
    if sign in STRICT or sign is None or slope is None or found.defined != "everywhere":
        return sign
    monotone = _sign_on(_monotone(node, slope, name, piece))
    return sign if monotone == "unknown" else monotone


def _slope(node: Expression, name: str) -> Expression | None:
    try:
        return derivative(node, name)
    except NotDifferentiable:
        return None


def _monotone(node: Expression, slope: Expression, name: str, piece: Interval) -> Enclosure:
    """The range on a piece where f is defined and f' has one sign: between the values at the ends."""
    steepness = enclosed(slope, {name: piece})
    rising, falling = steepness.range.is_nonnegative, (-steepness.range).is_nonnegative
    if steepness.defined != "everywhere" or not (rising or falling):
        return Enclosure(WHOLE, "everywhere")
    low, high = [
        WHOLE if end is None else enclosed(node, {name: Interval(end, end)}).range
        for end in ((piece.lower, piece.upper) if rising else (piece.upper, piece.lower))
    ]
    return Enclosure(Interval(low.lower, high.upper), "everywhere")


def _sign_on(found: Enclosure) -> Sign | None:
    """``None`` where f is defined nowhere, so that nothing is said."""
    if found.defined == "nowhere":
        return None
    range_ = found.range
    if range_.is_point and range_.lower == 0:
        return "zero"
    if range_.is_nonnegative:
        return "positive" if range_.is_positive else "nonnegative"
    if (-range_).is_nonnegative:
        return "negative" if (-range_).is_positive else "nonpositive"
    return "unknown"


def _joint(first: Sign, second: Sign | None) -> Sign:
    """The sign on the union of two pieces."""
    if second is None or first == second:
        return first
    if {first, second} <= {"positive", "nonnegative", "zero"}:
        return "nonnegative"
    if {first, second} <= {"negative", "nonpositive", "zero"}:
        return "nonpositive"
    return "unknown"


def _halves(piece: Interval) -> list[Interval]:
    lower, upper = piece.lower, piece.upper
    if lower is not None and upper is not None:
        middle = (lower + upper) / 2
    elif lower is None and upper is None:
        middle = ZERO
    elif upper is None:
        assert lower is not None
        middle = max(2 * lower, flint.fmpq(1))
    else:
        middle = min(2 * upper, flint.fmpq(-1))
    return [
        Interval(lower, middle, piece.lower_open, False),
        Interval(middle, upper, False, piece.upper_open),
    ]


def _is_crossed(box: Box) -> bool:
    return any(lower is not None and upper is not None and lower > upper for lower, upper in box.values())


def _interval(lower: End, upper: End) -> Interval:
    return Interval(_rational(lower), _rational(upper))


def _float_sized(lower: flint.fmpq | None) -> Fraction | None:
    """A lower bound of a lower bound, at most 2^1023 in size."""
    if lower is None or lower < -LARGEST:
        return None
    return from_flint(min(lower, LARGEST))


def _rational(end: End) -> flint.fmpq | None:
    return None if end is None else flint_of(end)


__all__ = ["Enclosure", "enclose", "enclosure", "sign_over"]
