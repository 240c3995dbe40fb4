"""v(u), the optimal value as one constraint's right-hand side moves: solved, bounded by samples, or in steps."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from duality.model.form import StandardConstraint
from duality.records import record
from duality.results.figures.jumps import jumping
from duality.results.figures.known import Certainty, Sides
from duality.results.figures.ranges import span
from duality.results.figures.scene import Scene
from duality.solving import sampling
from duality.solving.many import settled

if TYPE_CHECKING:
    import numpy as np

POINTS, FEWER = 41, 25
"""Values of u, and with more than `FAST` variables."""

FAST = 3

LARGEST = 40
"""The largest number of variables whose v(u) is drawn: every u is a solve."""

SAMPLED = 2
"""The largest number of variables whose v(u) is followed by samples where the problem is not convex."""

BENT = 0.5
"""A window ends where v leaves the line through v(0) by this share of what the line rises or falls."""

LEAST = 0.4
"""On either side of u = 0 at least this share of the other side is shown."""

BEYOND = 1.15
"""... and goes this much beyond the points that the best multiplier reaches."""

JUMPS = 6
"""Steps shown on either side of u = 0."""

FEW = 5
"""Points on either side of 0 that tell a curve."""

ENOUGH_APART = 1e-9

LONG = 60
"""A constraint of more characters goes by its name."""

Kind = Literal["solved", "bound", "steps", "values"]


@record
class PricePoint:
    """v at one u, +inf (for a minimization) where no feasible x was found."""

    u: float
    value: float
    certainty: Certainty


@record
class ValueFunction:
    """v(u) = inf f over c(x) <= u (or h(x) = u), one constraint's right-hand side moved, the others kept.

    ``kind``: "solved" (a convex problem at every u), "bound" (the best of samples, a bound on v), "steps" (a finite
    set: v is constant from each point to the next) or "values" (a finite set and an equation: v is finite at these u
    alone). ``slope`` and ``intercept`` are those of the line d* - alpha*u, which never passes v; ``None`` without
    multipliers.
    """

    sides: Sides
    constraint: str
    standard: str
    measure: str
    symbol: Literal["α", "β"]
    kind: Kind
    values: tuple[PricePoint, ...]
    window: tuple[tuple[float, float], tuple[float, float]]
    slope: float | None
    convex: bool

    @property
    def intercept(self) -> float | None:
        """Where the line meets u = 0."""
        return self.sides.d_star.finite if self.slope is not None else None


def refusal(scene: Scene) -> tuple[str, str] | None:
    """Why v(u) is not drawn, in both languages; ``None`` where it is."""
    form = scene.form
    count = len(form.variables)
    if not form.constraints:
        return "There is no constraint whose right-hand side could move.", "没有约束的右端可以移动。"
    if scene.sides.p_star.finite is None:
        known = scene.sides.p_star.value is not None
        instead = scene.instead("theta")
        return (
            f"p* is {'infinite' if known else 'not known'}, so that v(u) has no finite value at u = 0 to start from: "
            f"{instead}.",
            f"p* {'无穷' if known else '未知'}，因此 v(u) 在 u = 0 处没有有限的起点：{instead}。",
        )
    if scene.landscape.is_finite:
        return None
    if jumping(form):
        return (
            f"f or a constraint jumps, and so may v(u) between any two places: {scene.instead('lagrangian', 'line')}.",
            f"f 或约束有跳跃，v(u) 在任意两处之间也可能跳跃：{scene.instead('lagrangian', 'line')}。",
        )
    if form.domain.discrete:
        return (
            'v(u) is not drawn where some variables are discrete and others are not: look at "theta".',
            '部分变量离散、部分变量连续时不画 v(u)：请看 "theta"。',
        )
    if count > LARGEST:
        return (
            f'v(u) is drawn for at most {LARGEST} variables, and here are {count}: see "slackness".',
            f'v(u) 最多对 {LARGEST} 个变量画出，这里有 {count} 个：请看 "slackness"。',
        )
    if not scene.landscape.convex and count > SAMPLED:
        return (
            f"At another right-hand side this problem is not known to be convex, and with {count} variables no "
            "sample tells "
            f"its optimal value: {scene.instead('theta', 'line')}.",
            f"右端改变后，问题未知是否为凸，而 {count} 个变量时采样不能给出最优值：{scene.instead('theta', 'line')}。",
        )
    return None


def value_function(scene: Scene) -> ValueFunction:
    """v on both sides of 0, with p* itself at 0, over the constraint with the largest multiplier."""
    form, sides, sign = scene.form, scene.sides, scene.sign
    known = dict(sides.multipliers or ())
    k = max(range(len(form.constraints)), key=lambda i: (abs(known.get(form.constraints[i].name, 0.0)), -i))
    constraint = form.constraints[k]
    slope = -sign * known[constraint.name] if constraint.name in known and sides.d_star.finite is not None else None
    edges = None
    if scene.landscape.is_finite:
        kind, us, values, edges = _finite(scene, k)
    elif (told := _told(scene)) is not None:
        kind, us, values = "solved", *told
    else:
        kind, us, values = _continuous(scene, k, None if slope is None else sign * slope)
    own: Certainty = "exact" if kind in ("steps", "values") else "numerical" if kind == "solved" else "sampled+polished"
    points = tuple(
        PricePoint(u, sign * v, sides.p_star.certainty if u == 0 else own)
        for u, v in zip(us.tolist(), values.tolist(), strict=True)
    )
    vertical = span([p.value for p in points] + [sides.d_star.value, sides.p_star.value])
    edges = edges or (float(us[0]), float(us[-1]))
    return ValueFunction(
        sides,
        constraint.name,
        standard(constraint),
        str(constraint.expression),
        "α" if constraint.constraint.kind == "inequality" else "β",
        kind,
        points,
        (edges, vertical),
        slope,
        scene.landscape.convex,
    )


def standard(constraint: StandardConstraint) -> str:
    """c(x) <= u or h(x) = u, as text; a long one by its name."""
    relation = "≤" if constraint.constraint.kind == "inequality" else "="
    written = str(constraint.expression)
    return f"{written if len(written) <= LONG else f'{constraint.name}(x)'} {relation} u"


def _finite(scene: Scene, k: int) -> tuple[Kind, np.ndarray, np.ndarray, tuple[float, float]]:
    """Every u at which v over finitely many points changes, or is finite; those around 0, and the ends of the window.

    Where more of them lie beyond, the window ends at the last one that is kept, or before the next.
    """
    import numpy as np

    found, form = scene.landscape.samples, scene.form
    others = np.ones(len(found.f), dtype=bool)
    for i, c in enumerate(form.constraints):
        if i != k:
            off = found.constraints[:, i]
            others &= (np.abs(off) if c.constraint.kind == "equality" else off) <= sampling.samples.SLACK
    equality = form.constraints[k].constraint.kind == "equality"
    # Corners that rounding tells apart are one.
    corners = np.unique(np.round(found.constraints[others, k], 12))
    values = sampling.values.finite_values(found, k, corners, others, equality=equality)
    if not equality:
        falls = np.concatenate([[True], np.diff(values) < 0])
        corners, values = corners[falls], values[falls]
    place = int(np.searchsorted(corners, 0.0, side="right"))
    kept = slice(max(0, place - JUMPS), place + JUMPS)
    low, high = span([float(corners[kept][0]), float(corners[kept][-1]), 0.0], 0.08)
    if kept.start > 0:
        low = min(float(corners[kept.start]), 0.0)
    if kept.stop < len(corners):
        high = max(min(high, float(corners[kept.stop])), 0.0)
    return ("values" if equality else "steps"), corners[kept], values[kept], (low, high)


def _told(scene: Scene) -> tuple[np.ndarray, np.ndarray] | None:
    """One constraint, convex: where x minimizes L(., alpha), v(c(x)) = f(x), so that theta_D has told v already.

    Not where fewer than a few such points stand on either side of 0.
    """
    import numpy as np

    direction, p_star = scene.direction, scene.sides.p_star.finite
    if isinstance(direction, str) or direction.is_ray or not scene.landscape.convex or p_star is None:
        return None
    rows = [(p.u, scene.sign * p.f) for s in scene.supports for p in s.touching]
    # Past the unconstrained minimum an inequality changes nothing.
    ends = [p for s in scene.supports if s.t == 0 and direction.kind == "inequality" for p in s.touching]
    rows += [(p.u + LEAST * (1 + abs(p.u)), scene.sign * p.f) for p in ends[:1]]
    near = [(u, f) for u, f in rows if abs(u) > ENOUGH_APART] + [(0.0, scene.sign * p_star)]
    u, f = (np.array(column) for column in zip(*near, strict=True))
    if min((u < 0).sum(), (u > 0).sum()) < FEW:
        return None
    chain = sampling.hulls.lower_hull(u, f)
    left, right = _bent(u[chain], f[chain], scene)
    inside = (u[chain] >= left) & (u[chain] <= right)
    return u[chain][inside], f[chain][inside]


def _bent(u: np.ndarray, f: np.ndarray, scene: Scene) -> tuple[float, float]:
    """The part of the curve around 0 that is worth seeing: as far as it bends away from its line at 0."""
    optimum = scene.direction.optimum if not isinstance(scene.direction, str) else None
    p_star = scene.sides.p_star.finite
    if not optimum or p_star is None:
        return float(u[0]), float(u[-1])
    line = scene.sign * p_star - optimum * u
    bent = (abs(f - line) >= BENT * abs(optimum * u)) & (u != 0)
    left = max((float(a) for a, far in zip(u, bent, strict=True) if far and a < 0), default=float(u[0]))
    right = min((float(a) for a, far in zip(u, bent, strict=True) if far and a > 0), default=float(u[-1]))
    return min(left, -LEAST * right), max(right, -LEAST * left)


def _continuous(scene: Scene, k: int, slope: float | None) -> tuple[Kind, np.ndarray, np.ndarray]:
    """v on a grid around 0 (min form), as far as it bends away from the line with that slope."""
    import numpy as np

    landscape, form = scene.landscape, scene.form
    assert scene.sides.p_star.finite is not None
    p_star = scene.sign * scene.sides.p_star.finite

    moved = form.constraints[k].name

    def values_at(us: np.ndarray) -> np.ndarray:
        exact = settled.exact_values(form, moved, us.tolist()) if landscape.convex else None
        if exact is not None:
            return np.array(exact)
        return sampling.values.value_function(
            form, k, us, landscape.samples, landscape.known[:1], convex=landscape.convex
        )

    size = max(1.0, abs(float(form.constraints[k].row.constant)))
    apart = scene.sides.apart or 0.0
    least = max(1e-3 * (1 + abs(p_star)), apart if math.isfinite(apart) else 0.0)
    right, left = (_reach(values_at, p_star, slope, side * size, least) for side in (1.0, -1.0))
    # The points that the best multiplier reaches: with a gap they lie on both sides of 0.
    best = None if isinstance(scene.direction, str) or scene.direction.is_ray else scene.direction.optimum
    touched = [p.u for s in scene.few if s.t == best for p in s.touching]
    left, right = max([left, *(-BEYOND * u for u in touched)]), max([right, *(BEYOND * u for u in touched)])
    left, right = max(left, LEAST * right), max(right, LEAST * left)
    count = POINTS if len(form.variables) <= FAST else FEWER
    below = max(6, min(count - 7, round((count - 1) * left / (left + right))))
    us = np.concatenate([np.linspace(-left, 0.0, below + 1), np.linspace(0.0, right, count - below)[1:]])
    values = values_at(us)
    values[us == 0] = p_star
    if landscape.convex:
        values = _convex(us, values)
    d_star = scene.sides.d_star.finite
    if slope is not None and d_star is not None:
        # No feasible value is below the dual's line; one that seems to be is feasible up to a tolerance only.
        values = np.maximum(values, scene.sign * d_star + slope * us)
    return ("solved" if landscape.convex else "bound"), us, values


def _reach(
    values_at: Callable[[np.ndarray], np.ndarray], p_star: float, slope: float | None, size: float, least: float
) -> float:
    """How far on the side of ``size`` v is worth seeing; a change of less than ``least`` is not."""
    import numpy as np

    if slope is None:
        return abs(size)
    for power in range(-5, 3):
        u = size * 2.0**power
        value = float(values_at(np.array([u]))[0])
        line = slope * u
        if not math.isfinite(value) or abs(value - p_star - line) >= BENT * max(abs(line), least):
            return abs(u)
    return abs(size)


def _convex(us: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Upper bounds of a convex v stay so on the chords between them: a value above one is improved."""
    import numpy as np

    finite = np.isfinite(values)
    chain = sampling.hulls.lower_hull(us[finite], values[finite])
    better = np.interp(us[finite], us[finite][chain], values[finite][chain])
    improved = values.copy()
    improved[finite] = np.minimum(values[finite], better)
    return improved
