"""page, exercises: a report as one HTML file with its pictures, and the same problem as homework without answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality import letters, results
from duality.api.pipeline import form_of
from duality.api.stated import Stated, reported, stated
from duality.model.regions import LetteredReport
from duality.report.options import Options
from duality.report.say import say_in
from duality.results import Report, figures

if TYPE_CHECKING:
    pass


def page(report: Report, *, options: Options | None = None, language: str = "en") -> results.page.Page:
    """One self-contained HTML file: the derivation, the pictures with their slider, the verdict. It loads nothing.

    It is a text that a notebook shows as a page. ``language`` is that of the fixed words, "en" or "zh"
    (``ValueError`` for another).
    """
    from duality.report.page.render import page as written

    say = say_in(language)
    in_letters: object = getattr(report, "data", None)
    if isinstance(in_letters, LetteredReport):
        chosen = options or Options()
        return results.page.Page(
            written(in_letters, chosen, language, lambda renamed: letters.drawing.pages_of(in_letters, say, renamed))
        )
    found = reported(report).data
    return results.page.Page(
        written(
            found,
            options or Options(),
            language,
            lambda renamed: figures.paged.drawings(figures.order.pictures(found, say), say, renamed),
        )
    )


def exercises(problem: Stated, *, options: Options | None = None, language: str = "en") -> results.page.Page:
    """The problem and the questions that duality homework asks, as one HTML file. Nothing is solved for it.

    Title, statement and names are the author's words; notes and known answers of the problem are left out.
    """
    from duality.report.page.render import exercises as written

    problem = stated(problem)
    if problem.parameters:
        return results.page.Page(
            written(letters.displayed_form.displayed_form(problem), options or Options(), language)
        )
    return results.page.Page(written(form_of(problem), options or Options(), language))
