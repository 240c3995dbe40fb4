"""page, exercises: a report as one HTML file with its pictures, and the same problem as homework without answers."""

from __future__ import annotations

from duality.api.stated import Stated, reported, stated
from duality.derive.standardize import standardize
from duality.model.regions import LetteredReport
from duality.report.options import Options
from duality.report.say import say_in
from duality.results import Report


def page(report: Report, *, options: Options | None = None, language: str = "en") -> str:
    """One self-contained HTML file: the derivation, the pictures with their slider, the verdict. It loads nothing.

    ``language`` is that of the fixed words, "en" or "zh" (``ValueError`` for another).
    """
    from duality.report.page.render import page as written
    from duality.results.figures.order import pictures
    from duality.results.figures.paged import drawings

    say = say_in(language)
    if isinstance(getattr(report, "data", None), LetteredReport):
        return written(report.data, options or Options(), language)
    found = reported(report).data
    return written(
        found,
        options or Options(),
        language,
        lambda renamed: drawings(pictures(found, say), say, renamed),
    )


def exercises(problem: Stated, *, options: Options | None = None, language: str = "en") -> str:
    """The problem and the questions that duality homework asks, as one HTML file. Nothing is solved for it.

    Title, statement and names are the author's words; notes and known answers of the problem are left out.
    """
    from duality.report.page.render import exercises as written

    problem = stated(problem)
    if problem.parameters:
        from duality.letters.displayed_form import displayed_form

        return written(displayed_form(problem), options or Options(), language)
    return written(standardize(problem), options or Options(), language)
