"""theta_D in letters at multipliers inside and outside its domain, and d* with data, on two corpora of statements."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import duality as du
from tests.statements.corpus import OWN, Entry, given, lines

OURS = lines(OWN)
GIVEN = lines(given())

needs_corpus = pytest.mark.skipif(not GIVEN, reason="NO CORPUS: set DUALITY_STATEMENTS to it")


def agrees_in_letters(entry: Entry) -> None:
    inside = entry.at("inside")
    assert inside is not None and np.isfinite(inside[1])
    assert inside[0] == pytest.approx(inside[1], rel=1e-7, abs=1e-8)
    outside = entry.at("outside")
    assert outside is None or outside[0] == -np.inf


def agrees_with_data(entry: Entry) -> None:
    report: Any = du.solve(entry.statement, data=entry.data(entry.run("")))
    dual, primal = entry.optimum(), entry.best()
    if dual is not None:
        assert report.dual.value == pytest.approx(dual, rel=2e-5, abs=2e-5)
    if primal is not None:
        assert report.primal.value == pytest.approx(primal, rel=2e-5, abs=2e-5)
    if entry.record["strong_duality"]:
        assert report.verdict == "holds"


@pytest.mark.parametrize("entry", OURS, ids=str)
def test_theta_is_that_of_the_corpus(entry: Entry) -> None:
    agrees_in_letters(entry)


@pytest.mark.parametrize("entry", OURS, ids=str)
def test_answers_are_those_of_the_corpus(entry: Entry) -> None:
    agrees_with_data(entry)


@needs_corpus
@pytest.mark.slow
@pytest.mark.parametrize("entry", [e for e in GIVEN if e.record["form"] == "direct"], ids=str)
def test_theta_is_that_of_the_given_corpus(entry: Entry) -> None:
    agrees_in_letters(entry)


@needs_corpus
@pytest.mark.slow
@pytest.mark.parametrize("entry", GIVEN, ids=str)
def test_answers_are_those_of_the_given_corpus(entry: Entry) -> None:
    agrees_with_data(entry)
