"""A page: one HTML file that holds everything it needs and loads nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from markupsafe import Markup

from duality.model.form import StandardForm
from duality.model.report import Report
from duality.model.solution import Label
from duality.named_tuples import NamedTuple
from duality.report.charts.renaming import Lettering, lettering
from duality.report.document import Lines, Paragraph, Phrase
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.outline import letters_of
from duality.report.page.chapters import Chapter, chapters, title_of
from duality.report.page.drawings import Control, Drawing, Refusal
from duality.report.page.environment import asset, environment, style
from duality.report.page.theorems import theorem_text, theorems_of
from duality.report.page.words import ENGLISH, Words, words_in
from duality.report.page_policy import policy
from duality.report.sections.judgement import sign_convention
from duality.report.sections.outcome import outcome
from duality.report.sections.statement import statement
from duality.report.subjects import Lesson, Subject

SLIDERS = ("slider", "value")
"""The figures whose slider moves all panels: over a multiplier, or over a letter of the data."""

Pictures = Callable[[Lettering], tuple[list[Drawing], list[Refusal]]]
"""Draws the figures of a report with the letters that the page uses."""


class Gallery(NamedTuple):
    """The pictures of a page: the linked panels with their slider, the others, those that do not apply."""

    slider: Drawing | None
    drawn: tuple[Drawing, ...]
    refused: tuple[Refusal, ...]

    @property
    def charts(self) -> tuple[Drawing, ...]:
        return self.drawn if self.slider is None else (self.slider, *self.drawn)


NO_PICTURES = Gallery(None, (), ())


def page(
    subject: Subject,
    options: Options,
    language: str = ENGLISH,
    pictures: Pictures | None = None,
) -> str:
    """The page of a report, with its pictures, or of whatever else can be rendered; ``ValueError`` for a language.

    Without pictures there is no script in it at all.
    """
    words = words_in(language)
    title, notes = title_of(subject)
    report = subject.report if isinstance(subject, Lesson) else subject
    taken = _names(report.form) if isinstance(report, Report) else ()
    renamed = lettering(options.notation, taken)
    gallery = gallery_of(*pictures(renamed)) if pictures else NO_PICTURES
    context = {
        "title": title,
        "notes": notes,
        "unfolded": options.steps,
        "gallery": gallery,
        "summary": _summary(report, options) if isinstance(report, Report) else (),
        "verdict": report.strong_duality if isinstance(report, Report) else None,
        "theorems": theorems_of(report.strong_duality) if isinstance(report, Report) else (),
        "theorem_text": lambda key: theorem_text(key, words, options.notation),
        "used_labels": used_labels(report) if isinstance(report, Report) else (),
        "chapters": tuple(_with_pictures(chapters(subject, options), gallery, isinstance(report, Report))),
    }
    return _filled("report.html.j2", words, context, gallery)


def fragment(subject: Subject, options: Options) -> str:
    """What a notebook shows below a cell: the chapters, to stand inside another page."""
    title, _ = title_of(subject)
    shown = (
        environment()
        .get_template("fragment.html.j2")
        .render(
            w=words_in(ENGLISH), style=Markup(asset("fragment.css")), title=title, chapters=chapters(subject, options)
        )
    )
    return shown + "\n"


def exercises(form: StandardForm, options: Options, language: str = ENGLISH) -> str:
    """The same problem as homework: statement and questions. Nothing is solved, so there is no answer to be found."""
    words = words_in(language)
    kinds = {constraint.constraint.kind for constraint in form.constraints}
    convention = Paragraph(sign_convention(kinds, Letters.of(options.notation, (), form.variables))) if kinds else None
    context = {
        "title": form.problem.title,
        "statement": tuple(statement(form, options)),
        "convention": convention,
    }
    return _filled("exercises.html.j2", words, context, NO_PICTURES)


def _names(form: StandardForm) -> tuple[str, ...]:
    return (*form.variables, *(constraint.name for constraint in form.constraints))


def gallery_of(drawn: list[Drawing], refused: list[Refusal]) -> Gallery:
    """The slider apart from the other figures."""
    slider = next((one for one in drawn if one.name in SLIDERS), None)
    return Gallery(slider, tuple(one for one in drawn if one is not slider), tuple(refused))


def figure_page(drawing: Drawing, title: str, language: str = ENGLISH, *, dark: bool = False) -> str:
    """One figure with its caption, its numbers and, if it has one, its slider."""
    context = {"title": title, "drawing": drawing, "scheme": "dark" if dark else "light"}
    return _filled("figure.html.j2", words_in(language), context, Gallery(drawing, (), ()))


def used_labels(report: Report) -> tuple[str, ...]:
    """The labels of p* and d*, strongest first."""
    return tuple(label.value for label in Label if label in (report.primal.label, report.dual.label))


def _summary(report: Report, options: Options) -> tuple[Phrase, ...]:
    """p* = 1/2, d* = 1/2, gap = 0, as the chapter on the values says it."""
    answers = outcome(report, letters_of(report.derivation, options), options)[0]
    return tuple(line.label for line in answers.lines) if isinstance(answers, Lines) else ()


def _with_pictures(found: tuple[Chapter, ...], gallery: Gallery, is_report: bool) -> list[Chapter]:
    """The pictures before the values; what the labels mean at the end."""
    shown: list[Chapter] = []
    for chapter in found:
        if chapter.key == "values":
            if gallery.slider is not None:
                shown.append(Chapter("picture", ()))
            if gallery.drawn or gallery.refused:
                shown.append(Chapter("figures", ()))
        shown.append(chapter)
    return [*shown, Chapter("labels", ())] if is_report else shown


def _filled(template: str, words: Words, context: Mapping[str, object], gallery: Gallery) -> str:
    moved = gallery.slider is not None and gallery.slider.control is not None
    scripts = (asset("page.js"),) if moved else ()
    return (
        environment()
        .get_template(template)
        .render(
            w=words,
            style=style(),
            policy=policy(scripts),
            scripts=tuple(Markup(script) for script in scripts),
            readouts=readouts,
            **{"scheme": "light dark", **context},
        )
        + "\n"
    )


def readouts(control: Control) -> Markup:
    """What is read off at every place: JSON inside a script element, which no text in it can end."""
    text = json.dumps(control.readouts, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Markup(text)
