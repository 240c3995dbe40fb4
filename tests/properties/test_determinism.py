"""The same statement gives the same bytes, whatever the seed of Python's hashes."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.contracts.sources import CHECKOUT

SECONDS = re.compile(r'"seconds": \{[^}]*\}')


def _output(seed: str, command: list[str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "duality", *command],
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return SECONDS.sub("", done.stdout)


@pytest.mark.parametrize(
    "command",
    [
        ["solve", "--json", "svm-hard"],
        ["solve", "transport-lp"],
        ["derive", "--json", "kl-projection"],
        ["derive", "--format", "latex", "huber-location"],
        ["derive", "trust-region"],
    ],
    ids=" ".join,
)
def test_the_seed_of_the_hashes_does_not_matter(command: list[str]) -> None:
    assert _output("0", command) == _output("1", command) == _output("4242", command)
