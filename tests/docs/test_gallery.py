"""Formulas and the gallery of the site, without building it."""

from __future__ import annotations

from pathlib import Path

from docs.formulas import with_mathml
from docs.gallery import write_problem


def test_formulas_become_elements_and_code_stays() -> None:
    text = "| $|x|$ | `$a$` |\n```text\n$ duality\n```\ncosts \\$5"
    shown = with_mathml(text)
    assert "<math" in shown and shown.count("|") == 3
    assert "`$a$`" in shown and "$ duality" in shown and "\\$5" in shown


def test_a_problem_has_its_page_its_picture_and_its_text(tmp_path: Path) -> None:
    write_problem("min-norm", tmp_path, tmp_path / "extra")
    (tmp_path / "extra" / "pages" / "min-norm.html").read_text(encoding="utf-8").index("figure-slider")
    text = (tmp_path / "min-norm.md").read_text(encoding="utf-8")
    assert r"only <i>α</i>\* adds" in text, "a star is no emphasis"
    assert "../pages/min-norm.html" in text and "../pictures/min-norm.svg" in text
    assert (tmp_path / "extra" / "pictures" / "min-norm.svg").read_text(encoding="utf-8").startswith("<svg")
