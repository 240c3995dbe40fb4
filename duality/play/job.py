"""One computation: the text of a problem in, its page or its fault out. Runs in a process that can be killed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from duality.errors import DualityError, ProblemError


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked: ``text`` is the statement, ``seconds`` the limit of the solve."""

    text: str
    seconds: float
    notation: str = "lihang"
    language: str = "en"
    hide_answers: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a statement; ``line`` and ``column`` count from 1 and are 0 where there is no one place."""

    message: str
    help: str = ""
    line: int = 0
    column: int = 0
    length: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """A page, or a fault of the statement."""

    page: str = ""
    fault: Fault | None = None

    def data(self) -> dict[str, Any]:
        return asdict(self)


def run(job: Job) -> Outcome:
    """Parses, solves and draws. No file is read: a statement without a folder loads nothing."""
    from duality import api
    from duality.report.notation import notation
    from duality.report.options import Options

    options = Options(notation(job.notation))
    try:
        problem = api.parse(job.text, source="problem")
        if job.hide_answers:
            return Outcome(api.exercises(problem, options=options, language=job.language))
        report = api.solve(problem, time_limit=job.seconds)
        return Outcome(api.page(report, options=options, language=job.language))
    except ProblemError as error:
        place = error.location
        if place is None:
            return Outcome(fault=Fault(error.message, error.help))
        return Outcome(fault=Fault(error.message, error.help, place.line, place.column, max(1, place.length)))
    except DualityError as error:
        return Outcome(fault=Fault(str(error)))
