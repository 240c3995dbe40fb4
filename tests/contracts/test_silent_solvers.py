"""One module makes every solver object, and nothing that a solver prints reaches standard output or standard error."""

from __future__ import annotations

import ast
import json
import subprocess
import sys

import pytest

from duality import library
from duality.cli import main
from tests.contracts.sources import CHECKOUT, modules

HOME = "duality.solving.solvers"
CONSTRUCTORS = frozenset({"Highs", "DefaultSolver", "nlpsol", "MAiNGO"})
"""Of HiGHS, Clarabel, casadi and MAiNGO; SCIP's is called Model, as others are, and is known by its module."""


def constructed(tree: ast.Module) -> set[str]:
    """The solver objects that a module makes, or hands on to be made."""
    found = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and _is_constructor(node)}
    return {name for name in found if name in CONSTRUCTORS or name == "Model"}


def _is_constructor(node: ast.Attribute) -> bool:
    if node.attr != "Model":
        return node.attr in CONSTRUCTORS
    return ast.unparse(node.value) in ("pyscipopt", "scip", "self.scip", "library('pyscipopt')")


def test_one_module_makes_every_solver_object() -> None:
    # Inside annotations the names are types, which need no silence.
    makers = {name: constructed(_without_annotations(tree)) for name, tree in modules()}
    assert {name for name, made in makers.items() if made} == {HOME}
    assert makers[HOME] == {*CONSTRUCTORS, "Model"}


def _without_annotations(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node.returns = None
        if isinstance(node, ast.arg):
            node.annotation = None
    return tree


# What is printed below Python waits in the C library's buffer where standard output is a pipe, and comes out at the
# end: only a process of its own shows it.
PROGRAM = """
import sys
from duality.cli import main
sys.exit(max(main(["solve", name, "--json"]) for name in sys.argv[1:]))
"""


DEAR = frozenset({"logistic-ball", "maxent-dice", "maxent-logistic"})
"""They take seconds each, and ask the solver that kl-projection asks."""


@pytest.mark.parametrize(
    "names",
    [
        pytest.param([name for name in library.names() if name not in DEAR], id="quick problems"),
        pytest.param(sorted(DEAR), marks=pytest.mark.slow, id="dear problems"),
    ],
)
def test_the_json_of_every_shipped_problem_is_all_that_is_printed(names: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *names], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == len(names)
    assert all(json.loads(line)["schema"] for line in lines)


def test_a_report_in_words_has_nothing_beside_it(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["solve", "binary-relaxation"]) == 0
    out, err = capfd.readouterr()
    assert out.splitlines()[0] == "Lagrangian relaxation of a yes-or-no decision"
    assert err == ""
