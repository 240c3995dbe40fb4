"""Every convex problem of the corpus has a derived theta_D, and every explicit dual can be written and read again."""

from __future__ import annotations

from pathlib import Path

import pytest

import duality as du
from tests.corpus.answers import CONVEX_CLASSES, corpus_folder, family_files, read_answers

FOLDER = corpus_folder()
FILES: list[Path] = [] if FOLDER is None else sorted(FOLDER.glob("*.dual"))
FAMILIES: list[Path] = [] if FOLDER is None else family_files(FOLDER)
CONVEX = {answer.name for answer in ([] if FOLDER is None else read_answers(FOLDER)) if answer.kind in CONVEX_CLASSES}

needs_corpus = pytest.mark.skipif(FOLDER is None, reason="NO CORPUS: set DUALITY_CORPUS to its folder")


@needs_corpus
@pytest.mark.parametrize("path", [file for file in FILES if file.stem in CONVEX], ids=lambda path: path.stem)
def test_a_convex_problem_has_a_derived_theta_d(path: Path) -> None:
    derivation = du.derive(du.read(path))
    assert derivation.dual_function.form in ("closed", "implicit", "conic", "auxiliary")
    assert derivation.warnings == ()


@needs_corpus
@pytest.mark.parametrize("path", FAMILIES, ids=lambda path: path.stem)
def test_a_family_has_a_derived_theta_d(path: Path) -> None:
    derivation = du.derive(du.read(path))
    assert derivation.dual_function.form in ("closed", "implicit", "conic", "auxiliary")


@needs_corpus
@pytest.mark.slow
@pytest.mark.parametrize("path", [*FILES, *FAMILIES], ids=lambda path: path.stem)
def test_an_explicit_dual_is_written_and_read_again(path: Path) -> None:
    dual = du.derive(du.read(path)).dual_problem.problem
    if dual is not None:
        assert du.parse(du.write(dual)) == dual
