"""Functions of one variable with abs, max, min, huber or norms, as smooth pieces between breakpoints."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeGuard

from duality.algebra.boxes import is_interior
from duality.algebra.evaluate import exact_value
from duality.algebra.kinks import KINKED, branch, switches
from duality.algebra.line_polynomials import sign_on
from duality.algebra.polynomial_of import polynomial_coefficients
from duality.algebra.scalars import flint_of
from duality.model.expression import Call, Expression
from duality.model.form import PLACEHOLDER, Bounds

PIECES_LIMIT = 24


def breakpoints(body: Expression, range_: Bounds) -> list[Fraction] | None:
    """Where the pieces of a tree in `PLACEHOLDER` meet inside the interval, in increasing order.

    ``None`` where they cannot be found exactly.
    """
    found: set[Fraction] = set()
    for kink in _kinks(body):
        for switch in switches(kink):
            roots = _rational_roots(switch, range_)
            if roots is None:
                return None
            found |= set(roots)
    return sorted(found) if len(found) <= PIECES_LIMIT else None


def _rational_roots(node: Expression, range_: Bounds) -> list[Fraction] | None:
    """The roots of a polynomial inside the interval, if all of them are rational."""
    import flint

    dense = polynomial_coefficients(node, PLACEHOLDER)
    if dense is None:
        return None
    found: list[Fraction] = []
    for factor, _ in flint.fmpq_poly([flint_of(c) for c in dense]).factor()[1]:
        coefficients = tuple(Fraction(int(c.p), int(c.q)) for c in factor.coeffs())
        if len(coefficients) == 2:
            found.append(-coefficients[0] / coefficients[1])
        elif sign_on(coefficients, range_) is None:
            return None
    return [root for root in found if is_interior(range_, root)]


def is_piecewise(body: Expression) -> bool:
    """A function with pieces occurs."""
    return any(True for _ in _kinks(body))


def piece(node: Expression, sample: Fraction) -> Expression:
    """The smooth formula of the piece around a point that is no breakpoint."""
    node = node.mapped(lambda child: piece(child, sample))
    if not _is_kinked(node):
        return node
    return branch(node, lambda argument: float(exact_value(argument, {PLACEHOLDER: sample})))


def _kinks(body: Expression) -> Iterator[Call]:
    return (node for node in body.walk() if _is_kinked(node))


def _is_kinked(node: Expression) -> TypeGuard[Call]:
    return isinstance(node, Call) and node.function in (*KINKED, "norm") and bool(node.variables())
