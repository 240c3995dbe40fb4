"""The LaTeX of every shipped problem compiles, and no line runs into the margin."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from duality.derivation import derive, standardize
from duality.language import parse
from duality.report.options import Options
from duality.report.render import render
from tests.contracts.sources import CHECKOUT

FIVE = ["min-norm", "svm-hard", "maxent-dice", "trust-region", "slater-gap"]
EVERY = sorted(path.stem for path in (CHECKOUT / "problems").glob("*.dual"))
MOST_OVERFULL = 5.0
"""Points that a line may stand out before it is seen."""

pdflatex = pytest.mark.skipif(
    shutil.which("pdflatex") is None, reason="pdflatex is not installed: LaTeX is not checked"
)


def latex(name: str, *, standalone: bool) -> str:
    source = (CHECKOUT / "problems" / f"{name}.dual").read_text(encoding="utf-8")
    return render(derive(standardize(parse(source))), "latex", Options(steps=True, standalone=standalone))


def log_of(document: str, folder: Path) -> str:
    """What pdflatex says about the document; fails where it does not compile."""
    (folder / "document.tex").write_text(document, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "document.tex"]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]
    return done.stdout


def overfull(log: str) -> list[str]:
    return [
        line
        for line in log.splitlines()
        if (wide := re.search(r"Overfull.*\((.*)pt", line)) and float(wide[1]) > MOST_OVERFULL
    ]


def together(names: list[str]) -> str:
    """One document of all the problems, in the preamble of the first."""
    whole = latex(names[0], standalone=True)
    head, _, _ = whole.partition(r"\end{document}")
    return "\n".join([head, *(latex(name, standalone=False) for name in names[1:]), r"\end{document}", ""])


@pdflatex
def test_five_problems_compile_within_their_margins(tmp_path: Path) -> None:
    assert overfull(log_of(together(FIVE), tmp_path)) == []


@pdflatex
@pytest.mark.slow
def test_every_shipped_problem_compiles_within_its_margins(tmp_path: Path) -> None:
    assert overfull(log_of(together(EVERY), tmp_path)) == []
