"""theta_D is -inf elsewhere only where there is an elsewhere, and no piece says what another one says."""

from __future__ import annotations

import pytest

import duality as du

SHOWN = [
    # statement, pieces, whether some multiplier has theta_D = -inf
    ("domain x in [0, 1]; min x^2; s.t. x >= 2", 2, False),
    ("domain x in [0, 1]; min x - x^2; s.t. x <= 1/2", 1, False),
    ("domain x >= 0; min x^2; s.t. x = 3", 2, False),
    ("domain x >= 0; min (x - 1)^2; s.t. x = 3; x <= 5", 2, False),
    ("min huber(x, 1); s.t. x >= 2", 1, True),
    ("min x + 2*y; s.t. x^2 + y^2 = 4", 1, True),
    ("domain x >= 0; min x; s.t. x = 3", 1, True),
    ("min log(1 + exp(x)); s.t. x >= 1; x <= 3", 3, True),
]


@pytest.mark.parametrize(("statement", "pieces", "elsewhere"), SHOWN)
def test_pieces_and_what_is_left(statement: str, pieces: int, elsewhere: bool) -> None:
    theta = du.derive(statement.replace("; ", "\n")).dual_function
    assert ("elsewhere" in str(theta)) == elsewhere
    assert (r"\text{elsewhere}" in theta.latex()) == elsewhere
    assert str(theta).count("where ") - str(theta).count("elsewhere ") == (pieces if pieces > 1 or elsewhere else 0)


def test_like_terms_over_a_multiplier_are_one() -> None:
    assert "5/(4*beta_1)" in str(du.derive("min x + 2*y\ns.t. x^2 + y^2 = 4").dual_function)


def test_equal_values_on_both_sides_of_a_border_are_one_piece() -> None:
    """0/(4*alpha^2 - 1) is 0 where the piece is defined; > 0 and = 0 with one value are >= 0."""
    text = str(du.derive("var x, y\nmin x*y + sin(x)\ns.t.\n c: x^2 + y^2 <= 4"))
    assert "-4*alpha_c - 1" in text and "4*alpha_c^2 - 1 >= 0" in text and "0/(" not in text
    assert text.count("theta_A     ") == 1 and "maximize theta_A" in text
