"""Functions phi(t) of one affine form t = a'x + b: convex where phi'' >= 0 on the range that t has over D.

Between the breakpoints of abs, max and the like phi'' is taken piece by piece, and at a breakpoint the slope must not
fall.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from duality.algebra.differentiate import derivative, is_smooth
from duality.algebra.evaluate import exact_value
from duality.algebra.single_direction import univariate_atom
from duality.derivation.curvature.kinks import breakpoints, is_piecewise, piece
from duality.derivation.curvature.shape import UNKNOWN, Prover, Shape, brief
from duality.derivation.curvature.signs import is_nonnegative_over
from duality.model.expression import Expression, Negative
from duality.model.form import PLACEHOLDER, Bounds
from duality.model.scalar import Scalar

SIZE_LIMIT = 80


def univariate(node: Expression, prover: Prover) -> Shape:
    """The sign of the second derivative along the one direction that the tree depends on."""
    if sum(1 for _ in node.walk()) > SIZE_LIMIT:
        return UNKNOWN
    atom = univariate_atom(node, prover.affine)
    if atom is None or atom.body is None or atom.body.variables() != (PLACEHOLDER,):
        return UNKNOWN
    range_ = prover.region.affine_range(atom.arguments[0])
    shape = shape_on_interval(atom.body, range_)
    text = brief(node)
    return Shape(
        f"{text} has a nonnegative second derivative" if shape.convex else None,
        f"{text} has a nonpositive second derivative" if shape.concave else None,
    )


def shape_on_interval(body: Expression, range_: Bounds) -> Shape:
    """Convex and concave over an interval, for a tree in `PLACEHOLDER`."""
    pieces = _pieces(body, range_)
    if pieces is None:
        return UNKNOWN
    if not all(is_smooth(part) for _, part in pieces):
        # The second derivative does not see a kink such as that of sqrt(t^2).
        return UNKNOWN
    slopes = [derivative(part, PLACEHOLDER) for _, part in pieces]
    bends = [derivative(slope, PLACEHOLDER) for slope in slopes]
    jumps = [
        _jump(left, right, part.lower) for left, right, (part, _) in zip(slopes, slopes[1:], pieces[1:], strict=False)
    ]
    if any(jump is None for jump in jumps):
        return UNKNOWN
    rising = all(jump >= 0 for jump in jumps if jump is not None)
    falling = all(jump <= 0 for jump in jumps if jump is not None)
    parts = [part for part, _ in pieces]
    convex = rising and all(map(is_nonnegative_over, bends, parts))
    concave = falling and not convex and all(map(is_nonnegative_over, map(Negative, bends), parts))
    return Shape("convex" if convex else None, "concave" if concave else None)


def _pieces(body: Expression, range_: Bounds) -> list[tuple[Bounds, Expression]] | None:
    """The smooth formulas with the intervals on which they hold, from left to right."""
    if not is_piecewise(body):
        return [(range_, body)]
    points = breakpoints(body, range_)
    if points is None:
        return None
    ends = [range_.lower, *points, range_.upper]
    found: list[tuple[Bounds, Expression]] = []
    for low, high in pairwise(ends):
        part = Bounds(low, high)
        try:
            found.append((part, piece(body, _between(part))))
        except ValueError:  # the sample lies outside the natural domain
            return None
    return found


def _between(part: Bounds) -> Fraction:
    """A rational point inside."""
    if part.lower is None and part.upper is None:
        return Fraction(1)
    if part.lower is None or part.upper is None:
        return _near(part.upper) - 1 if part.upper is not None else _near(part.lower or Fraction(0)) + 1
    return _near((part.lower + part.upper) / 2)


def _near(point: Scalar) -> Fraction:
    return point if isinstance(point, Fraction) else Fraction(float(point))


def _jump(left: Expression, right: Expression, point: Scalar | None) -> Scalar | None:
    """phi'(point+) - phi'(point-), exactly; ``None`` where a slope is not defined there."""
    try:
        at = {PLACEHOLDER: Fraction(0) if point is None else point}
        return exact_value(right, at) - exact_value(left, at)
    except (ValueError, ZeroDivisionError):
        return None
