"""p*, x* and multipliers over one letter, the map of two: data, words and drawings."""

from __future__ import annotations

import pytest

import duality as du
from duality.errors import InapplicableError
from duality.letters import LetteredReport
from duality.letters.region_picture import region_picture
from duality.letters.value_picture import value_picture
from tests.letters.problems import DERIVED


def solved(text: str) -> LetteredReport:
    report = du.solve(du.parse(text))
    assert isinstance(report, LetteredReport)
    return report


def test_curves_are_the_formulas() -> None:
    report = solved(DERIVED["portfolio"])
    picture = value_picture(report.data)
    assert picture.breaks == pytest.approx((18 / 11, 18 / 7, 3)) and picture.told == ("18/11", "18/7", "3")
    for t, v in picture.panels[0][1][0].runs[1][::40]:
        assert v == pytest.approx(report.value_function(r=t), rel=1e-6)
    assert [title for title, _ in picture.panels] == ["p*", "x*", "multipliers"]


def test_the_map_of_two_letters_tells_where_which_formula_holds() -> None:
    report = solved(DERIVED["ab"])
    picture = region_picture(report.data)
    assert {formula for _, formula in picture.formulas} == {"0", "(a - b)^2"}
    assert {k for row in picture.cells for k in row} == {0, 1}


def test_figures_are_drawn_and_say_what_they_show() -> None:
    one, two = solved(DERIVED["w"]), solved(DERIVED["ab"])
    assert one.figure().svg.startswith("<svg") and two.figure("regions").svg.startswith("<svg")
    assert "1/2" in one.figure().caption or "0.5" in one.figure().caption
    assert "2 areas" in two.figure().caption
    along = two.figure("value")
    (name, fixed), *_ = along.picture.line.fixed
    assert f"with {name} = {fixed}" in along.caption and len(along.picture.formulas) == 2
    with pytest.raises(InapplicableError, match="two letters"):
        one.figure("regions")
    with pytest.raises(du.ProblemError, match="no figure 'theta'"):
        one.figure("theta")


def test_of_three_letters_one_moves_along_which_the_value_does() -> None:
    figure = solved(DERIVED["halfplane"]).figure()
    assert figure.figure.name == "value" and len({stop.value for stop in figure.picture.stops}) > 5
    assert figure.picture.told == ("0",)
    assert solved("param a, lam >= 0\nmin (x - a)^2/2 + lam*abs(x)").figure("value").picture.told == ("-3/2", "3/2")


def test_lam_is_written_as_the_greek_letter() -> None:
    assert (
        solved("param lam > 0\nmin x^2 + lam*x").value_function.latex()
        == r"p^{*}(\lambda) = \begin{cases} -\frac{\lambda^{2}}{4} \end{cases}"
    )
