"""The gallery: one page a shipped problem, written by running the package."""

from __future__ import annotations

from pathlib import Path

import duality as du
from duality import library
from duality.report.options import Options


def write_gallery(folder: Path) -> None:
    """index.md by lesson, and a page for every problem."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.md").write_text(_index(), encoding="utf-8")
    for name in library.names():
        (folder / f"{name}.md").write_text(_page(name), encoding="utf-8")


def _index() -> str:
    lines = [
        "# Gallery",
        "",
        "The shipped problems by what they teach. `duality demo NAME` tells each step by step.",
        "",
    ]
    for group in library.groups():
        lines += [
            f"## {group.title}",
            "",
            group.about,
            "",
            "```{toctree}",
            ":maxdepth: 1",
            "",
            *group.problems,
            "```",
            "",
        ]
    return "\n".join(lines)


def _page(name: str) -> str:
    path = library.path(name)
    assert path is not None, f"{name} is shipped"
    problem = du.read(path)
    lesson = du.lesson(problem)
    told, asked = lesson.data.teachings, lesson.data.questions
    derivation = lesson.report.derivation.render("text", Options(steps=True))
    return "\n".join(
        [
            f"# {problem.title}",
            "",
            *(f"{note}\n" for note in map(_plain, told)),
            f"`duality demo {name}` tells this lesson step by step, and with `--page` as a page with pictures.",
            "",
            *_block("Statement", path.read_text(encoding="utf-8")),
            *_block("Derivation", derivation),
            *_block("Solution", str(lesson.report)),
            *(["## To think about", "", *(f"- {_plain(question)}" for question in asked), ""] if asked else []),
        ]
    )


def _block(title: str, text: str) -> list[str]:
    return [f"## {title}", "", "```text", text.rstrip(), "```", ""]


def _plain(text: str) -> str:
    """Running text in Markdown: what would be markup is written literally."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]<>#|$" else character for character in text)
