"""Linear and separable quadratic statements, enclosed: arrays hold the data entry by entry, safe bounds do the rest."""

from __future__ import annotations

from fractions import Fraction

from duality.solving.arrays import Optimum
from duality.solving.arrays.safe import Enclosure, diagonal, safe_bounds
from duality.statements.arrays.canonical import Canonical
from duality.statements.building import terms
from duality.statements.building.leaves import is_number
from duality.statements.building.traces import depends
from duality.statements.nodes import Node
from duality.statements.tower.deriving import Derived

PLAIN = frozenset({"ones", "unit", "identity"})

NARROW = 1e-6
"""Relative width up to which an enclosure is worth telling."""


def enclosed(canonical: Canonical, found: Optimum) -> Enclosure | None:
    """lower <= p* <= upper in the min form; ``None`` for what is neither, or was computed from its data."""
    derived = canonical.derived
    if not isinstance(derived, Derived) or derived.splits or found.multipliers is None:
        return None
    if diagonal(canonical.program) is None or not takes_data_as_given(derived):
        return None
    bounds = safe_bounds(canonical.program, found.x, found.multipliers)
    if bounds is None or bounds.upper - bounds.lower > NARROW * (1 + abs(bounds.lower)):
        return None
    return bounds


def takes_data_as_given(derived: Derived) -> bool:
    """Whether every entry of the program is one entry of the data, a number that floats hold, or 0."""
    nodes = [derived.objective, *(row.body for row in derived.rows)]
    for item in derived.statement.domain:
        nodes += [item.left] if item.right is None else [item.left, item.right]
    return all(map(_is_copied, nodes))


def _is_copied(node: Node) -> bool:
    """A sum of terms with variables of their own, of squares with theirs, and of one term without any."""
    squares = [(v, t) for v, t in terms(node) if _is_square(t)]
    moving = [(v, t) for v, t in terms(node) if t.varying and not _is_square(t)]
    fixed = [(v, t) for v, t in terms(node) if not t.varying]
    names = [s.mark[0].name for _, t in moving for s in t.symbols() if s.varying]
    bent = [s.mark[0].name for _, t in squares for s in t.symbols() if s.varying]
    halves = all(_is_kept(v) if t.kind == "number" else _is_half(v) for v, t in terms(node))
    alone = len(set(names)) == len(names) and len(set(bent)) == len(bent)
    return halves and len(fixed) <= 1 and alone and all(_is_single(t) for _, t in (*moving, *fixed))


def _is_square(node: Node) -> bool:
    """q'*(x.^2) or sum(x.^2): one entry of the data, at most, for each square of an entry."""
    factors = node.args if node.kind in ("product", "times") else (node,)
    powers = [f for f in factors if f.varying]
    if len(powers) != 1 or powers[0].kind != "power":
        return False
    base, exponent = powers[0].args
    data = [f.args[0] if f.kind == "transpose" else f for f in factors if not f.varying and f.kind not in PLAIN]
    return base.kind == "symbol" and is_number(exponent, 2) and [f.kind for f in data] in ([], ["symbol"])


def _is_single(node: Node) -> bool:
    """One entry of the data, at most, for each entry of a variable."""
    if node.kind == "sum":
        inner = node.args[0]
        letters = {loop.name for loop in node.mark[0].loops}
        moving = [s for s in inner.symbols() if s.varying]
        kept = all(all(depends(s, {letter}) for letter in letters) for s in moving)
        return bool(moving) and kept and _is_single(inner)
    factors = node.args if node.kind in ("product", "times") else (node,)
    data = 0
    for factor in factors:
        bare = factor.args[0] if factor.kind == "transpose" else factor
        if bare.kind == "symbol":
            data += not bare.varying
        elif bare.kind != "number" and bare.kind not in PLAIN and bare.kind != "zero":
            return False
    return data <= 1


def _is_half(value: Fraction) -> bool:
    """A power of 2, by which a float is multiplied without a rounding."""
    return all(part & (part - 1) == 0 for part in (abs(value.numerator), value.denominator))


def _is_kept(value: Fraction) -> bool:
    """A number that a float holds."""
    return Fraction(float(value)) == value
