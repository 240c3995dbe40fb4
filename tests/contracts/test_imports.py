"""Who may import whom, and what may be imported when."""

from __future__ import annotations

import ast

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.contracts.sources import CHECKOUT, imported, modules, runs_at_import

LAZY = ("sympy", "scipy", "cvxpy", "clarabel", "highspy", "pyscipopt", "tabulate", "shtab")
"""Packages that cost too much at start-up, or are needed rarely: imported inside the function that uses them."""

MODULES = list(modules())


def test_storeys_and_independence_hold(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(CHECKOUT)
    status = lint_imports(config_filename=str(CHECKOUT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


@pytest.mark.parametrize(("name", "tree"), MODULES, ids=[name for name, _ in MODULES])
def test_imports_of_a_module(name: str, tree: ast.Module) -> None:
    early = {module for node in runs_at_import(tree) for module in imported(node)}
    assert [module for module in sorted(early) if module.partition(".")[0] in LAZY] == []
    everywhere = {module for node in ast.walk(tree) for module in imported(node)}
    if not name.startswith("duality.solve"):
        assert [module for module in sorted(everywhere) if module.startswith("scipy.optimize")] == []


@pytest.mark.parametrize(("name", "tree"), MODULES, ids=[name for name, _ in MODULES])
def test_nothing_is_evaluated_as_python(name: str, tree: ast.Module) -> None:
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert calls & {"eval", "exec", "compile", "__import__"} == set()
    # sympy's own reader of strings calls eval.
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert attributes & {"parse_expr"} == set()


def test_the_walk_over_import_time_statements_skips_functions() -> None:
    source = "if TYPE_CHECKING:\n    import a\nelse:\n    import b\nclass C:\n    import c\ndef f():\n    import d\n"
    found = {module for node in runs_at_import(ast.parse(source)) for module in imported(node)}
    assert found == {"b", "c"}
