"""Trees that Python builds without end: printed without recursion, and refused in a line where they are stated."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest

import duality as du
from duality.model.extent import Extent, extent
from duality.model.printing import number_text


def test_a_deep_tree_is_printed_and_typeset() -> None:
    x, y = du.variables("x y")
    tree = x
    for k in range(3000):
        tree = du.exp(tree) if k % 2 else tree * y + 1
    assert str(tree).startswith("exp(exp(") and str(tree).endswith("*y + 1)*y + 1)")
    assert str(tree).count("exp(") == tree.latex().count(r"\exp") == 1500
    assert extent(tree).depth > 3000


def test_a_deep_tree_is_refused_in_a_line() -> None:
    x = du.variables("x")
    tree = x
    for _ in range(400):
        tree = du.sqrt(1 + tree)
    with pytest.raises(du.ProblemError, match="801 levels"):
        du.minimize(x, subject_to=[tree <= 9])


def test_shared_parts_count_wherever_they_stand() -> None:
    x = du.variables("x")
    tree = x + 1
    for _ in range(60):
        tree = tree * tree
    began = time.process_time()
    with pytest.raises(du.ProblemError, match="parts is too large"):
        du.minimize(tree)
    assert time.process_time() - began < 1


def test_the_extent_of_a_tree() -> None:
    x, y = du.variables("x y")
    assert extent(x) == Extent(1, 1)
    assert extent(x * y + du.exp(x)) == Extent(3, 6)


def test_integers_of_many_digits_are_written() -> None:
    assert number_text(Fraction(10**400)) == "1e400"
    assert number_text(Fraction(-7, 10**500)) == f"-7/{'1' + '0' * 100}e400"
    assert len(number_text(Fraction(3**20_000))) == 9543
    assert number_text(Fraction(10**399)) == "1" + "0" * 399
