"""The gallery: every shipped problem with a picture, its lesson, its statement, and its real page."""

from __future__ import annotations

import re
from pathlib import Path

import duality as du
from duality import library
from duality.errors import InapplicableError
from duality.report.charts.lettering import html
from duality.results.figures.drawn import Drawn
from duality.statements import StatementReport
from duality.statements.teaching import StatementLesson

TOLD_BEST = ("levels", "theta", "set", "line", "slackness", "price")
"""The figures of which the first that applies stands in the gallery."""

INDEX_PICTURE = ("double-well", "slider")


def write_gallery(folder: Path, extra: Path) -> None:
    """index.md by lesson, a page and a picture for every problem; the real pages and pictures go to ``extra``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.md").write_text(_index(), encoding="utf-8")
    for name in library.names():
        write_problem(name, folder, extra)
    for name in library.statements():
        write_statement(name, folder, extra)


def _running(text: str) -> str:
    """Running text with its mathematics as HTML; x* is no emphasis of Markdown."""
    return re.sub(r"([\\*_`\[\]])", r"\\\1", html(text))


def write_problem(name: str, folder: Path, extra: Path) -> None:
    """NAME.md, pictures/NAME.svg and pages/NAME.html."""
    for part in ("pages", "pictures"):
        (extra / part).mkdir(parents=True, exist_ok=True)
    path = library.path(name)
    assert path is not None, f"{name} is shipped"
    problem = du.read(path)
    lesson = du.lesson(problem)
    (extra / "pages" / f"{name}.html").write_text(du.page(lesson.report), encoding="utf-8")
    figure = _picture(lesson.report)
    if figure is not None:
        (extra / "pictures" / f"{name}.svg").write_text(figure.svg, encoding="utf-8")
        caption = _running(figure.caption)
    told = [f"{_running(note)}\n" for note in lesson.data.teachings]
    asked = lesson.data.questions
    shown = [] if figure is None else [_image(name, figure), "", caption, ""]
    text = [
        f"# {problem.title}",
        "",
        *told,
        f'<p class="page-link"><a href="../pages/{name}.html">The whole page: derivation, pictures, verdict</a></p>',
        "",
        *shown,
        "## Statement",
        "",
        "```text",
        path.read_text(encoding="utf-8").rstrip(),
        "```",
        "",
        f"`duality demo {name}` tells this lesson step by step; `duality report {name} -o {name}.html` writes the "
        "page.",
        "",
        *(["## To think about", "", *(f"- {_running(question)}" for question in asked), ""] if asked else []),
    ]
    (folder / f"{name}.md").write_text("\n".join(text), encoding="utf-8")


def write_statement(name: str, folder: Path, extra: Path) -> None:
    """NAME.md of a statement: what it teaches, its text, its lesson, and a picture of the problem at its data."""
    (extra / "pictures").mkdir(parents=True, exist_ok=True)
    path = library.path(name)
    assert path is not None, f"{name} is shipped"
    lesson = StatementLesson(du.solve(du.read(path)))
    figure = _picture_at_data(lesson.report)
    shown = []
    if figure is not None:
        (extra / "pictures" / f"{name}.svg").write_text(figure.svg, encoding="utf-8")
        image = f'<p><img class="figure" src="../pictures/{name}.svg" alt="{_escaped(figure.title)}"></p>'
        shown = [image, "", _running(figure.caption), ""]
    statement = lesson.report.statement
    text = [
        f"# {statement.title}",
        "",
        *(f"{_running(note)}\n" for note in lesson.teachings),
        *shown,
        "## Statement",
        "",
        "```text",
        path.read_text(encoding="utf-8").rstrip(),
        "```",
        "",
        "## Derived in letters, solved at the data",
        "",
        "```text",
        lesson.report.render().rstrip(),
        "```",
        "",
        f"`duality demo {name}` tells this lesson with the steps of the derivation.",
        "",
        *(["## To think about", "", *(f"- {_running(question)}" for question in lesson.questions), ""]),
    ]
    (folder / f"{name}.md").write_text("\n".join(text), encoding="utf-8")


def _picture_at_data(report: StatementReport) -> Drawn | None:
    """A figure of the problem in numbers, where its exact report drew from one."""
    return None if report.scalar is None else _picture(report.scalar)


def write_index_picture(folder: Path) -> None:
    """pictures/index.svg: one multiplier, three pictures."""
    name, figure = INDEX_PICTURE
    path = library.path(name)
    assert path is not None, f"{name} is shipped"
    (folder / "pictures" / "index.svg").write_text(du.figure(du.solve(du.read(path)), figure).svg, encoding="utf-8")


def _image(name: str, figure: Drawn) -> str:
    words = _escaped(figure.title)
    return f'<p><a href="../pages/{name}.html"><img class="figure" src="../pictures/{name}.svg" alt="{words}"></a></p>'


def _picture(report: du.Report) -> Drawn | None:
    for figure in TOLD_BEST:
        try:
            return report.figure(figure)
        except InapplicableError:
            continue
    return None


def _index() -> str:
    lines = [
        "# Gallery",
        "",
        "The shipped problems by what they teach, each with its picture and its page. `duality demo NAME` tells one "
        "step by",
        "step.",
        "",
    ]
    for group in library.groups():
        cards = "\n".join(_card(name) for name in group.problems)
        lines += [f"## {group.title}", "", _running(group.about), "", f'<div class="cards">\n{cards}\n</div>', ""]
        lines += ["```{toctree}", ":hidden:", "", *group.problems, "```", ""]
    names = library.statements()
    lines += ["## Statements in vectors and matrices", "", "Derived in letters, bound to small data.", ""]
    lines += [f"- [{_title(name)}]({name}.md)" for name in names]
    lines += ["", "```{toctree}", ":hidden:", "", *names, "```", ""]
    return "\n".join(lines)


def _title(name: str) -> str:
    path = library.path(name)
    assert path is not None, f"{name} is shipped"
    return du.read(path).title


def _card(name: str) -> str:
    path = library.path(name)
    assert path is not None, f"{name} is shipped"
    title = _escaped(du.read(path).title)
    image = f'<img src="../pictures/{name}.svg" alt="" loading="lazy">'
    return f'<a class="card" href="{name}.html">{image}<span>{title}</span></a>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
