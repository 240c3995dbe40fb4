"""The gradients at x*: those that the optimal multipliers balance, or those of the active constraints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality import algebra
from duality.records import record
from duality.results.figures.scene import Scene
from duality.verify.kinks import differentiable_at

if TYPE_CHECKING:
    import numpy as np

LONGEST = 0.27
"""The longest arrow, as a share of the window."""

ACTIVE = 1e-6


@record
class GradientArrow:
    """A vector at x*: the gradient of f, a multiplier times the gradient of a constraint, or that gradient alone."""

    name: str
    start: tuple[float, float]
    vector: tuple[float, float]


Arrows = tuple[tuple[GradientArrow, ...], float | None, float | None]


def gradients(scene: Scene, box: tuple[np.ndarray, np.ndarray]) -> Arrows:
    """grad f and alpha_i grad c_i at x* to one scale with their balance; or the active gradients, and their pull."""
    import numpy as np

    sides, form = scene.sides, scene.form
    if sides.point is None or scene.landscape.is_finite:
        return (), None, None
    named = dict(sides.point)
    x = np.array([named[name] for name in form.variables])
    gradient = algebra.numeric.compile_row(form.objective, form.variables).gradient(x)
    rows = [algebra.numeric.compile_row(c.row, form.variables) for c in form.constraints]
    slopes = [row.gradient(x) for row in rows]
    if not all(np.isfinite(vector).all() for vector in (gradient, *slopes)):
        return (), None, None
    near = ACTIVE * (1 + float(np.abs(x).max()))
    touching = [c.expression for c, row in zip(form.constraints, rows, strict=True) if abs(row.value(x)) <= near]
    if not all(differentiable_at(tree, named) for tree in (form.objective_expression, *touching)):
        # At a kink there is no gradient to draw.
        return (), None, None
    vectors = [("∇f", gradient)]
    balance = pull = None
    if sides.multipliers is not None and sides.meet:
        known = dict(sides.multipliers)
        terms = [known[c.name] * vector for c, vector in zip(form.constraints, slopes, strict=True)]
        balance = float(np.hypot(*(gradient + sum(terms, np.zeros(2)))))
        for c, vector in zip(form.constraints, terms, strict=True):
            if np.abs(vector).max() > 1e-9:
                symbol = "α" if c.constraint.kind == "inequality" else "β"
                vectors.append((f"{symbol}*∇{c.name}", vector))
        balance = balance / max(float(np.hypot(*vector)) for _, vector in vectors) if len(vectors) > 1 else None
    else:
        active = [
            (c, vector)
            for c, row, vector in zip(form.constraints, rows, slopes, strict=True)
            if c.constraint.kind == "equality" or abs(row.value(x)) <= near
        ]
        pull = _pull(gradient, active)
        longest = float(np.hypot(*gradient)) or 1.0
        for c, vector in active:
            if (length := float(np.hypot(*vector))) > 0:
                vectors.append((f"∇{c.name}", vector * longest / length))
    longest = max(float(np.hypot(*vector)) for _, vector in vectors)
    if longest == 0:
        return (), balance, pull
    scale = LONGEST * float(box[1][0] - box[0][0]) / longest
    start = (float(x[0]), float(x[1]))
    drawn = tuple(
        GradientArrow(name, start, (float(scale * vector[0]), float(scale * vector[1])))
        for name, vector in vectors
        if np.abs(vector).max() > 0
    )
    return drawn, balance, pull


def _pull(gradient: np.ndarray, active: list) -> float | None:
    """min |grad f + sum alpha_i grad c_i| / |grad f| over alpha >= 0 (beta free): 0 where multipliers exist."""
    import numpy as np

    size = float(np.hypot(*gradient))
    if size == 0:
        return None
    columns = [vector for _, vector in active]
    columns += [-vector for c, vector in active if c.constraint.kind == "equality"]
    # In the plane the nearest point of a cone lies on one of its rays, in a sector of two, or is 0.
    best = size
    for k, a in enumerate(columns):
        if a @ a > 0:
            t = max(0.0, -float(gradient @ a) / float(a @ a))
            best = min(best, float(np.hypot(*(gradient + t * a))))
        for b in columns[k + 1 :]:
            matrix = np.stack([a, b], axis=1)
            spans = abs(np.linalg.det(matrix)) > 1e-12 * float(np.hypot(*a)) * float(np.hypot(*b))
            if spans and (np.linalg.solve(matrix, -gradient) >= -1e-9).all():
                best = 0.0
    return best / size
