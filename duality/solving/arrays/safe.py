"""Safe bounds for linear programs in a box: theta_D and f in floats, with all that rounding may have taken away.

min c'x subject to b - A x in K, l <= x <= u. For any multipliers z in the dual of K, p* >= -b'z + the minimum of
(c + A'z)'x over the box; p* <= c'x for any feasible x. Source: Neumaier and Shcherbina, Safe bounds in linear and
mixed-integer linear programming, 2004. The entries of A, b, c, l, u are taken as the rationals that the floats are.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from duality.solving.arrays.program import ArrayProgram

Array = Any

UNIT = 2.0**-53
"""Half the distance from 1 to the next float: one rounding."""

ROUNDINGS = 6
"""Roundings of a product and of its bounds, beside those of the sum it stands in."""


class Enclosure(NamedTuple):
    """lower <= p* <= upper."""

    lower: float
    upper: float


def safe_bounds(program: ArrayProgram, x: Array, multipliers: Array) -> Enclosure | None:
    """The enclosure; ``None`` where a variable has no box, a row is an equation, or no feasible point was found."""
    import numpy as np

    boxed = np.isfinite(program.lower).all() and np.isfinite(program.upper).all()
    if not boxed or not program.is_linear or program.whole.any() or any(c.kind == "zero" for c in program.cones):
        return None
    point = _feasible(program, np.clip(x, program.lower, program.upper))
    if point is None:
        return None
    return Enclosure(_lowest(program, np.maximum(multipliers, 0.0)), _value(program, point))


def _share(counts: Array) -> Array:
    """The relative error that a sum of so many products may have."""
    return (counts + ROUNDINGS) * UNIT * 1.01


def _lowest(program: ArrayProgram, z: Array) -> float:
    """A number that theta_D(z) is not below."""
    import numpy as np

    turned = program.matrix.T.tocsr()
    slope = program.cost + turned @ z
    size = np.abs(program.cost) + abs(turned) @ np.abs(z)
    error = _share(np.diff(turned.indptr)) * size
    ends = program.lower * slope, program.upper * slope
    reach = np.maximum(np.abs(program.lower), np.abs(program.upper))
    terms = np.minimum(*ends) - reach * error
    products = program.right * z
    lost = ROUNDINGS * UNIT * (math.fsum(np.abs(terms)) + math.fsum(reach * error) + math.fsum(np.abs(products)))
    found = math.fsum([*terms, *-products, program.constant]) - lost
    return math.nextafter(found - ROUNDINGS * UNIT * abs(found), -math.inf)


def _value(program: ArrayProgram, x: Array) -> float:
    """A number that c'x is not above."""
    import numpy as np

    products = program.cost * x
    found = math.fsum([*products, program.constant]) + ROUNDINGS * UNIT * math.fsum(np.abs(products))
    return math.nextafter(found + ROUNDINGS * UNIT * abs(found), math.inf)


def _feasible(program: ArrayProgram, x: Array) -> Array | None:
    """x, or a point near to it on the way to an inner point, at which every row surely holds."""
    import numpy as np

    rows = program.matrix.tocsr()
    missed = _missed(program, rows, x)
    if (missed <= 0).all():
        return x
    middle = (program.lower + program.upper) / 2
    for inner in (program.lower, program.upper, middle, np.clip(np.zeros_like(x), program.lower, program.upper)):
        kept = _missed(program, rows, inner)
        if not (kept < 0).all():
            continue
        share = float((np.maximum(missed, 0.0) / (np.maximum(missed, 0.0) - kept)).max())
        moved = np.clip(x + min(2.0 * share, 1.0) * (inner - x), program.lower, program.upper)
        if (_missed(program, rows, moved) <= 0).all():
            return moved
    return None


def _missed(program: ArrayProgram, rows: Array, x: Array) -> Array:
    """A x - b from above."""
    import numpy as np

    size = abs(rows) @ np.abs(x) + np.abs(program.right)
    return rows @ x - program.right + _share(np.diff(rows.indptr)) * size
