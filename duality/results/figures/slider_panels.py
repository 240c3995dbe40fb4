"""The three panels of the slider: what depends on the multiplier is drawn once for each of its places."""

from __future__ import annotations

import math

from duality.records import record
from duality.report.charts.marks import Mark, Range, Regions, Shade
from duality.report.charts.plane import Panel, Plane
from duality.report.say import Say
from duality.results.figures.image_set import ImageSet, plane_of, set_marks
from duality.results.figures.known import Direction, Sides, Support, torn
from duality.results.figures.lagrangian import LagrangianFamily, feasible_runs
from duality.results.figures.sides import infinite_word, levels, multiplier_title, theta_word
from duality.results.figures.theta import outside

FEWER = 110
"""Points of a curve that is drawn for every place."""

HEIGHT = 330


@record
class PlaneValues:
    """n = 2: u and f on the centers of a grid of cells, rows from below, nan outside D; which cells are feasible."""

    box: tuple[float, float, float, float]
    u: tuple[tuple[float, ...], ...]
    f: tuple[tuple[float, ...], ...]
    region: tuple[tuple[tuple[float, float], ...], ...]


@record
class SliderPanels:
    """One multiplier t on a uniform grid t_k = start + k*step (the optimum among them), for three linked panels.

    ``supports[k]`` is theta_D at t_k with every argmin found. ``line`` (n = 1) and ``plane`` (n = 2) give u and f over
    D, from which L = f + t*u is drawn for every t; with more variables both are missing.
    """

    sides: Sides
    direction: Direction
    variables: tuple[str, ...]
    start: float
    step: float
    supports: tuple[Support, ...]
    line: LagrangianFamily | None
    plane: PlaneValues | None
    image: ImageSet


def panels(picture: SliderPanels, say: Say) -> tuple[Panel, ...]:
    """L (for n = 1 and 2), theta_D, G."""
    values = _range(picture)
    first: tuple[Panel, ...] = ()
    if picture.line is not None:
        first = (_over_line(picture, picture.line, values, say),)
    elif picture.plane is not None:
        first = (_over_plane(picture, picture.plane, say),)
    return (*first, _theta(picture, say), _image(picture, values, say))


