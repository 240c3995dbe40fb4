"""The site builds without a warning, holds a page for every problem, and needs nothing from outside."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from duality import library
from tests.contracts.sources import CHECKOUT
from tests.page.browser import chromium, needs_browser, requests, show

pytestmark = pytest.mark.slow  # every shipped problem is solved and drawn


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for needed in ("sphinx", "furo", "myst_parser"):
        pytest.importorskip(needed, reason=f"{needed} is not installed: pip install '.[docs]'")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, str(CHECKOUT / "docs" / "build.py"), "--out", str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "html"


def test_every_problem_has_its_page_and_most_a_picture(site: Path) -> None:
    drawn = 0
    for name in library.names():
        text = (site / "gallery" / f"{name}.html").read_text(encoding="utf-8")
        assert f"../pages/{name}.html" in text
        page = (site / "pages" / f"{name}.html").read_text(encoding="utf-8")
        assert 'id="lagrangian"' in page and "<math" in page
        drawn += f"../pictures/{name}.svg" in text and (site / "pictures" / f"{name}.svg").is_file()
    assert drawn >= len(library.names()) - 4


@needs_browser
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_has_raw_dollars_or_scrolls_sideways(site: Path, width: int) -> None:
    pages = [
        "index",
        "classes",
        "tutorial",
        "labels",
        "gallery/index",
        "gallery/double-well",
        "lectures/from-kkt-to-svm",
    ]
    with chromium() as driver:
        for name in pages:
            show(driver, site / f"{name}.html", width=width)
            words = driver.execute_script(
                "document.querySelectorAll('pre, code').forEach(e => e.remove());"
                "return document.querySelector('article').innerText"
            )
            assert "$" not in words and "\\theta" not in words, name
            size = "const e = document.documentElement; return e.scrollWidth - e.clientWidth"
            assert driver.execute_script(size) <= 0, name
            assert requests(driver) == [], name
            images = "return [...document.images].every(i => i.loading === 'lazy' || i.naturalWidth > 0)"
            assert driver.execute_script(images), name


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
