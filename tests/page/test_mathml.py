"""LaTeX of a report as MathML: well-formed, complete, and mended where the translation leaves to be wished for."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Tree

import pytest

from duality import api, library
from duality.model.derivation import Infimum
from duality.model.expression import ZERO, Comparison, Negative, Product, Quotient, Sum, Variable
from duality.report.page.breaking import latex_pieces
from duality.report.page.mathml import mathml, plain_words
from duality.report.page.phrases import FIRST, formula_html
from duality.report.page.words import words_in

X, Y = Variable("x"), Variable("y")


def leaves(latex: str) -> list[tuple[str, str, str | None]]:
    """(element, text, form) of every leaf."""
    return [
        (node.tag, node.text or "", node.get("form")) for node in Tree.fromstring(mathml(latex)).iter() if not len(node)
    ]


@pytest.mark.parametrize(
    "latex", ["-x", r"y \le -x", r"\left(-x\right)", r"\frac{-x}{2}", r"y = -x", r"y, -x", r"2 \cdot -x"]
)
def test_a_sign_before_its_operand_is_a_prefix(latex: str) -> None:
    assert ("mo", "\N{MINUS SIGN}", "prefix") in leaves(latex)


@pytest.mark.parametrize(
    "latex", ["y - x", r"\left(y\right) - x", r"y^{2} - x", r"\left|y\right| - x", r"\infty - x", "{} - x"]
)
def test_a_subtraction_is_no_prefix(latex: str) -> None:
    assert ("mo", "\N{MINUS SIGN}", None) in leaves(latex)


@pytest.mark.parametrize("latex", [r"\min_{x \in \mathbb{R}} f", r"\underset{x}{\min} f"])
def test_limits_stand_below(latex: str) -> None:
    under = Tree.fromstring(mathml(latex)).find(".//munder")
    assert under is not None
    assert "min" in "".join(under[0].itertext())


def test_letters_of_a_word_are_one_name() -> None:
    assert ("mi", "budget", None) in leaves(r"\alpha_{\mathrm{budget}}")
    assert ("mi", "huber", None) in leaves(r"\operatorname{huber}\left(x\right)")
    assert len([leaf for leaf in leaves(r"\mathit{cost}") if leaf[0] == "mi"]) == 1


def test_brackets_grow_around_fractions_only() -> None:
    plain = Tree.fromstring(mathml(r"\left(x_{1} - 1\right)"))
    tall = Tree.fromstring(mathml(r"\left(\frac{x}{2} - 1\right)"))
    assert {node.get("stretchy") for node in plain.iter("mo") if (node.text or "") in "()"} == {"false"}
    assert {node.get("stretchy") for node in tall.iter("mo") if (node.text or "") in "()"} == {None}


@pytest.mark.parametrize("words", ["a<b>&c", "</math><script>alert(1)</script>", r"\input{x} $y$ #1 50% a_b^c~{}"])
def test_words_in_a_formula_stay_words(words: str) -> None:
    root = Tree.fromstring(mathml(plain_words(words)))
    assert "".join(root.itertext()).replace("\N{NO-BREAK SPACE}", " ") == words
    assert {node.tag for node in root.iter()} <= {"math", "mrow", "mtext"}


def test_a_long_sum_is_set_term_by_term() -> None:
    terms = tuple(Variable(f"weight_{k}") for k in range(6))
    pieces = latex_pieces([Sum((terms[0], *(Negative(term) for term in terms[1:])))])
    assert len(pieces) == 6
    assert all(piece.startswith("{} - ") for piece in pieces[1:])
    assert len(latex_pieces([X - Y])) == 1


def test_a_long_sum_in_brackets_is_broken_too() -> None:
    inside = Sum(tuple(Variable(f"weight_{k}") for k in range(6)))
    for term, begins, ends in (
        (Product((Variable("alpha_1"), inside)), r"\alpha_{1} \, (", ")"),
        (Negative(Product((inside, X))), "-(", r") \, x"),
        (Quotient(inside, Y), r"\frac{1}{y} \, (", ")"),
    ):
        pieces = latex_pieces([Sum((X, term))])
        assert len(pieces) == 7
        assert pieces[1].replace("{} ", "").replace("- ", "-").removeprefix("+ ").startswith(begins), pieces
        assert pieces[-1].endswith(ends)
        for piece in pieces:
            mathml(piece)


def test_an_infimum_of_a_long_formula_is_broken_too() -> None:
    """Also of a long sum times a variable; every piece is a formula by itself."""
    inside = Sum(tuple(Variable(f"weight_{k}") for k in range(6)))
    region = (Comparison((">=",), (X, ZERO)),)
    for body in (inside, Product((inside, X)), Negative(Product((inside, X)))):
        for value in (None, Y):
            pieces = latex_pieces([Infimum(("x",), body, region, value)])
            assert len(pieces) == 6
            for piece in pieces:
                assert piece.count("\\left") == piece.count("\\right")
                mathml(piece)


def test_of_a_long_formula_the_first_terms_are_shown() -> None:
    long = Sum(tuple(Variable(f"w[{k}]") for k in range(200)))
    shown = formula_html((long,), words_in("en"))
    assert f"{200 - FIRST} more terms" in shown
    assert shown.count("<math") == 200
    assert shown.index("<details") > shown.index("</math>")


def test_a_huge_formula_is_cut_and_says_so() -> None:
    huge = Sum(tuple(Variable(f"w[{k}]") for k in range(500)))
    shown = formula_html((huge,), words_in("en"))
    assert shown.startswith("<code>")
    assert "characters more" in shown
    assert len(shown) < 2000


ELEMENTS = {
    "math", "mfrac", "mi", "mn", "mo", "mrow", "mspace", "msqrt", "mroot", "mstyle", "msub", "msubsup", "msup",
    "mtable", "mtd", "mtext", "mtr", "munder", "mover", "munderover",
}  # fmt: skip


@pytest.mark.parametrize("name", library.names())
def test_every_formula_of_a_shipped_problem_is_translated_whole(name: str) -> None:
    path = library.path(name)
    assert path is not None
    page = api.derive(api.read(path)).render("html")
    assert not re.search(r"&lt;/?(math|m\w+|span)\b", page), "markup that was escaped"
    for chunk in page.split("<math")[1:]:
        root = Tree.fromstring("<math" + chunk[: chunk.index("</math>")] + "</math>")
        # A command that the translation does not know is left standing.
        assert "\\" not in "".join(root.itertext())
        assert {node.tag for node in root.iter()} <= ELEMENTS
