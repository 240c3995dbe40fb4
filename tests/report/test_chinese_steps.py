"""Every sentence that a rule of derivation can say is known in Chinese, read off the rules themselves."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from duality.report.sections.step_words import words
from duality.report.translations import translated
from tests.contracts.sources import PACKAGE

FOLDERS = ("derivation", "letters")
LANGUAGE = "zh"


def sentence(node: ast.expr, named: dict[str, list[ast.expr]]) -> Iterator[str]:
    """The texts that an argument may be, where they are constants."""
    match node:
        case ast.Constant(str() as text):
            yield text
        case ast.Name(name):
            for value in named.get(name, ()):
                yield from sentence(value, {})
        case ast.IfExp(_, then, otherwise):
            yield from sentence(then, named)
            yield from sentence(otherwise, named)


def reasons(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).append(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Step" and node.args[1:]:
            yield from sentence(node.args[1], named)


FILES = sorted(file for folder in FOLDERS for file in (PACKAGE / folder).rglob("*.py") if any(reasons(file)))


def test_many_rules_are_read() -> None:
    assert len(FILES) >= 15


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_its_sentences_are_known(file: Path) -> None:
    missing = []
    for reason in reasons(file):
        for stretch in re.split(r"\{\d+\}", reason):
            for part in words(stretch):
                if isinstance(part, str) and re.search(r"[A-Za-z]{2,}", part) and not translated(part, LANGUAGE):
                    missing.append(part)
    assert missing == []
