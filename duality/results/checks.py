"""The results of checking: a judged candidate, graded answers, a lesson."""

from __future__ import annotations

from duality.model.regions import LetteredReport
from duality.model.report import Residuals
from duality.model.scalar import Scalar
from duality.report import subjects
from duality.report.subjects import Bound, Grade
from duality.results.rendered import Rendered
from duality.results.report import Report


class Check(Rendered[subjects.Candidate]):
    """A point, multipliers, or both, held against a problem; values are those of the min form."""

    @property
    def passed(self) -> bool:
        """x is feasible, theta_D is finite, and together they are a saddle point: each as far as it was asked."""
        return self.data.passed

    def _gist(self) -> str:
        told = "passed" if self.passed else "not passed"
        return f"{told}: theta_P = {self.primal_value}, theta_D = {self.dual_value}"

    @property
    def violations(self) -> tuple[str, ...]:
        """What the point breaks, empty where it is feasible."""
        return self.data.violations

    @property
    def primal_value(self) -> Scalar | float | None:
        """theta_P(x): f(x), or +inf where x is not feasible."""
        return self.data.primal_value

    @property
    def dual_value(self) -> Scalar | float | None:
        """theta_D at the multipliers, ``None`` where it has no closed form."""
        return self.data.dual_value

    @property
    def residuals(self) -> Residuals | None:
        return self.data.residuals

    @property
    def is_saddle(self) -> bool | None:
        """L(x, a) <= L(x, alpha) <= L(z, alpha) for all a >= 0 and z in D; ``None`` where not known or not asked."""
        return self.data.is_saddle


class Grading(Rendered[subjects.Grading]):
    """A file's known answers, graded."""

    @property
    def passed(self) -> bool:
        return self.data.passed

    def _gist(self) -> str:
        return f"{sum(grade.passed for grade in self.grades)} of {len(self.grades)} known answers hold"

    @property
    def grades(self) -> tuple[Grade, ...]:
        return self.data.grades

    @property
    def report(self) -> Report | LetteredReport:
        """The report; of a problem with letters the plain record of its regions."""
        found = self.data.report
        return found if isinstance(found, LetteredReport) else Report(found)


class Lesson(Rendered[subjects.Lesson]):
    """A solved problem with the bounds that some multipliers prove."""

    def _gist(self) -> str:
        return f"{len(self.bounds)} bounds; {self.report!r}"

    @property
    def bounds(self) -> tuple[Bound, ...]:
        return self.data.bounds

    @property
    def report(self) -> Report:
        return Report(self.data.report)
