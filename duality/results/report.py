"""The report of a solved problem."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from duality import results
from duality.model import report as model
from duality.model.evidence import Evidence
from duality.model.problem import Problem
from duality.model.report import (
    Convexity,
    KKTPoint,
    Residuals,
    Seconds,
    SlacknessRow,
    Slater,
    StrongDuality,
    SubgradientCondition,
)
from duality.results import figures
from duality.results.answer import Answer, side_in_a_line
from duality.results.derivation import Derivation
from duality.results.rendered import Rendered

if TYPE_CHECKING:
    from duality.results.figures.drawn import Drawn


class Report(Rendered[model.Report]):
    """p*, d*, the gap, the multipliers, and what was proved; ``str`` is the text that the command line prints.

    L, theta_D, multipliers and slackness belong to the min form, p*, d* and prices to the sense of the statement.
    """

    @property
    def problem(self) -> Problem:
        return self.data.problem

    @cached_property
    def derivation(self) -> Derivation:
        return Derivation(self.data.derivation)

    @property
    def primal(self) -> Answer:
        return Answer(self.data.primal)

    @property
    def dual(self) -> Answer:
        return Answer(self.data.dual)

    @property
    def status(self) -> Literal["optimal", "infeasible", "unbounded", "unknown"]:
        """That of the primal problem; "optimal" includes a finite value that is not attained."""
        return self.primal.status

    @property
    def value(self) -> float | None:
        """p* in the sense of the statement, infinite where infeasible or unbounded, ``None`` where unknown."""
        return self.primal.value

    def __getitem__(self, key: Any) -> Any:
        """A float at the optimum: of a variable, of an expression, or by name; of an array a numpy array.

        ``report[x]`` is x*, ``report[2*x + y]`` the expression's value there, ``report["x"]`` the same by name, and
        ``report["budget"]`` the optimal multiplier of a constraint. ``None`` where no such point is known; ``KeyError``
        for a name that the problem does not have. `Answer.point` has the exact numbers.
        """
        return results.lookup.looked_up(self, key)

    def __repr__(self) -> str:
        sides = [f"{name} = {side_in_a_line(side)}" for name, side in (("p*", self.primal), ("d*", self.dual))]
        return f"<Report {', '.join(sides)}, strong duality: {self.verdict}>"

    @property
    def gap(self) -> float | None:
        """|p* - d*|, ``None`` where one of them is unknown."""
        return self.data.gap

    @property
    def verdict(self) -> model.Verdict:
        """Strong duality "holds", "fails" or is "unknown"."""
        return self.data.strong_duality.verdict

    @property
    def strong_duality(self) -> StrongDuality:
        return self.data.strong_duality

    @property
    def convexity(self) -> Convexity:
        return self.data.convexity

    @property
    def slater(self) -> Slater:
        return self.data.slater

    @property
    def slackness(self) -> tuple[SlacknessRow, ...]:
        """Constraint by constraint: c(x*), the multiplier, their product, and the price."""
        return self.data.slackness

    @property
    def kkt_residuals(self) -> Residuals | None:
        return self.data.kkt_residuals

    @property
    def subgradients(self) -> SubgradientCondition | None:
        """The KKT condition at an x* where f or a constraint has no gradient, with the subgradients that satisfy it.

        Also whether any multipliers satisfy KKT, where none are known at an exact x*; ``None`` where gradients tell.
        """
        return self.data.subgradients

    @property
    def kkt_points(self) -> tuple[KKTPoint, ...]:
        return self.data.kkt_points

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What p*, d*, attainment and the verdict rest on, each with a witness that was checked; in min form."""
        return self.data.evidence

    @property
    def refused(self) -> tuple[tuple[str, str], ...]:
        """Who proposed what did not pass its check, and why it did not."""
        return self.data.refused

    @property
    def warnings(self) -> tuple[str, ...]:
        report = self.data
        found = (*report.derivation.warnings, *report.warnings, *report.primal.warnings, *report.dual.warnings)
        return tuple(dict.fromkeys(found))

    @property
    def seconds(self) -> Seconds:
        return self.data.seconds

    def figure(self, name: str, *, dark: bool = False, language: str = "en") -> Drawn:
        """The figure of that name ("theta", "lagrangian", "set", ...) as a picture that saves itself.

        `ProblemError` for a name that no figure has, `InapplicableError` with the reason where it does not apply.
        """
        return figures.drawn.drawn(self.data, name, dark=dark, language=language)
