"""A page: one file, nothing from outside, the same words as the other formats, every name escaped."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

import duality as du
from duality import api, library
from duality.report.notation import BOYD
from duality.report.options import Options

LARGEST = 700_000
VOID = {"meta", "input", "br"}


class Outline(HTMLParser):
    """Elements that close in order, ids, links, and the visible words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.outside: list[str] = []
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        href = given.get("href") or ""
        self.references += [href[1:]] if href.startswith("#") else []
        self.outside += [] if not href or href.startswith(("#", "data:")) else ["href"]
        self.references += (given.get("aria-labelledby") or "").split()
        self.outside += [name for name in ("src", "srcset", "action", "data", "poster") if name in given]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.words.append(data)


def parsed(page: str) -> Outline:
    outline = Outline()
    outline.feed(page)
    outline.close()
    assert outline.open == []
    return outline


def shipped(name: str) -> du.Problem:
    path = library.path(name)
    assert path is not None
    return api.read(path)


@pytest.fixture(scope="module")
def min_norm_page() -> str:
    return api.page(api.solve(shipped("min-norm")))


def test_it_is_well_formed_and_its_links_lead_somewhere(min_norm_page: str) -> None:
    outline = parsed(min_norm_page)
    assert len(set(outline.ids)) == len(outline.ids)
    assert set(outline.references) <= set(outline.ids)
    assert outline.outside == []


def test_it_is_small_and_forbids_the_network(min_norm_page: str) -> None:
    assert len(min_norm_page.encode()) < LARGEST
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', min_norm_page)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe-eval" not in policy[1]
    assert "http:" not in policy[1]
    assert "https:" not in policy[1]


@pytest.mark.parametrize("name", ["min-norm", "double-well", "unbounded-lp", "infeasible-lp", "max-cut-5", "portfolio"])
def test_every_verdict_and_value_is_that_of_the_text(name: str) -> None:
    report = api.solve(shipped(name))
    words = " ".join("".join(parsed(report.render("html")).words).split())
    assert not re.search(r"</?(math|m\w+|span)\b", words), "markup that was escaped"
    for fact in (report.data.slater.why, report.strong_duality.why):
        bare = re.split(r"[pdx]\*|theta_D|<=|>=|-(?=\d)", fact)[0]
        assert " ".join(bare.split()) in words
    assert report.primal.label in words


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_opens_with_its_chapters(language: str) -> None:
    report = api.solve(shipped("min-norm"))
    outline = parsed(api.page(report, language=language))
    chapters = [
        "statement",
        "lagrangian",
        "dual_function",
        "explicit_dual",
        "kkt",
        "values",
        "slackness",
        "verdict",
        "labels",
    ]
    assert [one for one in outline.ids if one in chapters] == chapters


def test_the_letters_of_boyd() -> None:
    report = api.solve(shipped("min-norm"))
    page = api.page(report, options=Options(BOYD))
    main = page[page.index("<main") : page.index("figure-") if "figure-" in page else page.index("</main>")]
    assert "\N{GREEK SMALL LETTER LAMDA}" in main
    assert "\N{GREEK SMALL LETTER ALPHA}" not in main
    assert "\N{GREEK SMALL LETTER THETA}" not in main


EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>&lt;'


@pytest.mark.parametrize("write", ["page", "exercises", "render", "notebook"])
def test_titles_and_notes_are_words_and_not_markup(write: str) -> None:
    x = du.variables("x")
    problem = du.minimize(x**2, subject_to={"c": x >= 1}, title=EVIL, notes=(EVIL,))
    report = du.solve(problem)
    match write:
        case "page":
            text = api.page(report)
        case "exercises":
            text = api.exercises(problem)
        case "render":
            text = report.render("html")
        case _:
            text = report._repr_mimebundle_()["text/html"] + problem._repr_mimebundle_()["text/html"]
    assert "<script>alert" not in text
    assert not parsed(text).tags & {"img"}
    assert "&lt;script&gt;alert(1)" in text


def test_a_report_without_pictures_has_no_script() -> None:
    text = api.solve(shipped("min-norm")).render("html")
    assert "<script" not in text
    assert "script-src &#39;none&#39;" in text


def test_a_language_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="unknown language"):
        api.page(api.solve(shipped("min-norm")), language="la")


def test_a_large_problem_has_a_page_of_reasonable_size() -> None:
    rows = "domain x[k] >= 0 for k in 1..400\nmin sum(k*x[k] for k in 1..400)\ns.t. x[k] >= 1 for k in 1..400"
    page = api.solve(api.parse(f"var x[1..400]\n{rows}")).render("html")
    assert len(page) < 600_000


def test_the_parts_of_a_long_theta_d_are_folded() -> None:
    page = api.page(
        api.solve(
            api.parse(
                "var x[1..14]\ndomain x[k] in [0, 4] for k in 1..14\nmax sum(k*x[k] for k in 1..14)\n"
                "s.t. sum(k*x[k] for k in 1..14) <= 50\n     sum(x[k] for k in 1..14) <= 9"
            )
        )
    )
    chapter = page[page.index('id="dual_function"') : page.index('id="explicit_dual"')]
    assert "11 more parts" in chapter


def test_with_many_constraints_l_is_a_sum_row_by_row_and_slackness_has_twelve_bars() -> None:
    rows = (
        "domain x[k] >= 0 for k in 1..3\nmin sum(k*x[k] for k in 1..3)\ns.t. x[1] + k*x[2] + x[3] >= k for k in 1..20"
    )
    page = api.page(api.solve(api.parse(f"var x[1..3]\n{rows}")))
    chapter = page[page.index('id="lagrangian"') : page.index('id="dual_function"')]
    assert chapter.count('class="line"') == 21
    assert "pieces" not in chapter, "no brace around the terms of a sum"
    assert "12 of 20 constraints" in page
