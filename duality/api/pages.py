"""page, exercises: a report as one HTML file with its pictures, and the same problem as homework without answers."""

from __future__ import annotations

from duality.api.stated import Stated, reported, stated
from duality.report.options import Options
from duality.results import Report


def page(report: Report, *, options: Options | None = None, language: str = "en") -> str:
    """One self-contained HTML file: the derivation, the pictures with their slider, the verdict. It loads nothing.

    ``language`` is that of the fixed words, "en" or "zh" (``ValueError`` for another).
    """
    from duality.api.pictures import pictures
    from duality.report.page.render import page as written

    return written(reported(report).data, options or Options(), language, pictures(report))


def exercises(problem: Stated, *, options: Options | None = None, language: str = "en") -> str:
    """The problem and the questions that duality homework asks, as one HTML file. Nothing is solved for it.

    Title, statement and names are the author's words; notes and known answers of the problem are left out.
    """
    from duality.derive.standardize import standardize
    from duality.report.page.render import exercises as written

    return written(standardize(stated(problem)), options or Options(), language)
