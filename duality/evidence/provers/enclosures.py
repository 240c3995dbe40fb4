"""Boxes about a solver's point in which a feasible point may be proved: where equations have irrational solutions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import isfinite

from duality import algebra
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import EnclosedPoint, Evidence
from duality.model.form import StandardForm
from duality.verify.evaluation import as_values, floats

LARGEST = 12
ACTIVE = (1e-7, 1e-5)
"""How close to 0, relative to the size of its gradient, an inequality counts as active."""

RADII = (1e-11, 1e-9, 1e-7)
"""Half the width of the box relative to 1 + |x|."""

CLOSE = 1e-9
"""An upper bound this close to f at the point, relatively, is good enough."""


class EnclosedPoints:
    """p* <= max f over a small box that holds a feasible point."""

    name = "feasible points in a box"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if ledger.p.is_closed:
            return "p* is known"
        if len(question.form.variables) > LARGEST:
            return f"more than {LARGEST} variables"
        if question.form.domain.discrete:
            return "D has finite sets"
        return None if question.form.constraints else "there are no constraints"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        for solution in question.claims:
            point = floats(as_values(solution.point or ()))
            if set(point) < set(question.form.variables) or not all(map(isfinite, point.values())):
                continue
            value = solution.value
            for witness in boxes_about(question.form, point):
                yield Evidence("p", witness, source=f"beside the point of {solution.backend}")
                upper = ledger.p.upper.value
                if value is not None and isfinite(upper) and upper - value <= CLOSE * max(1.0, abs(value)):
                    return


def boxes_about(form: StandardForm, point: Mapping[str, float]) -> Iterator[EnclosedPoint]:
    """As many free coordinates as active functions, those in which these move most; the others stand still."""
    import numpy as np

    rows = [algebra.numeric.compile_row(c.row, form.variables) for c in form.constraints]
    x = np.array([point[name] for name in form.variables])
    for tolerance in ACTIVE:
        active = _active(form, rows, x, tolerance)
        equations = [k for k, c in enumerate(form.constraints) if c.constraint.kind == "equality" or c.name in active]
        if len(equations) > len(x):
            continue
        moved = _newton(form, [rows[k] for k in equations], x)
        if moved is None:
            continue
        at, free = moved
        for radius in RADII:
            ends = []
            for k, name in enumerate(form.variables):
                value = placed(form, name, float(at[k]))
                half = Fraction(radius * (1 + abs(float(at[k])))) if k in free else Fraction(0)
                ends.append((name, value - half, value + half))
            yield EnclosedPoint(tuple(ends), tuple(active))


def _active(form: StandardForm, rows, x, tolerance: float) -> list[str]:
    import numpy as np

    found = []
    for constraint, row in zip(form.constraints, rows, strict=True):
        if constraint.constraint.kind == "equality":
            continue
        slope = np.abs(row.gradient(x)).max(initial=0.0)
        if row.value(x) >= -tolerance * max(1.0, float(slope)):
            found.append(constraint.name)
    return found


def _newton(form: StandardForm, rows, x):
    """The point after Newton steps on the active functions, and the coordinates that moved; ``None``: singular."""
    import numpy as np

    if not rows:
        return x, set()
    x = x.copy()
    movable = [k for k, name in enumerate(form.variables) if inside(form, name, float(x[k]))]
    if len(movable) < len(rows):
        return None
    slopes = np.array([row.gradient(x) for row in rows])
    if not np.isfinite(slopes).all():
        return None
    free = _columns(slopes, movable)
    if free is None:
        return None
    for _ in range(4):
        values = np.array([row.value(x) for row in rows])
        square = np.array([row.gradient(x)[free] for row in rows])
        if not (np.isfinite(values).all() and np.isfinite(square).all()):
            return None
        if abs(np.linalg.det(square)) < 1e-300:
            return None
        x[free] -= np.linalg.solve(square, values)
    return (x, set(free)) if np.isfinite(x).all() else None


def _columns(slopes, movable: list[int]) -> list[int] | None:
    """Columns by Gaussian elimination with full pivoting, so that the square part is far from singular."""
    import numpy as np

    work, chosen = slopes.copy(), []
    rows = list(range(len(work)))
    while rows:
        rest = [k for k in movable if k not in chosen]
        block = np.abs(work[np.ix_(rows, rest)]) if rest else np.zeros((1, 0))
        if block.size == 0 or block.max() < 1e-9 * max(1.0, float(np.abs(slopes).max())):
            return None
        i, j = np.unravel_index(int(block.argmax()), block.shape)
        row, column = rows[int(i)], rest[int(j)]
        for other in rows:
            if other != row:
                work[other] -= work[other, column] / work[row, column] * work[row]
        rows.remove(row)
        chosen.append(column)
    return sorted(chosen)


def placed(form: StandardForm, name: str, value: float) -> Fraction:
    """The coordinate as a fraction, on the bound of D that it is next to."""
    bounds = form.domain.bound(name)
    if not inside(form, name, value):
        for end, closed in ((bounds.lower, bounds.lower_closed), (bounds.upper, bounds.upper_closed)):
            if isinstance(end, Fraction) and closed and abs(value - float(end)) <= 1e-6 * (1 + abs(value)):
                return end
    return Fraction(value)


def inside(form: StandardForm, name: str, value: float) -> bool:
    """Not at a bound of D, where it has to stand still."""
    bounds = form.domain.bound(name)
    size = 1e-6 * (1 + abs(value))
    return (bounds.lower is None or value > float(bounds.lower) + size) and (
        bounds.upper is None or value < float(bounds.upper) - size
    )
