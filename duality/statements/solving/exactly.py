"""p* = d* over the rationals for linear and quadratic statements, where the arrays hold the data without a rounding.

The program's entries are sums of coefficients times single entries of the data: with data that are multiples of a power
of 1/2 every step of making them is exact in floats as long as the bits suffice, and that is checked before.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import log2
from typing import Any

from duality.named_tuples import NamedTuple
from duality.solving.arrays import Optimum
from duality.statements.arrays.canonical import Canonical
from duality.statements.building.leaves import is_number
from duality.statements.nodes import Node
from duality.statements.tower.deriving import Derived
from duality.statements.tower.quadratics import bilinear

BITS = 52
"""Bits in which floats are exact."""

FINEST = 10
"""Data are multiples of 2^-10."""

POLYHEDRAL = frozenset({"abs", "greatest", "least", "maximum", "minimum", "norm1", "norminf", "pos"})

COPIED = frozenset(
    {"add", "block", "diagonal", "diagonal_matrix", "identity", "number", "ones", "part", "product", "size", "sum"}
    | {"symbol", "times", "trace", "transpose", "unit", "zero"}
)
"""Kinds of nodes that take sums and products of entries and nothing else."""


class Exactly(NamedTuple):
    """The optimum with arrays next to the rationals, and the value in the min form."""

    optimum: Optimum
    value: Fraction


def exactly(canonical: Canonical, found: Optimum, arrays: Mapping[str, Any]) -> Exactly | None:
    """The exact optimum that HiGHS' basis gives; ``None`` where the data are not short or it is too dear."""
    if not isinstance(canonical.derived, Derived) or not copies(canonical.derived, arrays):
        return None
    from duality.solving.arrays.exact import exact_optimum, exact_quadratic

    settle = exact_optimum if canonical.program.squares is None else exact_quadratic
    exact = settle(canonical.program, found)
    if exact is None:
        return None
    return Exactly(found._replace(x=exact.x, multipliers=exact.multipliers, value=float(exact.value)), exact.value)


def copies(derived: Derived, arrays: Mapping[str, Any]) -> bool:
    """Whether the program's entries come out of the data without a rounding."""
    nodes = [derived.objective, *(row.body for row in derived.rows), *(s.definition for s in derived.splits)]
    for item in derived.statement.domain:
        nodes += [item.left] if item.right is None else [item.left, item.right]
    factors = [_factors(node) for node in nodes]
    if any(f is None or f.degree > 1 for f in factors):
        return False
    coefficients = sum(f.bits for f in factors if f is not None)
    return _bits(arrays) + coefficients + len(nodes) <= BITS


def _bits(arrays: Mapping[str, Any]) -> float:
    """The bits that a sum over all the data takes; infinite where they are no multiples of 2^-10."""
    import numpy as np

    finest, largest, count = 0, 1.0, 1
    for array in arrays.values():
        data = array.data if hasattr(array, "toarray") else np.ravel(array)
        while finest <= FINEST and not (data * 2.0**finest == np.rint(data * 2.0**finest)).all():
            finest += 1
        largest = max(largest, float(np.abs(data).max(initial=0.0)))
        count += data.size
    return finest + log2(largest) + log2(count) if finest <= FINEST else float("inf")


class _Factors(NamedTuple):
    """How many data factors a product has at most, and the bits of its coefficients."""

    degree: int
    bits: float


def _factors(node: Node) -> _Factors | None:
    """``None`` where a value is computed from data otherwise than by sums and products, or a coefficient rounds."""
    if node.kind == "power":
        return _squared(node)
    if node.kind == "product" and sum(arg.varying for arg in node.args) > 1 and not _is_form(node):
        return None
    if node.kind == "call":
        if not node.varying or node.mark[0] not in POLYHEDRAL:
            return None
    elif node.kind not in COPIED:
        return None
    numbers = node.mark if node.kind in ("add", "number") else ()
    if any(value.denominator & (value.denominator - 1) for value in numbers):
        return None
    own = sum(log2(max(1, abs(value.numerator))) + log2(value.denominator) for value in numbers)
    parts = [_factors(arg) for arg in node.args]
    found = [part for part in parts if part is not None]
    if len(found) < len(parts):
        return None
    degrees = [part.degree for part in found]
    degree = sum(degrees) if node.kind in ("product", "times") else max(degrees, default=0)
    if node.kind == "size" or (node.kind == "symbol" and node.mark[0].role == "parameter"):
        degree = 1
    return _Factors(degree, own + sum(part.bits for part in found))


def _squared(node: Node) -> _Factors | None:
    """u.^2 and norm(u)^2 for u without data."""
    base, exponent = node.args
    inner = base.args[0] if base.kind == "call" and base.mark[0] == "norm" else base
    found = _factors(inner)
    if not is_number(exponent, 2) or not inner.varying or found is None or found.degree:
        return None
    return _Factors(0, 2 * found.bits + 1)


def _is_form(node: Node) -> bool:
    """x'*P*x and x'x for a variable by itself: the entries of P are taken as they are."""
    form = bilinear(node.args[: node.mark[0]], node.args[node.mark[0] :])
    return node.is_scalar and form is not None and form[0] == form[2] and form[2].kind == "symbol"
