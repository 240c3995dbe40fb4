"""Integers without ends: a finite range outside which no feasible x is better than a known one.

A box holds {x feasible: f(x) <= f(x0)}, for a feasible x0, by contraction with outward rounding and by the growth of f.
So inf f over all integers is inf f over any range around that box. theta_D belongs to the range, which is therefore
taken wider than the box, and shown as X.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, inf, isfinite
from typing import TYPE_CHECKING, TypeGuard

from duality.algebra.evaluate import exact_value
from duality.algebra.membership import is_feasible
from duality.derivation.domain import without_ends
from duality.derivation.standardize import standardize
from duality.errors import BackendRefused
from duality.model.expression import number
from duality.model.problem import DomainRow, IntegerRange, Interval, Membership, Problem
from duality.records import replace
from duality.solving import local
from duality.solving.globally import intervals

if TYPE_CHECKING:
    import numpy as np

    from duality.model.form import StandardForm

SWEEPS = 40
MOST_STARTS = 60
WIDER = 1
"""A range is wider than its box by so many widths on either side, and by `MARGIN` more."""
MARGIN = 3
LARGEST = 10**6
DENOMINATOR = 64


def with_ends(problem: Problem) -> tuple[Problem, str | None]:
    """(the problem with finite ranges of integers, what was done in words); ``None`` where all ends were stated.

    Raises `ProblemError` for an integer that neither the rows nor f bound.
    """
    open_rows = [row for row in problem.domain if _is_open(row)]
    if not open_rows:
        return problem, None
    form = standardize(replace(problem, domain=tuple(map(_relaxed, problem.domain))))
    box = _level_set(form, problem)
    ranges = {row: _range(row, *box.get(row.variables[0], (-inf, inf))) for row in open_rows}
    rows = tuple(replace(row, set=ranges[row]) if _is_open(row) else row for row in problem.domain)
    words = ", ".join(f"{row.variables[0]} in {found.lower}..{found.upper}" for row, found in ranges.items())
    said = f"no integers outside {words} improve f; d* and theta_D are those of this range"
    return replace(problem, domain=rows), said


def _is_open(row: DomainRow) -> TypeGuard[Membership]:
    return (
        isinstance(row, Membership)
        and isinstance(row.set, IntegerRange)
        and (row.set.lower is None or row.set.upper is None)
    )


def _relaxed(row: DomainRow) -> DomainRow:
    """The range as an interval of reals."""
    if not _is_open(row):
        return row
    assert isinstance(row.set, IntegerRange)
    lower, upper = row.set.lower, row.set.upper
    interval = Interval(None if lower is None else number(lower), None if upper is None else number(upper))
    return replace(row, set=interval)


def _range(row: Membership, low: float, high: float) -> IntegerRange:
    """The stated end, else one well beyond the box."""
    assert isinstance(row.set, IntegerRange)
    lower, upper = row.set.lower, row.set.upper
    if (lower is None and not isfinite(low)) or (upper is None and not isfinite(high)):
        raise without_ends(row)
    low = float(lower) if lower is not None and not isfinite(low) else low
    high = float(upper) if upper is not None and not isfinite(high) else high
    beyond = WIDER * max(0.0, high - low) + MARGIN
    if max(abs(low), abs(high)) + beyond > LARGEST:
        raise without_ends(row)
    return IntegerRange(
        floor(low - beyond) if lower is None else lower, ceil(high + beyond) if upper is None else upper
    )


def _level_set(form: StandardForm, problem: Problem) -> dict[str, tuple[float, float]]:
    """A box around every feasible x, and where it leaves some integer free, around those with f(x) <= f(x0)."""
    import numpy as np

    try:
        # The integers are not periodic: another period of f has other values at them.
        compiled = intervals.region.region(form, None, periodic=False)
    except BackendRefused:
        return {}
    names = [row.variables[0] for row in problem.domain if _is_open(row)]
    places = [form.variables.index(name) for name in names]
    lower, upper, alive = intervals.contraction.contract(
        compiled.tape, compiled.demands, compiled.lower[:, None], compiled.upper[:, None], SWEEPS
    )
    low, high = lower[:, 0], upper[:, 0]
    if alive[0] and not (np.isfinite(low[places]).all() and np.isfinite(high[places]).all()):
        level = _known_value(form, problem, low, high)
        if level is not None:
            low, high = intervals.levels.level_box(form.objective_expression, form.variables, low, high, level)
            demands = [*compiled.demands, (compiled.objective, -inf, level)]
            lower, upper, _ = intervals.contraction.contract(
                compiled.tape, demands, low[:, None], high[:, None], SWEEPS
            )
            low, high = lower[:, 0], upper[:, 0]
    return {name: (float(low[k]), float(high[k])) for name, k in zip(names, places, strict=True)}


def _known_value(form: StandardForm, problem: Problem, low: np.ndarray, high: np.ndarray) -> float | None:
    """The least f at feasible points near starting points, one step further on, so that rounding does not cut."""
    import numpy as np

    compiled = local.compiled.CompiledForm(form)
    whole = [
        form.variables.index(name)
        for row in problem.domain
        if isinstance(row, Membership) and not isinstance(row.set, Interval)
        for name in row.variables
    ]
    found: list[float] = []
    starts = [np.clip(np.zeros(len(form.variables)), low, high), *local.starts.starting_points(compiled, MOST_STARTS)]
    for start in starts:
        for turn in (np.floor, np.ceil, np.round):
            x = np.array(start, dtype=float)
            x[whole] = turn(x[whole])
            value = _value_at(form, _on_the_equations(form, dict(zip(form.variables, x, strict=True)), whole))
            if value is not None:
                found.append(value)
    return min(found) + 1.0 if found else None


def _on_the_equations(form: StandardForm, x: dict[str, float], whole: list[int]) -> dict[str, Fraction]:
    """The point with a variable that is no integer solved out of each affine equation, exactly."""
    point = {name: Fraction(value).limit_denominator(DENOMINATOR) for name, value in x.items()}
    free = [name for k, name in enumerate(form.variables) if k not in whole]
    for row in (c.row for c in form.constraints if c.constraint.kind == "equality" and c.row.is_affine):
        pivot = next(((name, a) for name, a in row.linear if name in free and isinstance(a, Fraction)), None)
        if pivot is None or not isinstance(row.constant, Fraction):
            continue
        name, a = pivot
        free.remove(name)
        others = sum((c * point[other] for other, c in row.linear if other != name), row.constant)
        point[name] = -others / a if isinstance(others, Fraction) else point[name]
    return point


def _value_at(form: StandardForm, point: dict[str, Fraction]) -> float | None:
    """f at a point that is feasible, exactly; ``None`` for any other."""
    return float(exact_value(form.objective_expression, point)) if is_feasible(form, point) else None
