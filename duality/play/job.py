"""One computation: the text of a problem in; its formulas, its values and its pictures out, as they come."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from duality import api
from duality.api.early import early_report
from duality.api.effort import Effort
from duality.api.progress import Progress
from duality.errors import DualityError
from duality.model.problem import Problem
from duality.play.reading import Fault, fault_of
from duality.records import record
from duality.report.options import Options
from duality.results import Report

if TYPE_CHECKING:
    from duality.report.options import Options
    from duality.report.subjects import Subject
    from duality.results import Report


@record
class Job:
    """What is asked: ``text`` is the statement, ``seconds`` the limit of the solve."""

    text: str
    seconds: float
    notation: str = "lihang"
    language: str = "en"
    hide_answers: bool = False


Stage = Literal["derived", "solved", "drawn", "stopped", "fault", "broken"]

LAST: tuple[Stage, ...] = ("drawn", "stopped", "fault", "broken")
"""After one of these there is no more."""


@record
class Outcome:
    """A page, or a fault of the statement.

    "derived": L, theta_D, the dual and the KKT system; "solved": with both values and the verdict; "drawn": with the
    pictures, all there is; "stopped": the bounds that were known at the time limit; "broken": a defect, in a line.
    """

    stage: Stage
    page: str = ""
    fault: Fault | None = None

    @property
    def is_last(self) -> bool:
        return self.stage in LAST


Say = Callable[[Outcome], None]


def run(job: Job, say: Say, known: Progress) -> None:
    """Parses, derives, solves and draws; what is found is said at once. ``known`` takes down what a report could tell.

    No file is read: a statement without a folder loads nothing.
    """
    try:
        report = solved(job, say, known)
        if report is not None:
            say(Outcome("drawn", drawn(report, job)))
    except DualityError as error:
        say(Outcome("fault", fault=fault_of(error)))


def solved(job: Job, say: Say, known: Progress) -> Report | None:
    """The report, its page without pictures said; ``None`` where there is nothing to draw.

    That is an exercise, a problem with letters for numbers, or a statement in vectors and matrices: of this the
    formulas are derived.
    """
    problem = api.parse(job.text, source="problem")
    if not isinstance(problem, Problem):
        say(Outcome("drawn", api.derive(problem).render("html", _options(job))))
        return None
    if job.hide_answers:
        say(Outcome("drawn", api.exercises(problem, options=_options(job), language=job.language)))
        return None
    narrate = _Formulas(job, say, known)
    report = api.answering.by_rows(problem, Effort(time_limit=job.seconds), narrate, known)
    narrate("solved")
    if not isinstance(report, Report):
        say(Outcome("drawn", formulas(report.data, job)))
        return None
    say(Outcome("solved", formulas(report.data, job)))
    return report


def drawn(report: Report, job: Job) -> str:
    """The page with its pictures."""
    return api.page(report, options=_options(job), language=job.language)


def bounds_page(job: Job, known: Progress) -> str | None:
    """The page of what is known so far, unverified; ``None`` before anything was derived."""
    if known.derivation is None:
        return None
    known.stopped = known.stopped or "time"
    return formulas(early_report(known, known.derivation), job)


def formulas(subject: Subject, job: Job) -> str:
    """The page of a report or a derivation without pictures."""
    from duality.report.page.render import page

    return page(subject, _options(job), job.language)


def _options(job: Job) -> Options:
    from duality.report.notation import notation

    return Options(notation(job.notation))


class _Formulas:
    """Hears each stage as it begins, and says the formulas once they are derived."""

    def __init__(self, job: Job, say: Say, known: Progress) -> None:
        self.job, self.say, self.known = job, say, known
        self.told = False

    def __call__(self, stage: str) -> None:
        if not self.told and self.known.derivation is not None:
            self.told = True
            self.say(Outcome("derived", formulas(self.known.derivation, self.job)))
