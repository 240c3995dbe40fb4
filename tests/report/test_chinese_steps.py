"""Every sentence that a rule of derivation can say is known in Chinese, read off the rules themselves."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from duality.report.sections.step_words import words
from duality.report.translations import translated
from tests.contracts.sources import PACKAGE

FOLDERS = ("derivation", "letters")
LANGUAGE = "zh"


Choice = list[dict[str, str]]
"""What one statement may give its names, together: ("lower", "rises from") or ("upper", "falls toward")."""

HOLE = "Zq"
"""Stands for a name or a number within a sentence."""


def texts(node: ast.expr, chosen: dict[str, str]) -> list[str]:
    """What an expression may say, once its names are chosen."""
    match node:
        case ast.Constant(str() as text):
            return [text]
        case ast.Name(name):
            return [chosen.get(name, HOLE)]
        case ast.IfExp(_, then, otherwise):
            return [*texts(then, chosen), *texts(otherwise, chosen)]
        case ast.FormattedValue(value):
            return texts(value, chosen)
        case ast.JoinedStr(parts):
            return ["".join(said) for said in product(*(texts(part, chosen) for part in parts))]
        case ast.Call():
            return ["{9}"]  # the places of formulas
        case _:
            return [HOLE]


def choices(function: ast.AST) -> Iterator[Choice]:
    """The texts that assignments and loops of a function choose between."""
    for node in ast.walk(function):
        match node:
            case ast.Assign([ast.Name(name)], value):
                yield [{name: said} for said in texts(value, {})]
            case ast.Assign([ast.Tuple(targets)], ast.IfExp(_, ast.Tuple(then), ast.Tuple(otherwise))):
                yield [named(targets, values) for values in (then, otherwise)]
            case ast.For(ast.Tuple(targets), ast.Tuple(rows)):
                yield [named(targets, row.elts) for row in rows if isinstance(row, ast.Tuple)]


def named(targets: list[ast.expr], values: list[ast.expr]) -> dict[str, str]:
    pairs = zip(targets, values, strict=True)
    return {
        target.id: value.value
        for target, value in pairs
        if isinstance(target, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str)
    }


def reasons(file: Path) -> Iterator[str]:
    """Every sentence that a `Step` of the file may carry."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    constants = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        found = list(choices(function))
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Step":
                for reason in node.args[1:2]:
                    for text in assigned(reason, function):
                        yield from resolved(text, found, constants)


def assigned(reason: ast.expr, function: ast.FunctionDef) -> list[ast.expr]:
    """The texts that a name is given in the function; another expression is itself."""
    if not isinstance(reason, ast.Name):
        return [reason]
    found = [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == reason.id
    ]
    return found or [reason]


def resolved(reason: ast.expr, found: list[Choice], constants: dict[str, str]) -> Iterator[str]:
    """The sentence for every choice of the names in it."""
    used = {one.id for one in ast.walk(reason) if isinstance(one, ast.Name)}
    relevant = [choice for choice in found if any(used & one.keys() for one in choice)]
    for picked in product(*relevant):
        chosen = constants | {name: text for one in picked for name, text in one.items()}
        yield from (said for said in texts(reason, chosen) if said != HOLE)


FILES = sorted(file for folder in FOLDERS for file in (PACKAGE / folder).rglob("*.py") if any(reasons(file)))


def test_many_rules_are_read() -> None:
    assert len(FILES) >= 15


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_its_sentences_are_known(file: Path) -> None:
    missing = []
    for reason in reasons(file):
        for stretch in re.split(r"\{\d+\}", reason):
            for part in words(stretch):
                said = part.replace(HOLE, "") if isinstance(part, str) else ""
                if re.search(r"[A-Za-z]{2,}", said) and not translated(str(part), LANGUAGE):
                    missing.append(part)
    assert missing == []


def test_what_was_under_way_at_a_limit_is_known() -> None:
    """Every clause that a checkpoint hands over, and the sentence around it."""
    found = {
        clause
        for file in PACKAGE.rglob("*.py")
        for clause in re.findall(r'\bcheckpoint\(\s*"([^"]+)"', file.read_text(encoding="utf-8"))
    }
    assert len(found) > 10
    assert [clause for clause in sorted(found) if not translated(clause, LANGUAGE)] == []
    said = translated("a derived formula could not be checked in time: stopped while following a path", LANGUAGE)
    assert said is not None and not re.search(r"[a-z]{3,}", said)
