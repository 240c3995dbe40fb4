"""The site builds without a warning, holds a page for every problem, and needs nothing from outside."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from duality import library
from tests.contracts.sources import CHECKOUT


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for needed in ("sphinx", "furo", "myst_parser"):
        pytest.importorskip(needed, reason=f"{needed} is not installed: pip install '.[docs]'")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, str(CHECKOUT / "docs" / "build.py"), "--out", str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "html"


def test_every_problem_has_a_page(site: Path) -> None:
    for name in library.names():
        text = (site / "gallery" / f"{name}.html").read_text(encoding="utf-8")
        assert "Derivation" in text
        assert "p* =" in text


def test_the_public_functions_are_documented(site: Path) -> None:
    text = (site / "python.html").read_text(encoding="utf-8")
    for name in ("solve", "derive", "check", "lesson", "iterations", "minimize", "Report"):
        assert f'id="duality.{name}"' in text


def test_a_page_loads_nothing_from_outside(site: Path) -> None:
    for page in site.rglob("*.html"):
        loaded = re.findall(
            r'<(?:script|link|img)[^>]*(?:src|href)="(https?://[^"]*)"', page.read_text(encoding="utf-8")
        )
        assert loaded == [], page.name
