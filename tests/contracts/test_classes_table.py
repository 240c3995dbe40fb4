"""The table of classes in the docs is what its generator writes, and every rule stands in it with a closed theta_D."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from duality.derivation import derive, standardize
from duality.derivation.rules.entry import Entry
from duality.language import parse
from tests.contracts.sources import CHECKOUT, PACKAGE

VECTOR_SHAPES = {"arguments", "branches", "products", "radial", "radicals", "restatement", "roots", "rule"}
"""Files of the folder that are no conjugate but what conjugates share."""


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    path = CHECKOUT / "docs" / "build_classes.py"
    spec = importlib.util.spec_from_file_location("build_classes", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_generator_writes(generator: ModuleType) -> None:
    """If this fails: python docs/build_classes.py."""
    assert (CHECKOUT / "docs" / "classes.md").read_text(encoding="utf-8") == generator.page()


def listed(generator: ModuleType) -> list[str]:
    return [module for _, modules in generator.sections() for module in modules]


def test_every_class_has_a_closed_dual_function(generator: ModuleType) -> None:
    for module in listed(generator):
        entry: Entry = generator.entry_of(module)
        theta = derive(standardize(parse(entry.example))).dual_function
        assert theta.is_closed, (module, theta.reason)
        assert theta.checked_at > 0, module


def conjugates(folder: str, others: set[str]) -> set[str]:
    files: list[Path] = list((PACKAGE / "derivation" / "rules" / folder).glob("*.py"))
    return {file.stem for file in files} - others - {"__init__"}


@pytest.mark.parametrize(
    ("folder", "others"), [("vector", VECTOR_SHAPES), ("univariate/functions", set())], ids=["vector", "univariate"]
)
def test_a_file_that_its_tuple_leaves_out_is_missing_here(generator: ModuleType, folder: str, others: set[str]) -> None:
    room = f"duality.derivation.rules.{folder.replace('/', '.')}."
    stems = {module.removeprefix(room) for module in listed(generator) if module.startswith(room)}
    assert stems == conjugates(folder, others)


def test_names_and_references_are_stated(generator: ModuleType) -> None:
    entries = [generator.entry_of(module) for module in listed(generator)]
    assert len({entry.name for entry in entries}) == len(entries)
    assert all(any(who in entry.reference for who in ("Boyd", "Rockafellar", "Li Hang")) for entry in entries)
