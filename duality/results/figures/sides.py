"""How p*, d* and the gap are drawn and worded wherever values stand on the vertical axis."""

from __future__ import annotations

from duality.report.charts.marks import Mark
from duality.report.charts.plane import Plane
from duality.report.say import Say
from duality.results.figures.known import Certainty, Direction, Level, Sides
from duality.results.figures.numbers import rounded, typeset

LABELS: dict[str, str] = {
    "exact": "精确",
    "enclosed": "严格区间",
    "global": "全局",
    "numerical": "数值",
    "sampled": "采样",
    "sampled+polished": "采样并局部改进",
}

ROOM = 0.14
"""The share of an axis that words need beyond a line."""


def certainty_word(certainty: Certainty, say: Say) -> str:
    return say("the best found" if certainty == "sampled+polished" else certainty, LABELS[certainty])


def label(name: str, level: Level, say: Say) -> str:
    """p* = 1/2 (exact)."""
    missed = level.attained is False and level.finite is not None
    tail = say(", not attained", "，不可达到") if missed else ""
    return f"{name} = {typeset(level.text)} ({certainty_word(level.certainty, say)}{tail})"


def both(sides: Sides, say: Say) -> str:
    """p* = d* = 1/2 (exact)."""
    p, d = sides.p_star, sides.d_star
    words = [certainty_word(level.certainty, say) for level in (p, d)]
    told = words[0] if words[0] == words[1] else " / ".join(words)
    told += say(", p* not attained", "，p* 不可达到") if p.attained is False else ""
    told += say(", d* not attained", "，d* 不可达到") if d.attained is False else ""
    return f"p* = d* = {typeset(p.text)} ({told})"


def gap_text(sides: Sides, say: Say) -> str:
    return "" if sides.apart is None else say("gap", "间隙") + f" = {rounded(sides.apart)}"


def bound_word(sides: Sides, say: Say) -> str:
    """What theta_D gives: a lower bound, or for a maximization an upper one."""
    return say("a lower bound", "下界") if sides.sign > 0 else say("an upper bound", "上界")


def levels(plane: Plane, sides: Sides, say: Say) -> list[Mark]:
    """The lines of p* and d* with their labels at the right; one line only where the two are known to meet."""
    up = sides.sign
    right = plane.at(0.985, 0)[0]
    p, d = sides.p_star, sides.d_star
    marks: list[Mark] = []

    def labeled(level: float, text: str, color: str, side: int) -> None:
        marks.append(plane.words(right, level, text, color, align="right", dy=-13 * side))

    if sides.meet:
        assert p.finite is not None
        marks.append(plane.across(p.finite, "orange", proved=p.proved))
        labeled(p.finite, both(sides, say), "orange", up)
        return marks
    if p.finite is not None:
        marks.append(plane.across(p.finite, "orange", proved=p.proved))
        labeled(p.finite, label("p*", p, say), "orange", up)
    if d.finite is not None:
        marks.append(plane.across(d.finite, "blue", width=1.5, proved=d.proved))
        labeled(d.finite, label("d*", d, say), "blue", -up)
    return marks


def forbidden(plane: Plane, sides: Sides, say: Say) -> list[Mark]:
    """The band beyond p* (above it for a minimization), where theta_D never is."""
    level = sides.p_star.finite
    if level is None:
        return []
    low, high = plane.y_range
    edge = high if sides.sign > 0 else low
    marks: list[Mark] = [plane.band(plane.x_range, (min(level, edge), max(level, edge)), "orange")]
    if abs(edge - level) > ROOM * (high - low):
        x, _ = plane.at(0.015, 0)
        text = say("no bound can lie here", "任何界都不会落在这里")
        marks.append(plane.words(x, edge, text, "orange", dy=14 * sides.sign, dx=4, italic=True, spare=True))
    return marks


def gap_bar(plane: Plane, sides: Sides, x: float, say: Say, *, left: bool = False) -> list[Mark]:
    """The gap as a thick bar at x, with its size beside it."""
    p, d = sides.p_star.finite, sides.d_star.finite
    if sides.apart is None or p is None or d is None:
        return []
    text = gap_text(sides, say)
    side = {"align": "right", "dx": -10} if left else {"dx": 10}
    return [
        plane.segment((x, d), (x, p), "red", width=7),
        plane.words(x, (p + d) / 2, text, "red", bold=True, **side),
    ]


def theta_word(sides: Sides, direction: Direction) -> str:
    """θ_D(α) as the axis names it; a maximization shows its negative."""
    at = f"{direction.symbol}·{direction.best}" if direction.is_ray else direction.symbol
    return f"{'' if sides.sign > 0 else '−'}θ_D({at})"


def infinite_word(sides: Sides) -> str:
    """What theta_D is outside its effective domain, as the axis shows it."""
    return "θ_D = −∞" if sides.sign > 0 else "−θ_D = +∞"


def multiplier_title(direction: Direction, say: Say) -> str:
    """The axis of the multiplier."""
    if direction.is_ray:
        best = direction.best
        return f"t   ({say('multipliers', '乘子')} t·{best}; {say('t = 1 is optimal', 't = 1 为最优')})"
    (name, _), *_ = direction.weights
    return f"{direction.symbol}   ({say(f'multiplier of {name}', f'{name} 的乘子')})"
