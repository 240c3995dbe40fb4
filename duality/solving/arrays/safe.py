"""Safe bounds for linear and separable quadratic programs: theta_D and f in floats, less what rounding may have taken.

min 1/2 x'Dx + c'x subject to b - A x in K, l <= x <= u, D diagonal. For any multipliers z in the dual of K,
p* >= -b'z + the minimum of 1/2 x'Dx + (c + A'z)'x over the box, finite where an entry has two ends or a square;
p* <= f(x) for any feasible x. Source: Neumaier and Shcherbina, Safe bounds in linear and mixed-integer linear
programming, 2004. The entries of D, A, b, c, l, u are taken as the rationals that the floats are.
"""

from __future__ import annotations

import math
from typing import Any

from duality.named_tuples import NamedTuple
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
    """The enclosure; ``None`` where a variable has neither a box nor a square, or no feasible point was found.

    A program with equations has none: floats do not satisfy them.
    """
    import numpy as np

    bends = diagonal(program)
    linear = all(cone.kind == "nonnegative" for cone in program.cones)
    if bends is None or not linear or program.whole.any():
        return None
    if not ((bends > 0) | (np.isfinite(program.lower) & np.isfinite(program.upper))).all():
        return None
    point = _feasible(program, np.clip(x, program.lower, program.upper))
    if point is None:
        return None
    return Enclosure(_lowest(program, bends, np.maximum(multipliers, 0.0)), _value(program, bends, point))


def diagonal(program: ArrayProgram) -> Array | None:
    """D >= 0, zeros for a linear objective; ``None`` where the squares are coupled or one is concave."""
    import numpy as np

    if program.squares is None:
        return np.zeros(len(program.cost))
    bends = program.squares.diagonal()
    coupled = program.squares.nnz != np.count_nonzero(bends) and abs(program.squares).sum() != abs(bends).sum()
    return None if coupled or (bends < 0).any() else bends


def _share(counts: Array) -> Array:
    """The relative error that a sum of so many products may have."""
    return (counts + ROUNDINGS) * UNIT * 1.01


def _lowest(program: ArrayProgram, bends: Array, z: Array) -> float:
    """A number that theta_D(z) is not below."""
    import numpy as np

    turned = program.matrix.T.tocsr()
    slope = program.cost + turned @ z
    size = np.abs(program.cost) + abs(turned) @ np.abs(z)
    error = _share(np.diff(turned.indptr)) * size
    flat, bent = bends == 0, bends > 0
    ends = program.lower[flat] * slope[flat], program.upper[flat] * slope[flat]
    reach = np.maximum(np.abs(program.lower[flat]), np.abs(program.upper[flat]))
    terms, doubts = _bent(bends[bent], slope[bent], error[bent], program.lower[bent], program.upper[bent])
    terms = np.concatenate([np.minimum(*ends), terms])
    doubts = np.concatenate([reach * error[flat], doubts])
    products = program.right * z
    lost = ROUNDINGS * UNIT * (math.fsum(np.abs(terms)) + math.fsum(doubts) + math.fsum(np.abs(products)))
    found = math.fsum([*terms, *-doubts, *-products, program.constant]) - lost
    return math.nextafter(found - ROUNDINGS * UNIT * abs(found), -math.inf)


def _bent(bends: Array, slope: Array, error: Array, lower: Array, upper: Array) -> tuple[Array, Array]:
    """Values and doubts with value - doubt <= d/2 t^2 + s t for t in [l, u] and every s that is at most error away.

    Around any x, d/2 t^2 + s t = d/2 x^2 + s x + r w + d/2 w^2 with w = t - x, r = d x + s, and r w + d/2 w^2 is at
    least -r^2/(2 d), or 0 where x is the end against which r presses.
    """
    import numpy as np

    x = np.clip(-slope / bends, lower, upper)
    squares, products = bends / 2 * x**2, slope * x
    sizes = np.abs(squares) + np.abs(products)
    rest = bends * x + slope
    free = np.where(x <= lower, np.maximum(-rest, 0.0), np.where(x >= upper, np.maximum(rest, 0.0), np.abs(rest)))
    free = free + ROUNDINGS * UNIT * (np.abs(bends * x) + np.abs(slope)) + error
    return squares + products, error * np.abs(x) + free**2 / bends + ROUNDINGS * UNIT * sizes


def _value(program: ArrayProgram, bends: Array, x: Array) -> float:
    """A number that f(x) is not above."""
    import numpy as np

    products = np.concatenate([program.cost * x, bends / 2 * x**2])
    found = math.fsum([*products, program.constant]) + ROUNDINGS * UNIT * math.fsum(np.abs(products))
    return math.nextafter(found + ROUNDINGS * UNIT * abs(found), math.inf)


def _feasible(program: ArrayProgram, x: Array) -> Array | None:
    """x, or a point near to it on the way to an inner point, at which every row surely holds."""
    import numpy as np

    rows = program.matrix.tocsr()
    missed = _missed(program, rows, x)
    if (missed <= 0).all():
        return x
    low, high = (np.where(np.isfinite(end), end, x) for end in (program.lower, program.upper))
    for inner in (low, high, (low + high) / 2, np.clip(np.zeros_like(x), program.lower, program.upper)):
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
