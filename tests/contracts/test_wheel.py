"""What the wheel installs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.contracts.sources import CHECKOUT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the files in a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=CHECKOUT, check=True
    )
    (wheel,) = folder.glob("*.whl")
    return zipfile.ZipFile(wheel).namelist()


def test_one_package_and_no_module_beside_it(installed: list[str]) -> None:
    tops = {name.split("/")[0] for name in installed}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"duality"}


def test_every_shipped_problem_is_inside(installed: list[str]) -> None:
    inside = {Path(name).name for name in installed if name.startswith("duality/_problems/")}
    assert inside == {path.name for path in (CHECKOUT / "problems").rglob("*") if path.is_file()}


def test_every_module_is_inside(installed: list[str]) -> None:
    sources = {str(path.relative_to(CHECKOUT)) for path in (CHECKOUT / "duality").rglob("*.py")}
    assert sources <= set(installed)
