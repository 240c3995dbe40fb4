"""Are the multipliers at x* unique: yes under LICQ, and no if the active gradients leave room to move them.

LICQ: the gradients of the active constraints, of the active bounds and of the active rows of X are linearly
independent, and f and the active functions are differentiable at x*. Exact ranks at exact points; in floating point a
clear gap of the singular values is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra import exact_linear
from duality.algebra.lengths import lengths
from duality.model.scalar import Scalar
from duality.records import record
from duality.verify.dependent_rows import core, surely_independent
from duality.verify.evaluation import Gradient, Number, Place, Values, is_exact, row_gradient
from duality.verify.kinks import differentiable_at
from duality.verify.normal_cone import active_rows, active_sides, is_zero

ZERO = Fraction(0)

CLEAR_RANK = 1e-6
"""Singular values below this share of the largest one leave the rank open."""


@record
class ActiveGradient:
    """One row of the active set: a constraint by its name (``None`` for a row or bound of X), free in sign or not."""

    name: str | None
    gradient: Gradient
    free: bool
    is_bound: bool = False


def are_unique(at: Place) -> bool | None:
    """True if LICQ holds at x*, False if it fails exactly, ``None`` where that is not decided."""
    if at.form.domain.discrete or not _differentiable(at):
        return None
    active = active_gradients(at)
    if active is None:
        return None
    rest, columns = _beside_bounds(at, active)
    if len(rest) > len(columns):
        return False if at.is_exact else None
    if all(is_exact(slope) for entry in rest for slope in entry.gradient.values()):
        rows = _dense(*_dependent(rest, columns))
        return surely_independent(rows) or exact_linear.rank(rows) == len(rows)
    return _clearly_independent(rest, columns) if rest else True


def can_move(at: Place, multipliers: Values) -> bool:
    """Some other multipliers satisfy KKT at x* too; exact points and gradients only."""
    if not at.is_exact or not _differentiable(at):
        return False
    active = active_gradients(at)
    if not active:
        return False
    rest, order = _dependent(*_beside_bounds(at, active))
    rows = _dense(rest, order)
    if surely_independent(rows):
        return False
    columns = [list(column) for column in zip(*rows, strict=True)]
    for vector in exact_linear.nullspace(columns, len(rest)):
        combined = [(entry, step) for entry, step in zip(rest, vector, strict=True) if step != 0]
        combined += _steps_of_bounds(active, combined)
        for sign in (1, -1):
            moves = [(entry, sign * step) for entry, step in combined]
            named = [entry for entry, _ in moves if entry.name is not None]
            if named and all(_may_move(entry, step, multipliers) for entry, step in moves):
                return True
    return False


def _beside_bounds(at: Place, active: Sequence[ActiveGradient]) -> tuple[list[ActiveGradient], list[str]]:
    """The other rows, and the variables at no bound: an active bound's unit vector takes its variable out of them."""
    bounded = {name for entry in active if entry.is_bound for name in entry.gradient}
    rest = [entry for entry in active if not entry.is_bound]
    return rest, [name for name in at.form.variables if name not in bounded]


def _dependent(entries: Sequence[ActiveGradient], columns: Sequence[str]) -> tuple[list[ActiveGradient], list[str]]:
    """The rows of exact gradients that may be dependent in the columns, and the columns that they have."""
    wanted = set(columns)
    slopes = [{name: s for name, s in entry.gradient.items() if name in wanted and s != 0} for entry in entries]
    left = core(entries, slopes)
    used = {name for entry in left for name in entry.gradient}
    return left, [name for name in columns if name in used]


def _steps_of_bounds(
    active: Sequence[ActiveGradient], combined: Sequence[tuple[ActiveGradient, Scalar]]
) -> list[tuple[ActiveGradient, Scalar]]:
    """What the bounds' multipliers must give so that the combination of gradients is 0 in their variables too."""
    sums: dict[str, Scalar] = {}
    for entry, step in combined:
        for name, slope in entry.gradient.items():
            sums[name] = sums.get(name, ZERO) + step * _scalar(slope)
    found = []
    for entry in active:
        if entry.is_bound:
            ((name, side),) = entry.gradient.items()
            step = -sums.get(name, ZERO) * _scalar(side)
            if step != 0:
                found.append((entry, step))
    return found


def active_gradients(at: Place) -> list[ActiveGradient] | None:
    """Equalities, active inequalities, active bounds and rows of X; ``None`` where a gradient is not defined."""
    form = at.form
    found: list[ActiveGradient] = []
    for constraint in form.constraints:
        free = constraint.constraint.kind == "equality"
        if not free and not is_zero(at.constraints[constraint.name]):
            continue
        slopes = row_gradient(constraint.row, constraint.expression, at.point, form.variables)
        if slopes is None:
            return None
        found.append(ActiveGradient(constraint.name, slopes, free))
    for name, bounds in form.domain.bounds:
        lower, upper = active_sides(bounds, at.point[name])
        if lower or upper:
            sign = Fraction(-1) if lower else Fraction(1)
            found.append(ActiveGradient(None, {name: sign}, lower and upper, is_bound=True))
    for slopes, equation in active_rows(form.domain, at.point, form.variables):
        found.append(ActiveGradient(None, {name: -slope for name, slope in slopes.items()}, equation))
    return found


def _differentiable(at: Place) -> bool:
    constraints = [
        c.expression
        for c in at.form.constraints
        if not c.row.is_quadratic and (c.constraint.kind == "equality" or is_zero(at.constraints[c.name]))
    ]
    functions = constraints if at.form.objective.is_quadratic else [at.form.objective_expression, *constraints]
    return all(differentiable_at(function, at.point) for function in functions)


def _may_move(entry: ActiveGradient, step: Scalar, multipliers: Values) -> bool:
    """A nonnegative multiplier may grow, and shrink where it is positive; those of X are not known, and may grow."""
    if entry.free or step > 0:
        return True
    return entry.name is not None and is_exact(multipliers[entry.name]) and multipliers[entry.name] > 0


def _clearly_independent(entries: Sequence[ActiveGradient], columns: Sequence[str]) -> bool | None:
    import numpy as np

    place = {name: k for k, name in enumerate(columns)}
    matrix = np.zeros((len(entries), len(columns)))
    for row, entry in zip(matrix, entries, strict=True):
        for name, slope in entry.gradient.items():
            if name in place:
                row[place[name]] = float(slope)
    sizes = lengths(matrix)
    if (sizes == 0).any():
        return None
    used = matrix[:, matrix.any(axis=0)] / sizes[:, None]
    if used.shape[1] < len(entries):
        return None
    singular = np.linalg.svd(used, compute_uv=False)
    return True if singular[-1] > CLEAR_RANK * singular[0] else None


def _dense(entries: Sequence[ActiveGradient], columns: Sequence[str]) -> list[list[Scalar]]:
    """The gradients, whose entries are known to be exact, as rows over the given variables."""
    return [[_scalar(entry.gradient.get(name, ZERO)) for name in columns] for entry in entries]


def _scalar(number: Number) -> Scalar:
    return number if is_exact(number) else Fraction(float(number))
