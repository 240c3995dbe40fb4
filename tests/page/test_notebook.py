"""The example notebook runs, and shows what it is stored with; objects show themselves in notebooks."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import pytest

import duality as du
from duality import api, library
from tests.contracts.sources import CHECKOUT

NOTEBOOKS = sorted((CHECKOUT / "docs" / "notebooks").glob("*.ipynb"))
SECONDS = 120


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def pair(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    """The notebook as stored, and as it comes out when it is run anew."""
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    monkeypatch.setenv("PYTHONPATH", str(CHECKOUT))
    monkeypatch.setenv("PYTHONWARNINGS", "default")
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    stored, fresh = (nbformat.read(request.param, as_version=4) for _ in range(2))
    nbclient.NotebookClient(fresh, timeout=SECONDS, resources={"metadata": {"path": str(CHECKOUT)}}).execute()
    return stored, fresh


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_it_runs_and_shows_what_it_is_stored_with(pair: tuple[Any, Any]) -> None:
    stored, fresh = pair
    assert words(fresh) == words(stored)
    kinds = [kind for cell in stored.cells for output in cell.get("outputs", ()) for kind in output.get("data", ())]
    assert {"text/plain", "text/latex", "text/html", "image/svg+xml"} <= set(kinds)


def words(notebook: Any) -> list[str]:
    """What every cell printed, and its result as plain text; of objects that show an address, their kind."""
    shown = []
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            assert output["output_type"] != "error"
            text = output.get("text") or output.get("data", {}).get("text/plain", "")
            shown.append(text if "object at 0x" not in text else "")
    return shown


@pytest.mark.parametrize("name", ["min-norm", "max-cut-5", "slater-gap"])
def test_problem_derivation_and_report_show_themselves(name: str) -> None:
    path = library.path(name)
    assert path is not None
    problem = api.read(path)
    for shown in (problem, api.derive(problem), api.solve(problem)):
        bundle = shown._repr_mimebundle_()
        assert {"text/plain", "text/latex", "text/html"} <= set(bundle)
        assert all(bundle.values())
        assert "<script" not in bundle["text/html"]


def test_a_problem_is_typeset_as_stated() -> None:
    x, k = du.variables("x k")
    problem = du.minimize(x * k, subject_to={"two_sided": x <= 1}, domain=[du.member(k, [0, 1]), x > -1])
    shown = problem._repr_mimebundle_()["text/latex"]
    assert r"\text{minimize}\quad & x \, k" in shown
    assert r"x \le 1 && \text{two\_sided}" in shown
    assert r"k \in \{0, 1\}" in shown
