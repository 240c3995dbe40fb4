"""One computation: the text of a problem in; its formulas, its values and its pictures out, as they come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from duality.api.progress import Progress
from duality.errors import DualityError
from duality.play.reading import Fault, fault_of


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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
    from duality import api
    from duality.report.notation import notation
    from duality.report.options import Options

    options = Options(notation(job.notation))
    try:
        problem = api.parse(job.text, source="problem")
        if job.hide_answers:
            say(Outcome("drawn", api.exercises(problem, options=options, language=job.language)))
            return
        narrate = _Formulas(job, say, known)
        report = api.solve(problem, time_limit=job.seconds, narrate=narrate, progress=known)
        narrate("solved")
        say(Outcome("solved", formulas(report.data, job)))
        say(Outcome("drawn", api.page(report, options=options, language=job.language)))
    except DualityError as error:
        say(Outcome("fault", fault=fault_of(error)))


def bounds_page(job: Job, known: Progress) -> str | None:
    """The page of what is known so far, unverified; ``None`` before anything was derived."""
    if known.derivation is None:
        return None
    from duality.api.early import early_report

    known.stopped = known.stopped or "time"
    return formulas(early_report(known, known.derivation), job)


def formulas(subject: object, job: Job) -> str:
    """The page of a report or a derivation without pictures."""
    from duality.report.notation import notation
    from duality.report.options import Options
    from duality.report.page.render import page

    return page(subject, Options(notation(job.notation)), job.language)  # type: ignore[arg-type]


class _Formulas:
    """Hears each stage as it begins, and says the formulas once they are derived."""

    def __init__(self, job: Job, say: Say, known: Progress) -> None:
        self.job, self.say, self.known = job, say, known
        self.told = False

    def __call__(self, stage: str) -> None:
        if not self.told and self.known.derivation is not None:
            self.told = True
            self.say(Outcome("derived", formulas(self.known.derivation, self.job)))
