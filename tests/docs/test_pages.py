"""The pages tell the truth: commands run and print what is shown and quoted, Python blocks are doctests."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from docs.shown import Shown, commands, fences, files, refreshed, run
from tests.contracts.sources import CHECKOUT

DOCS = CHECKOUT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *DOCS.glob("lectures/*.md")])
COMMANDS = [(page, shown) for page in PAGES for shown in commands(page.read_text(encoding="utf-8"))]


def test_the_pages_that_a_reader_needs_are_there() -> None:
    names = {page.stem for page in PAGES}
    assert names >= {"index", "tutorial", "language", "labels", "python", "extending"}
    assert names >= {"weak-and-strong-duality", "from-kkt-to-svm"}
    assert len(COMMANDS) > 30


@pytest.mark.parametrize(
    ("page", "shown"), COMMANDS, ids=[f"{page.stem}: {shown.command}"[:80] for page, shown in COMMANDS]
)
def test_a_shown_command_runs_and_prints_what_is_shown_and_quoted(page: Path, shown: Shown, tmp_path: Path) -> None:
    for name, body in files(page.read_text(encoding="utf-8")).items():
        (tmp_path / name).write_text(body, encoding="utf-8")
    code, output = run(shown.command, tmp_path)
    assert code == 0, output
    if shown.output.strip():
        assert output.rstrip() == shown.output.rstrip()
    unfolded = " ".join(output.split())
    for quote in shown.quotes:
        assert quote in output or " ".join(quote.split()) in unfolded, f"{quote!r} is not in\n{output}"


@pytest.mark.parametrize(
    "page", [page for page in PAGES if fences(page.read_text(encoding="utf-8"), "python")], ids=lambda page: page.stem
)
def test_the_python_of_a_page_runs(page: Path) -> None:
    source = "\n".join(fences(page.read_text(encoding="utf-8"), "python"))
    test = doctest.DocTestParser().get_doctest(source, {}, page.name, str(page), 0)
    assert test.examples
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(test)
    assert runner.summarize().failed == 0


def test_a_page_that_shows_no_wrong_output_is_refreshed_to_itself(tmp_path: Path) -> None:
    text = (DOCS / "labels.md").read_text(encoding="utf-8")
    assert refreshed(text, tmp_path) == text


def test_a_wrong_output_is_written_anew(tmp_path: Path) -> None:
    text = "```console\n$ duality solve min-norm -q\nnonsense\n```\n"
    assert "p* = 1/2 (exact)" in refreshed(text, tmp_path)


def test_quotes_belong_to_the_last_command_of_the_block_above() -> None:
    first = "```console\n$ duality a\n$ duality b\nout\n```\n\n- `quoted` here\n- not `this`\n\n"
    text = first + "```console\n$ duality c\n```\n"
    found = commands(text)
    assert [(shown.command, shown.output, shown.quotes) for shown in found] == [
        ("duality a", "", ()),
        ("duality b", "out\n", ("quoted",)),
        ("duality c", "", ()),
    ]


def test_only_this_program_is_run(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="duality only"):
        run("rm -rf .", tmp_path)
