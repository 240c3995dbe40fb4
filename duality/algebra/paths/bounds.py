"""What a path proves of p*, of theta_D and of d*, from the problem's data alone.

- x(t) feasible: p* <= liminf f(x(t)).
- x(t) in D: theta_D(y) <= liminf L(x(t), y) for every y = (alpha, beta), alpha >= 0. Let a_k(y) = f_k + alpha'c_k +
  beta'h_k be the coefficient of the k-th monomial of L(x(t), y), the largest first. Where f_k <= 0, c_k <= 0, h_k = 0,
  a_k(y) < 0 is a bound for this y, and otherwise alpha_i = 0 for every i with c_ik < 0: so the constraints that a
  monomial pushes down need not be looked at in smaller ones. Down to the constants this bounds theta_D for all y at
  once, and hence d*; one step further it tells that no multiplier reaches the bound.
- The first coefficient alone is affine in y: theta_D(y) is finite only where it is >= 0 (it is that of a monomial that
  tends to infinity), or theta_D(y) is no more than it (it is the constant).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cmp_to_key
from math import inf

from duality.algebra.atoms import scaled, total
from duality.algebra.paths.between import Between
from duality.algebra.paths.constant_conversion import to_scalar
from duality.algebra.paths.constants import Coefficient, sign_of
from duality.algebra.paths.holding import contained, feasible
from duality.algebra.paths.limits import ORDERS, enclosures, is_below, limit
from duality.algebra.paths.monomials import ONE, ZERO, Monomial, compare
from duality.algebra.paths.path import Path
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.records import record


@record
class DualBound:
    """d* <= ``value``; ``reached`` is False where theta_D(y) < value is proved for every y."""

    value: Scalar | float
    reached: bool | None = None


@record
class Cut:
    """value + slopes'y, over the constraints in their order: >= 0 wherever theta_D(y) > -inf if ``demand``, otherwise
    >= theta_D(y)."""

    value: Scalar
    slopes: tuple[Scalar, ...]
    demand: bool


def primal_bound(form: StandardForm, path: Path) -> Scalar | float | None:
    """v with p* <= v: the limit superior of f along a path that is proved feasible; ``None`` where that fails."""
    if not feasible(form, path):
        return None
    found = limit(form.objective_expression, path).upper
    return None if found == inf else found


def theta_bound(form: StandardForm, multipliers: Mapping[str, Scalar], path: Path) -> Scalar | float | None:
    """v with theta_D(y) <= v at one y, alpha >= 0: the limit superior of L along a path in D."""
    if not contained(form.domain, path):
        return None
    parts = [scaled(multipliers[c.name], c.expression) for c in form.constraints if multipliers.get(c.name, ZERO) != 0]
    found = limit(total([form.objective_expression, *parts]), path).upper
    return None if found == inf else found


def dual_bound(form: StandardForm, path: Path) -> DualBound | None:
    """The bound of d* that holds for all multipliers at once; ``None`` where the path gives none."""
    if not contained(form.domain, path):
        return None
    best: DualBound | None = None
    for rows in _expansions(form, path):
        try:
            found = _bounded(form, rows)
        except ValueError:
            # The sign of a constant could not be decided.
            continue
        if found is not None and (best is None or is_below(found.value, best.value) or _tells_more(found, best)):
            best = found
    return best


def cut(form: StandardForm, path: Path) -> Cut | None:
    """The affine condition on the multipliers, or bound of theta_D, that the first coefficient of L gives."""
    if not contained(form.domain, path):
        return None
    for rows in _expansions(form, path):
        try:
            found = _first_coefficients(form, rows)
        except ValueError:
            continue
        if found is not None:
            return found
    return None


def _tells_more(found: DualBound, best: DualBound) -> bool:
    return found.value == best.value and best.reached is None


def _expansions(form: StandardForm, path: Path) -> Iterator[Sequence[Between]]:
    """f, then every constraint along the path, in ever longer expansions."""
    nodes = (form.objective_expression, *(c.expression for c in form.constraints))
    ways = [enclosures(node, path) for node in nodes]
    current: list[Between | None] = [None] * len(ways)
    for _ in ORDERS:
        current = [next(way, known) for way, known in zip(ways, current, strict=True)]
        rows = [between for between in current if between is not None]
        if len(rows) < len(ways):
            return
        yield rows


def _monomials(rows: Sequence[Between]) -> list[Monomial]:
    """Every monomial of an end, and the constant, the largest first."""
    found = {m for row in rows for end in (row.lower, row.upper) for _, m in end.terms} | {ONE}
    ordered = sorted(found, key=cmp_to_key(compare), reverse=True)
    return [m for k, m in enumerate(ordered) if k == 0 or compare(m, ordered[k - 1]) != 0]


def _coefficient(row: Between, monomial: Monomial, *, known: bool = False) -> Coefficient | None:
    """Of the upper end; ``known``: ``None`` where the two ends have come apart by this monomial."""
    if known:
        width = row.upper - row.lower
        if width.terms and compare(width.terms[0][1], monomial) >= 0:
            return None
    return next((c for c, m in row.upper.terms if compare(m, monomial) == 0), ZERO)


def _bounded(form: StandardForm, rows: Sequence[Between]) -> DualBound | None:
    objective, *constraints = rows
    equal = [c.constraint.kind == "equality" for c in form.constraints]
    left = set(range(len(constraints)))
    bound: DualBound | None = None
    for monomial in _monomials(rows):
        pushed = {k: _coefficient(constraints[k], monomial, known=equal[k]) for k in left}
        if any(c is None or (sign_of(c) > 0) or (equal[k] and c != 0) for k, c in pushed.items()):
            return bound
        first = _coefficient(objective, monomial)
        assert first is not None
        order = monomial.order
        if order > 0 and sign_of(first) != 0:
            return DualBound(-inf, False) if sign_of(first) < 0 else None
        if order == 0:
            bound = DualBound(to_scalar(first))
        if order < 0 and bound is not None and sign_of(first) != 0:
            return DualBound(bound.value, False) if sign_of(first) < 0 else bound
        left -= {k for k, c in pushed.items() if c is not None and sign_of(c) < 0}
    return bound


def _first_coefficients(form: StandardForm, rows: Sequence[Between]) -> Cut | None:
    equal = [False, *(c.constraint.kind == "equality" for c in form.constraints)]
    for monomial in _monomials(rows):
        found = [_coefficient(row, monomial, known=known) for row, known in zip(rows, equal, strict=True)]
        first, *slopes = [c for c in found if c is not None]
        if len(slopes) != len(form.constraints):
            return None
        if monomial.order == 0:
            return Cut(to_scalar(first), tuple(map(to_scalar, slopes)), demand=False)
        if first != 0 or any(slope != 0 for slope in slopes):
            return Cut(to_scalar(first), tuple(map(to_scalar, slopes)), demand=True)
    return None
