"""The package on the corpus: convex problems are answered rightly, and no wrong value carries a strong label."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.corpus.answers import CONVEX_CLASSES, Answer, Piece, corpus_folder, read_answers
from tests.corpus.closed_form import sample, theta
from tests.corpus.judgement import judge
from tests.corpus.runs import run

FOLDER = corpus_folder()
ANSWERS = [] if FOLDER is None else read_answers(FOLDER)
TIME_LIMIT = 60

needs_corpus = pytest.mark.skipif(FOLDER is None, reason="NO CORPUS: set DUALITY_CORPUS to its folder")


CONVEX = [answer for answer in ANSWERS if answer.kind in CONVEX_CLASSES]
OTHERS = [answer for answer in ANSWERS if answer.kind not in CONVEX_CLASSES]


@needs_corpus
@pytest.mark.parametrize("answer", CONVEX, ids=lambda answer: answer.name)
def test_a_convex_problem_is_answered(answer: Answer) -> None:
    judgement = judge(answer, run("solve", answer.name, TIME_LIMIT))
    assert judgement.false_claims == []
    assert judgement.p_star == "right", judgement.remarks
    if answer.d_star is not None:
        assert judgement.d_star == "right", judgement.remarks


@needs_corpus
@pytest.mark.slow
@pytest.mark.parametrize("answer", OTHERS, ids=lambda answer: answer.name)
def test_nothing_false_is_claimed_of_another_problem(answer: Answer) -> None:
    judgement = judge(answer, run("solve", answer.name, TIME_LIMIT))
    assert judgement.false_claims == []
    assert not any("CRASH" in remark for remark in judgement.remarks), judgement.remarks


def test_a_recorded_closed_form_is_evaluated_on_both_sides_of_its_border() -> None:
    pieces = (Piece("-lam1/2", "lam1 >= 1"), Piece("lam1/2 - 1", "lam1 <= 1"))
    assert theta(pieces, {"lam1": Fraction(3)}) == -1.5
    assert theta(pieces, {"lam1": Fraction(1)}) == -0.5
    assert theta(pieces, {"lam1": Fraction(-1)}) == float("-inf")


def test_sampled_multipliers_reach_the_border_of_the_effective_domain() -> None:
    pieces = (Piece("1", "nu1 >= -1 & nu1 <= 1"),)
    values = {point["nu1"] for point in sample(pieces, ["nu1"], "border")}
    assert Fraction(1) in values
    assert any(abs(value) < 1 for value in values)
    assert any(abs(value) > 1 for value in values)
