"""The worked solutions of shipped problems, letter by letter, in text and in LaTeX.

``WRITE_GOLDEN=1`` writes the files anew; the difference is then for a person to read.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from duality.derivation import derive, standardize
from duality.language import parse
from duality.report.notation import BOYD
from duality.report.options import Options
from duality.report.render import render
from tests.contracts.sources import CHECKOUT

GOLDEN = Path(__file__).parent / "worked"
NAMES = [
    "min-norm",
    "svm-hard",
    "maxent-dice",
    "trust-region",
    "slater-gap",
    "double-well",
    "water-filling",
    "duffin",
    "max-cut-5",
    "pareto",
]
SUFFIXES = {"text": "txt", "latex": "tex"}
HEADINGS = {"text": "  Step by step\n", "latex": r"\paragraph{Step by step}"}


def worked(name: str, format: str, options: Options) -> str:
    """What stands below the heading of the steps."""
    source = (CHECKOUT / "problems" / f"{name}.dual").read_text(encoding="utf-8")
    shown = render(derive(standardize(parse(source))), format, options)
    return shown.partition(HEADINGS[format])[2].lstrip("\n")


@pytest.mark.parametrize("format", list(SUFFIXES))
@pytest.mark.parametrize("name", NAMES)
def test_a_worked_solution(name: str, format: str) -> None:
    shown = worked(name, format, Options(steps=True, standalone=False))
    path = GOLDEN / f"{name}.{SUFFIXES[format]}"
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted((CHECKOUT / "problems").glob("*.dual")), ids=lambda path: path.stem)
def test_every_worked_solution_fits_its_lines_and_shows_no_decimals(path: Path) -> None:
    shown = worked(path.stem, "text", Options(steps=True))
    if not shown:
        assert derive(standardize(parse(path.read_text(encoding="utf-8")))).dual_function.form == "numeric"
        return
    assert max(map(len, shown.splitlines())) <= 130
    # Sentences end with a period; a decimal point never stands between digits.
    assert not any(left.isdigit() and right.isdigit() for left, right in zip(*_around_points(shown), strict=True))


def _around_points(shown: str) -> tuple[list[str], list[str]]:
    places = [k for k, character in enumerate(shown[:-1]) if character == "." and k]
    return [shown[k - 1] for k in places], [shown[k + 1] for k in places]


def test_boyds_letters_reach_the_steps() -> None:
    shown = worked("min-norm", "text", Options(steps=True, notation=BOYD))
    assert "alpha" not in shown
    assert "theta" not in shown
    assert "g = lambda_budget - lambda_budget^2/2" in shown.replace("  ", " ").replace("   = ", "g = ")
    assert "lambda_budget* = 1" in shown
