"""What the pictures of one report share: p*, d* and multipliers in the user's sense, a direction, theta_D, samples."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from duality.model.report import Report
from duality.model.solution import Solution
from duality.records import replace
from duality.report.numbers import decimal, scalar_text
from duality.report.say import Say, english
from duality.report.sections.outcome import exact_value
from duality.results import figures
from duality.results.figures.directions import direction_of
from duality.results.figures.dual_values import DualValues
from duality.results.figures.known import Direction, Inapplicable, Level, Sides, Support
from duality.results.figures.ranges import grid

if TYPE_CHECKING:
    pass

Found = TypeVar("Found")

COARSE = 20
"""Steps from 0 to the optimal multiplier where argmins are computed too."""

FINE = 40
"""Steps where theta_D has a formula and only its values are asked for."""

QUARTERS = 4
"""Without a positive optimum the ends of the grid and the places that cut it into so many parts are the members."""

FEW = (0.0, 0.5, 1.0, 2.0)
"""The members of a family of lines or curves, in units of the optimal multiplier."""


class Scene:
    """One report, with what was computed for its pictures so far."""

    def __init__(self, report: Report, say: Say = english) -> None:
        self.report = report
        self.say = say
        self._computed: dict[Any, Any] = {}
        self.form = report.form
        self.sign = report.form.sign
        self.values = DualValues(report)

    def once(self, compute: Callable[[Scene], Found]) -> Found:
        """What several figures need, computed by the first."""
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        return self._computed[compute]

    @cached_property
    def sides(self) -> Sides:
        """p*, d*, x* and the multipliers, as the report has them."""
        report = self.report
        p_star, d_star = _level(report.primal), _level(report.dual)
        if report.strong_duality.verdict == "holds" and not (p_star.proved or d_star.proved):
            # One number, computed twice: what both are known to be is told once.
            d_star = replace(d_star, value=p_star.value, text=p_star.text)
        return Sides(
            "min" if self.sign > 0 else "max",
            p_star,
            d_star,
            report.gap,
            report.strong_duality.verdict,
            _floats(report.primal),
            _floats(report.dual),
            _near(report.dual),
        )

    @cached_property
    def direction(self) -> Direction | str:
        """The multiplier that moves, or why there is none."""
        return direction_of(self.form, self.sides, self.say)

    @cached_property
    def landscape(self) -> figures.landscape.Landscape:
        direction = self.direction if isinstance(self.direction, Direction) else None
        return figures.landscape.Landscape(self.report, direction, self.values)

    def theta(self, t: float) -> float:
        """theta_D (min form) along the direction; the sampled infimum where there is no formula."""
        assert isinstance(self.direction, Direction)
        if not self.values.theta.is_closed:
            return self.sign * self.landscape.support(t).value
        value, _ = self.values.along(self.direction, t)
        return self.sign * self.landscape.support(t).value if math.isnan(value) else value

    def grid(self, steps: int) -> tuple[float, ...]:
        """Multipliers along the direction, the optimum among them."""
        assert isinstance(self.direction, Direction)
        d_star = self.report.dual.value
        return grid(self.direction, steps, self.theta, None if d_star is None else self.sign * d_star)

    @cached_property
    def supports(self) -> tuple[Support, ...]:
        """theta_D with its argmins on the coarse grid."""
        return self.landscape.supports(self.grid(COARSE))

    @cached_property
    def few(self) -> tuple[Support, ...]:
        """Some members of the family, the optimal one among them, those with a finite theta_D only."""
        if not isinstance(self.direction, Direction):
            return ()
        if self.direction.optimum:
            ts = [self.direction.optimum * share for share in FEW]
        else:
            grid = self.grid(COARSE)
            ts = list(grid[:: (len(grid) - 1) // QUARTERS])
        return tuple(s for s in self.landscape.supports(ts) if math.isfinite(s.value))

    @cached_property
    def leaves_at_once(self) -> bool:
        """The ray through optimal multipliers meets the effective domain of theta_D in these alone."""
        direction = self.direction
        if isinstance(direction, str) or not direction.is_ray or not self.values.theta.is_closed:
            return False
        return not any(math.isfinite(self.values.along(direction, t)[0]) for t in (0.0, 0.5, 0.95, 1.05, 2.0))

    def left_at_once(self, figure: str) -> Inapplicable:
        """Why a figure that follows the ray does not apply."""
        instead = self.instead("theta", "slackness", "line")
        return self.refused(
            figure,
            f"theta_D is finite only where an equation between the multipliers holds, and the ray through optimal ones "
            f"leaves that set at once: {instead}.",
            f"theta_D 只在乘子满足某个等式时有限，经过最优乘子的射线立即离开这个集合：{instead}。",
        )

    def instead(self, *names: str) -> str:
        """What to look at instead: the first of these figures that this problem has, else the report's text."""
        levels = (self.report.primal.value, self.report.dual.value)
        has = {
            "line": any(value is not None and math.isfinite(value) for value in levels),
            "levels": len(self.form.variables) == 2 and (not self.form.domain.discrete or self.landscape.is_finite),
            "lagrangian": len(self.form.variables) == 1 and not self.nowhere_finite,
            "theta": not self.nowhere_finite and isinstance(self.direction, Direction),
            "slackness": self.sides.point is not None and self.sides.multipliers is not None,
        }
        found = next((name for name in names if has[name]), None)
        if found is None:
            return self.say("see the report's own text", "请看报告正文")
        return self.say(f'look at "{found}"', f'请看 "{found}"')

    def refused(self, figure: str, en: str, zh: str) -> Inapplicable:
        """Why the figure does not apply, in the reader's language."""
        return Inapplicable(figure, self.say(en, zh))

    @property
    def nowhere_finite(self) -> bool:
        """theta_D is -inf for every multiplier."""
        dual = self.report.dual
        return dual.value is not None and self.sign * dual.value == -math.inf


def _level(side: Solution) -> Level:
    exact = exact_value(side)
    text = "unknown" if side.value is None else decimal(side.value) if exact is None else scalar_text(exact)
    return Level(side.value, text, side.label.value, side.attained)


def _floats(side: Solution) -> tuple[tuple[str, float], ...] | None:
    """The point, where it is known to attain the value."""
    return _near(side) if side.attained else None


def _near(side: Solution) -> tuple[tuple[str, float], ...] | None:
    """The point that the solution carries, whatever is known of its value."""
    if side.point is None:
        return None
    found = tuple((name, float(value)) for name, value in side.point)
    return found if all(math.isfinite(value) for _, value in found) else None
