"""page, exercises: a report as one HTML file with its pictures, and the same problem as homework without answers."""

from __future__ import annotations

from duality.api.stated import Stated, reported, stated
from duality.report.options import Options
from duality.results import Report


def page(report: Report, *, options: Options | None = None, language: str = "en") -> str:
    """One self-contained HTML file: the derivation, the pictures with their slider, the verdict. It loads nothing.

    ``language`` is that of the fixed words, "en" or "zh" (``ValueError`` for another).
    """
    from duality.report.page.render import page as written
    from duality.report.say import say_in
    from duality.results.figures.order import pictures
    from duality.results.figures.paged import drawings

    say, found = say_in(language), reported(report).data
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
    from duality.derive.standardize import standardize
    from duality.report.page.render import exercises as written

    return written(standardize(stated(problem)), options or Options(), language)
