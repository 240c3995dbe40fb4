"""Letters where the data have no value: poles are in no region, and what is undefined is no defect."""

from __future__ import annotations

import pytest

import duality as du
from duality.letters import LetteredReport


def solved(text: str) -> LetteredReport:
    report = du.solve(du.parse(text))
    assert isinstance(report, LetteredReport)
    return report


def told(report: LetteredReport) -> set[tuple[str, str]]:
    return {(str(region), str(region.primal.value)) for region in report.regions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("param a\nmin x/a\ns.t. x >= 1\nx <= 2", {("a < 0", "2/a"), ("a > 0", "1/a")}),
        ("param a\nmin a/a*x\ns.t. x >= 1", {("a < 0", "1"), ("a > 0", "1")}),
        ("param a\nmin x^2 + a^(-2)*a^2\ns.t. x >= 1", {("a < 0", "2"), ("a > 0", "2")}),
        ("param c\nmin c*x\ns.t. x >= 1/c", {("c < 0", "-inf"), ("c > 0", "1")}),
        ("param a\nmin log(a)*x\ns.t. x >= 1", {("a >= 1", "log(a)")}),
        ("param a\nmin x\ns.t. x >= sqrt(a)", {("a >= 0", "sqrt(a)")}),
        ("param a, b\nmin x/(a - b)\ns.t. x >= 1", {("a > b", "1/(a - b)"), ("b > a", "-inf")}),
    ],
)
def test_a_pole_is_in_no_region(text: str, expected: set[tuple[str, str]]) -> None:
    report = solved(text)
    assert told(report) == expected and not report.data.complete


def test_the_border_of_two_pieces_may_be_undefined() -> None:
    report = solved("param a, b\nmin (x - a/b)^2\ns.t. x <= 1")
    assert report.region(a=0, b=0) is None and report.region(a=1, b=1) is not None
    with pytest.raises(du.ProblemError, match="division by zero"):
        report.value_function(a=0, b=0)


def test_what_is_undefined_for_all_letters_is_said() -> None:
    with pytest.raises(du.ProblemError, match="undefined"):
        du.solve("param a\nmin x/(a - a)\ns.t. x >= 1")


@pytest.mark.parametrize("piece", ["x^2 if x <= a; x", "x^2 if x <= 1; a*x", "x if a > 0; -x"])
def test_a_function_in_pieces_takes_no_letter(piece: str) -> None:
    with pytest.raises(du.ProblemError, match="the letter 'a' has no value") as caught:
        du.parse(f"param a\nmin {{{piece} otherwise}}\ns.t. x <= 5")
    assert caught.value.location is not None


def test_a_letter_has_no_indices() -> None:
    with pytest.raises(du.ProblemError, match="has no indices"):
        du.parse("param a[1..3]\nmin sum(a[i]*x[i] for i in 1..3)")
