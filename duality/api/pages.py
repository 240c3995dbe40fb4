"""page, exercises: a report as one HTML file with its pictures, and the same problem as homework without answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from duality import letters, results
from duality.api.pipeline import form_of
from duality.api.stated import Stated, reported, stated
from duality.model import report as model
from duality.model.regions import LetteredReport
from duality.report.options import Options
from duality.report.say import say_in
from duality.results import Report, figures

if TYPE_CHECKING:
    from duality.results.figures.drawn import Drawn


def picture(report: Report | model.Report, name: str) -> Any:
    """The data of the figure of that name ("theta", "set", ...), or why it does not apply here.

    `ProblemError` for a name that no figure has.
    """
    return figures.order.picture(_data(report), name)


def pictures(report: Report | model.Report) -> dict[str, Any]:
    """The data of every figure, by name, in the order in which a lecture draws them."""
    return figures.order.pictures(_data(report))


def figure(report: Report | model.Report, name: str, *, dark: bool = False, language: str = "en") -> Drawn:
    """The figure, which shows itself in a notebook and saves itself as SVG, PNG, PDF or HTML.

    `ProblemError` for a name that no figure has, and, with the reason, where the figure does not apply.
    """
    return figures.drawn.drawn(_data(report), name, dark=dark, language=language)


def _data(report: Report | model.Report) -> model.Report:
    return report if isinstance(report, model.Report) else reported(report).data


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
