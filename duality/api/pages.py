"""page, exercises: a report as one HTML file with its pictures, and the same problem as homework without answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.api.pipeline import form_of
from duality.api.stated import Stated, reported, stated
from duality.model.regions import LetteredReport
from duality.report.options import Options
from duality.report.say import say_in
from duality.results import Report

if TYPE_CHECKING:
    from duality.results.page import Page


def page(report: Report, *, options: Options | None = None, language: str = "en") -> Page:
    """One self-contained HTML file: the derivation, the pictures with their slider, the verdict. It loads nothing.

    It is a text that a notebook shows as a page. ``language`` is that of the fixed words, "en" or "zh"
    (``ValueError`` for another).
    """
    from duality.report.page.render import page as written
    from duality.results.figures.order import pictures
    from duality.results.figures.paged import drawings
    from duality.results.page import Page

    say = say_in(language)
    in_letters: object = getattr(report, "data", None)
    if isinstance(in_letters, LetteredReport):
        from duality.letters.drawing import pages_of

        chosen = options or Options()
        return Page(written(in_letters, chosen, language, lambda renamed: pages_of(in_letters, say, renamed)))
    found = reported(report).data
    return Page(
        written(found, options or Options(), language, lambda renamed: drawings(pictures(found, say), say, renamed))
    )


def exercises(problem: Stated, *, options: Options | None = None, language: str = "en") -> Page:
    """The problem and the questions that duality homework asks, as one HTML file. Nothing is solved for it.

    Title, statement and names are the author's words; notes and known answers of the problem are left out.
    """
    from duality.report.page.render import exercises as written
    from duality.results.page import Page

    problem = stated(problem)
    if problem.parameters:
        from duality.letters.displayed_form import displayed_form

        return Page(written(displayed_form(problem), options or Options(), language))
    return Page(written(form_of(problem), options or Options(), language))
