"""What the pictures of one report share: p*, d* and multipliers in the user's sense, theta_D, samples of D."""

from __future__ import annotations

from functools import cached_property

from duality.model.pictures import Level, Sides
from duality.model.report import Report
from duality.model.solution import Solution
from duality.report.numbers import decimal, scalar_text


class Scene:
    """One report, with what was computed for its pictures so far."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.form = report.form
        self.sign = report.form.sign

    @cached_property
    def sides(self) -> Sides:
        """p*, d*, x* and the multipliers, as the report has them."""
        report = self.report
        return Sides(
            "min" if self.sign > 0 else "max",
            _level(report.primal),
            _level(report.dual),
            report.gap,
            report.strong_duality.verdict,
            _floats(report.primal),
            _floats(report.dual),
        )


def _level(side: Solution) -> Level:
    from duality.report.sections.outcome import exact_value

    exact = exact_value(side)
    text = "unknown" if side.value is None else decimal(side.value) if exact is None else scalar_text(exact)
    return Level(side.value, text, side.label.value, side.attained)


def _floats(side: Solution) -> tuple[tuple[str, float], ...] | None:
    if side.point is None or side.attained is False:
        return None
    return tuple((name, float(value)) for name, value in side.point)
