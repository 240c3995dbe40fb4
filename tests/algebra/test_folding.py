"""Numbers are folded; order, domain and values stay."""

from __future__ import annotations

import pytest

from duality.algebra.evaluate import value
from duality.algebra.folding import folded
from duality.language import parse


def tree(text: str):
    return parse(f"var x, y\nmin {text}").objective


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2*30*x", "60*x"),
        ("1 + 1 + x", "2 + x"),
        ("x + 0*y + 1 + 1", "x + 2"),
        ("x - (1 - 2)*y", "x + y"),
        ("0*log(x) + y", "0*log(x) + y"),
        ("0*x^2", "0"),
        ("x^2 - 2*(y - 1)", "x^2 - 2*(y - 1)"),
        ("6/4*x + 2^3", "3/2*x + 8"),
        ("exp(x) + 3*(2*y)", "exp(x) + 6*y"),
    ],
)
def test_what_is_folded_reads_so_and_has_the_same_values(text: str, shown: str) -> None:
    before = tree(text)
    after = folded(before)
    assert str(after) == shown
    for x, y in ((0.5, -1.25), (2.0, 3.0)):
        assert value(after, {"x": x, "y": y}) == pytest.approx(value(before, {"x": x, "y": y}))


def test_where_nothing_folds_the_tree_itself_comes_back() -> None:
    node = tree("x^2 + 3*y - 1")
    assert folded(node) is node