def _range(picture: SliderPanels) -> Range:
    """One range of values for L and G, so that equal heights are equal numbers; every intercept that matters in it."""
    sign = picture.sides.sign
    low, high = sorted(sign * v for v in picture.image.window[1])
    known = [sign * v for v in (picture.sides.p_star.finite, picture.sides.d_star.finite) if v is not None]
    bounds = sorted(sign * s.value for s in picture.supports if math.isfinite(s.value))
    extra = 0.08 * (high - low)
    # Half of the intercepts, the better ones, and no more than twice the height for them.
    lowest = max(bounds[len(bounds) // 2], low - (high - low)) - extra
    low, high = min([low, lowest, *(v - extra for v in known)]), max([high, *(v + extra for v in known)])
    return (low, high) if sign > 0 else (-high, -low)


def _over_line(picture: SliderPanels, family: LagrangianFamily, values: Range, say: Say) -> Panel:
    sign, xs = picture.sides.sign, [s.x[0] for s in family.samples]
    word = f"{'' if sign > 0 else '−'}L({family.variable}, {picture.direction.symbol})"
    pad = 0.06 * (xs[-1] - xs[0]) if family.is_finite else 0.0
    heading = say(f"{word}; thick: f where feasible", f"{word}；粗线：可行处的 f")
    plane = Plane(family.variable, "", (xs[0] - pad, xs[-1] + pad), values, heading, height=HEIGHT)
    marks: list[Mark] = []
    feasible = [(s.x[0], s.f) for s, ok in zip(family.samples, family.feasible, strict=True) if ok]
    if family.is_finite or len(feasible) < 2:
        marks.append(plane.dots(feasible, "orange", radius=8, shape="square", opacity=0.7))
    else:
        marks.append(plane.lines(feasible_runs(family), "orange", width=7, opacity=0.55))
    kept = family.samples[:: max(1, len(family.samples) // FEWER)]
    for k, support in enumerate(picture.supports):
        points = [(s.x[0], s.f + sign * support.t * s.u) for s in kept]
        if family.is_finite:
            marks.append(plane.dots(points, "blue", at=k))
        else:
            marks.append(plane.lines(torn(kept, points), "blue", at=k))
        if math.isfinite(support.value):
            marks.append(plane.across(support.value, "blue", width=1.5, at=k, dash=(3, 3)))
        touching = [(p.x[0], support.value) for p in support.touching]
        marks.append(plane.dots(touching, "blue", radius=7, shape="diamond", at=k))
    return Panel(plane, tuple(marks))


def _over_plane(picture: SliderPanels, values: PlaneValues, say: Say) -> Panel:
    """The fuller the blue, the nearer L is to its extreme value theta_D; the feasible set is outlined."""
    first, second = picture.variables
    left, right, low, high = values.box
    up = picture.sides.sign > 0
    heading = say(
        f"fuller blue: {'smaller' if up else 'larger'} {'L' if up else '−L'}",
        f"蓝色越深：{'L 越小' if up else '−L 越大'}",
    )
    plane = Plane(first, second, (left, right), (low, high), heading, height=HEIGHT)
    reach = picture.image.window[1][1] - picture.image.window[1][0]
    marks: list[Mark] = []
    for k, support in enumerate(picture.supports):
        marks.append(Shade(values.box, _fullness(values, picture.sides.sign, support.t, support.value, reach), at=k))
    if values.region:
        marks.append(Regions(values.region, "orange", 0.16))
        marks.append(plane.lines([(*ring, ring[0]) for ring in values.region], "orange", width=2))
    if picture.sides.point is not None:
        (_, x), (_, y) = picture.sides.point
        marks.append(plane.dot(x, y, "orange", radius=6.5))
        marks.append(plane.words(x, y, "x*", "ink", dx=12, dy=-14, bold=True))
    for k, support in enumerate(picture.supports):
        points = [(p.x[0], p.x[1]) for p in support.touching]
        marks.append(plane.dots(points, "blue", radius=7, shape="diamond", at=k))
    return Panel(plane, tuple(marks))


def _fullness(values: PlaneValues, sign: int, t: float, theta: float, reach: float) -> tuple[tuple[float, ...], ...]:
    """1 where L is theta_D, falling to 0 at ``reach`` above it, steeply near theta_D; 0 outside D."""
    import numpy as np

    if not math.isfinite(theta):
        # Everywhere as far away as the blue goes.
        return tuple((0.0,) * len(row) for row in values.f)
    off = sign * (np.array(values.f) + sign * t * np.array(values.u) - theta) / reach
    full = np.where(np.isnan(off), 0.0, 1 - np.sqrt(np.clip(off, 0.0, 1.0)))
    return tuple(map(tuple, full.tolist()))


def _theta(picture: SliderPanels, say: Say) -> Panel:
    """theta_D with p*, the forbidden band, where it is infinite, the moving dot and the bar to p*."""
    sides, supports = picture.sides, picture.supports
    ts = [s.t for s in supports]
    word = theta_word(sides, picture.direction)
    heading = say(f"{word} and its distance to p*", f"{word} 及其到 p* 的距离")
    plane = Plane(
        multiplier_title(picture.direction, say), "", (min(ts), max(ts)), _curve_range(picture), heading, height=HEIGHT
    )
    marks: list[Mark] = []
    p_star = sides.p_star.finite
    if p_star is not None:
        edge = plane.y_range[1] if sides.sign > 0 else plane.y_range[0]
        marks.append(plane.band(plane.x_range, (min(p_star, edge), max(p_star, edge)), "orange"))
    marks += [*outside(plane, supports, sides), *levels(plane, sides, say)]
    finite = sorted((s.t, s.value) for s in supports if math.isfinite(s.value))
    marks.append(plane.line(finite, "blue"))
    for k, support in enumerate(supports):
        if not math.isfinite(support.value):
            marks.append(plane.upright(support.t, "blue", width=1.5, at=k, dash=(3, 3)))
            middle = plane.at(0, 0.12)[1]
            marks.append(plane.words(support.t, middle, infinite_word(sides), "blue", dx=8, at=k))
            continue
        if p_star is not None:
            marks.append(plane.segment((support.t, support.value), (support.t, p_star), "red", width=6, at=k))
        marks.append(plane.dot(support.t, support.value, "blue", radius=7.5, at=k))
    return Panel(plane, tuple(marks))


def _curve_range(picture: SliderPanels) -> Range:
    """p*, d* and the upper part of theta_D (the lower one for a maximization)."""
    sides = picture.sides
    tops = [sides.sign * v for v in (sides.p_star.finite, sides.d_star.finite) if v is not None]
    values = sorted(sides.sign * s.value for s in picture.supports if math.isfinite(s.value))
    top = max([*tops, values[-1]])
    low = max(values[0], top - 1.6 * max(top - values[len(values) // 8], 1e-9))
    margin = 0.15 * (top - low) if top - low > 1e-7 * (1 + abs(top)) else 0.5 * (1 + abs(top))
    low, high = low - margin, top + margin
    return (low, high) if sides.sign > 0 else (-high, -low)


def _image(picture: SliderPanels, values: Range, say: Say) -> Panel:
    """G, the supporting line of the chosen multiplier, its touching points and its intercept."""
    image, sign = picture.image, picture.sides.sign
    heading = say("G and its supporting line", "G 与它的支撑线")
    plane = plane_of(image, say)._replace(y_range=values, y_title="", heading=heading, height=HEIGHT)
    left, right = plane.x_range
    marks = set_marks(plane, image)
    if image.optimum is not None:
        marks.append(plane.dot(image.optimum.u, image.optimum.f, "orange", radius=6))
    word = theta_word(picture.sides, picture.direction)
    for k, support in enumerate(picture.supports):
        if not math.isfinite(support.value):
            continue
        ends = [(u, support.value - sign * support.t * u) for u in (left, right)]
        marks.append(plane.segment(ends[0], ends[1], "blue", width=3, at=k))
        touching = [(p.u, p.f) for p in support.touching]
        marks.append(plane.dots(touching, "blue", radius=7, shape="diamond", at=k))
        if plane.holds(0.0, support.value):
            marks.append(plane.dot(0.0, support.value, "blue", radius=6.5, at=k))
            marks.append(plane.words(0.0, support.value, word, "blue", dx=10, dy=14 * sign, at=k))
        else:
            edge = plane.y_range[0] if support.value < plane.y_range[0] else plane.y_range[1]
            away = say("below" if support.value < edge else "above", "在图下方" if support.value < edge else "在图上方")
            marks.append(plane.words(0.0, edge, f"{word} {away}", "blue", dx=10, at=k))
    return Panel(plane, tuple(marks))
