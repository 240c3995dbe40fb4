"""Who may import whom, and what may be imported when."""

from __future__ import annotations

import ast
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeGuard

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.contracts.sources import CHECKOUT, imported, modules, runs_at_import

LAZY = (
    "casadi",
    "clarabel",
    "contourpy",
    "cvxpy",
    "highspy",
    "jinja2",
    "latex2mathml",
    "maingopy",
    "pyscipopt",
    "scipy",
    "shtab",
    "sympy",
    "vl_convert",
)
"""Packages that cost too much at start-up, or are needed rarely: imported inside the function that uses them."""

MODULES = dict(modules())


def test_storeys_and_independence_hold(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(CHECKOUT)
    status = lint_imports(config_filename=str(CHECKOUT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_heavy_packages_are_imported_where_they_are_used() -> None:
    early = {
        name: sorted(
            module for node in runs_at_import(tree) for module in imported(node) if module.partition(".")[0] in LAZY
        )
        for name, tree in MODULES.items()
    }
    assert {name: found for name, found in early.items() if found} == {}


def test_scipy_optimize_is_a_solver_too() -> None:
    users = {
        name
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        for module in imported(node)
        if module.startswith("scipy.optimize")
    }
    assert [name for name in sorted(users) if not name.startswith("duality.solving")] == []


def test_nothing_is_evaluated_as_python() -> None:
    """Records alone compile: the names of their fields, which are the package's own, into an ``__init__``."""
    calls = {
        (name, node.func.id)
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    forbidden = {"eval", "exec", "compile", "__import__"}
    allowed = [("duality.records", "exec")]
    assert [(name, function) for name, function in sorted(calls) if function in forbidden] == allowed
    # sympy's readers of strings call eval.
    attributes = {
        (name, node.attr)
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
    }
    assert [name for name, attribute in sorted(attributes) if attribute in ("parse_expr", "S")] == []


def test_the_walk_over_import_time_statements_skips_functions() -> None:
    source = "if TYPE_CHECKING:\n    import a\nelse:\n    import b\nclass C:\n    import c\ndef f():\n    import d\n"
    found = {module for node in runs_at_import(ast.parse(source)) for module in imported(node)}
    assert found == {"b", "c"}


def test_lazy_rooms_offer_what_they_list_and_no_name_twice() -> None:
    """A package that loads on demand has every name of ``__all__``, and none that is also the name of a module."""
    lazy = {name: tree for name, tree in MODULES.items() if any(_is_lazy_call(node) for node in ast.walk(tree))}
    assert len(lazy) > 20
    for name, tree in lazy.items():
        room = import_module(name)
        for offered in getattr(room, "__all__", ()):
            assert getattr(room, offered) is not None
        homes = {key for node in ast.walk(tree) if _is_lazy_call(node) for key in _homes(node)}
        assert not homes & {entry.name for entry in iter_modules(room.__path__)}, name
        with pytest.raises(AttributeError, match="nothing_of_the_kind"):
            room.nothing_of_the_kind  # noqa: B018


def _is_lazy_call(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "lazily"


def _homes(call: ast.Call) -> set[str]:
    """The names in the table that a lazy room gives to ``lazily``."""
    tables = map(ast.literal_eval, call.args[1:])
    return {name for table in tables for names in table.values() for name in names.split()}
