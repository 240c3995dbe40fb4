"""The smooth function that a tree with kinks is all over a box: |x| is x where x >= 0, and max(x, 1) is 1 where x <= 1.

Every kinked function inside has the branch that it takes at a point of the box, where no function at whose zeros the
branch changes takes both signs over the box.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from duality.algebra.interval import Interval, cut_at
from duality.algebra.isolating import exact_solutions
from duality.algebra.kinks import KINKED, resolved, switches
from duality.algebra.scalars import flint_of, from_flint
from duality.algebra.tape.balls import enclosed
from duality.model.expression import Call, Expression


def has_kinks(node: Expression) -> bool:
    """A function with a kink stands in it, of an argument that varies."""
    return any(_is_kink(part) for part in node.walk())


def branch_points(node: Expression, name: str) -> Iterator[Fraction]:
    """Fractions at which a tree in one variable may change its branch."""
    for part in node.walk():
        if isinstance(part, Call) and _is_kink(part):
            zeros = (zero for switch in switches(part) for zero in exact_solutions(switch, name))
            yield from (zero for zero in zeros if isinstance(zero, Fraction))


def between_branches(node: Expression, name: str, side: Interval) -> Iterator[Interval]:
    """The interval, cut where the tree may change its branch; the cuts belong to both neighbours."""
    yield from cut_at(side, map(flint_of, branch_points(node, name)))


def smooth_over(node: Expression, box: Mapping[str, Interval]) -> Expression | None:
    """The function on the box without kinks; ``None`` where one may lie inside."""
    if not has_kinks(node):
        return node
    point = {name: _inside(side) for name, side in box.items()}
    for part in node.walk():
        if isinstance(part, Call) and _is_kink(part):
            for switch in switches(part):
                found = enclosed(switch, box).range
                here = enclosed(switch, point).range
                if not (found.is_nonnegative and here.is_positive) and not (
                    (-found).is_nonnegative and (-here).is_positive
                ):
                    return None

    def at(part: Expression) -> Fraction:
        # Sums of these ends are what decides the signs above, so that they are in the same order.
        found = enclosed(part, point).range
        return Fraction(0) if found.lower is None else Fraction(from_flint(found.lower))

    return resolved(node, at)


def _is_kink(part: Expression) -> bool:
    return isinstance(part, Call) and part.function in KINKED and bool(part.variables())


def _inside(side: Interval) -> Interval:
    low, high = side.lower, side.upper
    if low is not None and high is not None:
        point = (low + high) / 2
    elif low is None:
        point = flint_of(Fraction(0)) if high is None else high - 1
    else:
        point = low + 1
    return Interval(point, point)
