"""What can be rendered besides a report and a derivation: a graded file, a judged candidate, a lesson."""

from __future__ import annotations

from duality.model.derivation import Derivation
from duality.model.dual_of_dual import DualOfDual
from duality.model.expression import Expression
from duality.model.iteration import Iterations
from duality.model.regions import LetteredReport
from duality.model.report import Report, Residuals
from duality.model.scalar import Scalar
from duality.model.solution import Point
from duality.named_tuples import NamedTuple


class Grade(NamedTuple):
    """One known answer of a file, ``expected`` as written, and what the report found."""

    expected: str
    found: str
    passed: bool
    why: str = ""


class Grading(NamedTuple):
    """Every known answer of a problem, graded."""

    report: Report | LetteredReport
    grades: tuple[Grade, ...]

    @property
    def passed(self) -> bool:
        return all(grade.passed for grade in self.grades)


class Candidate(NamedTuple):
    """A point, multipliers, or both, held against the problem.

    ``violations`` says in words what x breaks, ``primal_value`` is theta_P(x) and ``dual_value`` is
    theta_D(alpha, beta), both of the min form (``None``: not given, or theta_D has no closed form).
    """

    derivation: Derivation
    point: Point | None
    multipliers: Point | None
    violations: tuple[str, ...] = ()
    primal_value: Scalar | float | None = None
    dual_value: Scalar | float | None = None
    residuals: Residuals | None = None

    @property
    def is_saddle(self) -> bool | None:
        """theta_P(x) = theta_D(alpha, beta), which is the saddle inequality; ``None`` where a side is not known."""
        upper, lower = self.primal_value, self.dual_value
        if upper is None or lower is None:
            return None
        if isinstance(upper, float) or isinstance(lower, float):
            upper, lower = float(upper), float(lower)
            return upper - lower <= SADDLE_SLACK * max(1.0, abs(lower)) if abs(upper) != float("inf") else False
        return upper == lower

    @property
    def passed(self) -> bool:
        """Whatever was given does what it should: x is feasible, theta_D is finite, and both together are a saddle."""
        feasible = self.point is None or not self.violations
        finite = self.multipliers is None or self.dual_value is None or self.dual_value != float("-inf")
        return feasible and finite and self.is_saddle is not False


SADDLE_SLACK = 1e-6
"""Relative difference up to which floating-point values of theta_P and theta_D are called equal."""


class Minimizer(NamedTuple):
    """A point that minimizes L over D, and the constraints that it violates."""

    point: Point
    broken: tuple[str, ...] = ()


class Bound(NamedTuple):
    """theta_D (of the min form) at some multipliers by constraint name: a bound on p*.

    ``minimizers`` attain it as far as they are known; ``complete``: there are no others (``None``: not known).
    ``lagrangian`` is L with exact multipliers put in.
    """

    multipliers: Point
    value: Scalar | float
    minimizers: tuple[Minimizer, ...] = ()
    complete: bool | None = None
    attained: bool | None = None
    lagrangian: Expression | None = None


class Trial(NamedTuple):
    """A feasible point and f there, in the sense of the statement: a bound on p* from the other side."""

    point: Point
    value: Scalar | float


class Lesson(NamedTuple):
    """A solved problem, told as a lesson: what some multipliers prove, what some feasible points prove."""

    report: Report
    bounds: tuple[Bound, ...]
    trials: tuple[Trial, ...] = ()
    iterations: Iterations | None = None

    @property
    def teachings(self) -> tuple[str, ...]:
        """The notes that tell what the problem teaches."""
        return tuple(note for note in self.report.problem.notes if not is_question(note))

    @property
    def questions(self) -> tuple[str, ...]:
        """The notes that end in a question mark: something to think about."""
        return tuple(note for note in self.report.problem.notes if is_question(note))


def is_question(note: str) -> bool:
    """Does the note ask, in a European or an East Asian script?"""
    return note.rstrip().endswith(("?", "\N{FULLWIDTH QUESTION MARK}"))


Subject = Report | Derivation | DualOfDual | Grading | Candidate | Lesson | Iterations | LetteredReport
