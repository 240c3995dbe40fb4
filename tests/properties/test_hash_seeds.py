"""Derivations do not depend on the order of sets: text, steps and values of theta_D agree under five hash seeds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts.sources import CHECKOUT
from tests.corpus.answers import corpus_folder

SEEDS = ("0", "1", "2", "99", "4242")
DOZEN = [
    "double-well",
    "dual-ascent",
    "duffin",
    "huber-location",
    "kl-projection",
    "lasso-scalar",
    "logistic-ball",
    "pareto",
    "slater-gap",
    "smallest-eigenvalue",
    "trust-region",
    "water-filling",
]


def derived(seed: str, files: list[Path]) -> str:
    """What a fresh process prints of the files."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.properties.derivations", *map(str, files)],
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def assert_equal_under_all_seeds(files: list[Path]) -> None:
    first = derived(SEEDS[0], files)
    assert first.count("== ") >= len(files)
    for seed in SEEDS[1:]:
        assert derived(seed, files).splitlines() == first.splitlines(), seed


def test_a_dozen_shipped_problems() -> None:
    assert_equal_under_all_seeds([CHECKOUT / "problems" / f"{name}.dual" for name in DOZEN])


@pytest.mark.slow
def test_the_families_of_the_corpus() -> None:
    folder = corpus_folder()
    if folder is None or not (folder / "families").is_dir():
        pytest.skip("the corpus is not here; DUALITY_CORPUS names its folder")
    assert_equal_under_all_seeds(sorted((folder / "families").glob("*.dual")))
