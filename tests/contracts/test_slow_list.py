"""The list of slow tests names tests that exist, and its script reads what pytest prints."""

from __future__ import annotations

from pathlib import Path

from tests.slow import measured, slow_tests

ROOT = Path(__file__).parents[2]


def test_every_listed_test_exists() -> None:
    for name in slow_tests():
        file, *_, function = name.split("[")[0].split("::")
        assert f"def {function}(" in (ROOT / file).read_text(encoding="utf-8"), f"{name} is gone: measure anew"


def test_the_list_is_what_took_longer_than_the_limit() -> None:
    printed = "9.71s call     tests/a/test_b.py::test_c[x y]\n1.00s call     tests/a/test_b.py::test_d\n= 2 passed ="
    assert measured(printed) == ["tests/a/test_b.py::test_c[x y]"]
