"""A page: one HTML file that holds everything it needs and loads nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from duality.model.form import StandardForm
from duality.model.pictures import Inapplicable, Picture
from duality.model.report import Report
from duality.model.solution import Label
from duality.report.document import Lines, Paragraph, Phrase
from duality.report.figures.export import javascript
from duality.report.figures.letters import Lettering, lettering
from duality.report.notation import Letters, Notation
from duality.report.options import Options
from duality.report.outline import letters_of
from duality.report.page.chapters import Chapter, chapters, title_of
from duality.report.page.control import Control
from duality.report.page.drawings import SLIDER, Drawing, Refusal, drawings, palette
from duality.report.page.environment import asset, environment, style
from duality.report.page.theorems import theorem_text, theorems_of
from duality.report.page.words import ENGLISH, Words, words_in
from duality.report.page_policy import policy
from duality.report.sections.judgement import sign_convention
from duality.report.sections.outcome import outcome
from duality.report.sections.statement import statement
from duality.report.subjects import Lesson, Subject


class Gallery(NamedTuple):
    """The pictures of a page: the linked panels with their slider, the others, those that do not apply."""

    slider: Drawing | Refusal | None
    drawn: tuple[Drawing, ...]
    refused: tuple[Refusal, ...]

    @property
    def charts(self) -> tuple[Drawing, ...]:
        return (self.slider, *self.drawn) if isinstance(self.slider, Drawing) else self.drawn


NO_PICTURES = Gallery(None, (), ())


def page(
    subject: Subject,
    options: Options,
    language: str = ENGLISH,
    pictures: Mapping[str, Picture | Inapplicable] | None = None,
) -> str:
    """The page of a report, with its pictures, or of whatever else can be rendered; ``ValueError`` for a language.

    Without pictures there is no script in it at all.
    """
    words = words_in(language)
    title, notes = title_of(subject)
    report = subject.report if isinstance(subject, Lesson) else subject
    taken = _names(report.form) if isinstance(report, Report) else ()
    renamed = lettering(options.notation, taken)
    gallery = gallery_of(pictures, options.notation, words, renamed) if pictures else NO_PICTURES
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


def gallery_of(
    pictures: Mapping[str, Picture | Inapplicable], notation: Notation, words: Words, renamed: Lettering
) -> Gallery:
    """The slider apart from the other figures."""
    drawn, refused = drawings(pictures, notation.dual_function.latex, words, renamed)
    slider = next((one for one in (*drawn, *refused) if one.name == SLIDER), None)
    others = tuple(one for one in drawn if one is not slider)
    return Gallery(slider, others, tuple(one for one in refused if one is not slider))


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
    scripts = (javascript(), asset("page.js")) if gallery.charts else ()
    charts = {drawing.name: drawing.spec for drawing in gallery.charts}
    datasets = {name: columns for drawing in gallery.charts for name, columns in drawing.datasets.items()}
    controls = {drawing.name: _moved(drawing.control) for drawing in gallery.charts if drawing.control}
    data = (
        {"charts": charts, "datasets": datasets, "controls": controls, "palette": palette()} if gallery.charts else {}
    )
    return (
        environment()
        .get_template(template)
        .render(
            w=words,
            style=style(),
            policy=policy(scripts),
            scripts=tuple(Markup(script) for script in scripts),
            data={name: Markup(_harmless(value)) for name, value in data.items()},
            **context,
        )
        + "\n"
    )


def _moved(control: Control) -> dict[str, object]:
    """What the script needs to know of the slider."""
    return {key: value for key, value in control._asdict().items() if key in ("parameter", "start", "step", "readouts")}


def _harmless(value: object) -> str:
    """JSON inside a script element: no text in it can end the element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
