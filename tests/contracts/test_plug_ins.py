"""A plug-in is one file and one line in the tuple of its kind; a file that no tuple reaches is a mistake."""

from __future__ import annotations

import inspect
from collections.abc import Sequence

import grimp
import pytest

from duality.derivation.rules.order import RULES
from duality.report.render import renderers
from duality.solving.backends.order import BACKENDS
from tests.contracts.sources import PACKAGE

KINDS = {
    # folder: the module that holds the tuple
    "duality.derivation.rules": "duality.derivation.rules.order",
    "duality.derivation.curvature.rules": "duality.derivation.curvature",
    "duality.solving.backends": "duality.solving.backends.order",
    "duality.solving.globally.solvers": "duality.solving.globally.solvers.order",
    "duality.report.renderers": "duality.report.renderers",
}

ONE_FILE_EACH: dict[str, tuple[Sequence[object], set[str]]] = {
    # folder: the tuple, and the files that are its order and its shape
    "duality.solving.backends": (BACKENDS, {"order", "protocol"}),
    "duality.report.renderers": (renderers(), set()),
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("duality", cache_dir=None)


@pytest.mark.parametrize("folder", KINDS)
def test_every_file_is_reached_from_the_tuple(folder: str, graph: grimp.ImportGraph) -> None:
    reached = graph.find_upstream_modules(KINDS[folder]) | {KINDS[folder]}
    inside = {module for module in graph.modules if module.startswith(f"{folder}.") and not graph.find_children(module)}
    assert inside
    assert inside - reached == set()


@pytest.mark.parametrize("folder", ONE_FILE_EACH)
def test_every_file_defines_one_member_of_the_tuple(folder: str) -> None:
    members, others = ONE_FILE_EACH[folder]
    path = PACKAGE.joinpath(*folder.split(".")[1:])
    files = {file.stem for file in path.glob("*.py")} - others - {"__init__"}
    homes = [_home(member).rpartition(".")[2] for member in members]
    assert set(homes) == files
    assert len(homes) == len(set(homes))


def test_the_names_of_a_kind_are_different() -> None:
    for names in ([backend.name for backend in BACKENDS], [renderer.name for renderer in renderers()]):
        assert len(set(names)) == len(names)
    assert len(set(RULES)) == len(RULES)


def _home(member: object) -> str:
    """The module that defines the object itself, or its class."""
    return member.__module__ if inspect.isfunction(member) else type(member).__module__
