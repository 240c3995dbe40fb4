"""The templates, and the files that a page carries inside it: style, script, font."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from duality.report.charts.lettering import html
from duality.report.page.mathml import mathml
from duality.report.page.phrases import phrase_html, words_with_math
from duality.report.page.views import folded, groups, kind_of
from duality.report.page.words import engine_words

if TYPE_CHECKING:
    from jinja2 import Environment

FONT_PLACE = "FONT_DATA"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Every value is escaped unless it is `Markup`; a name that a template asks for and nobody gives is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("duality.report.page"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    made.globals.update(
        phrase=phrase_html,
        kind_of=kind_of,
        groups=groups,
        folded=folded,
        math_words=words_with_math,
        engine=engine_words,
        formula=formula,
        told=told,
    )
    return made


def formula(latex: str) -> Markup:
    """A formula of our own."""
    return Markup(mathml(latex))


def told(text: str) -> Markup:
    """The author's running text, escaped, the mathematics in it typeset."""
    return Markup(html(text))


@lru_cache(maxsize=8)
def asset(name: str) -> str:
    """A text file of this package."""
    return files("duality.report.page").joinpath(name).read_text("utf-8")


@lru_cache(maxsize=1)
def style() -> Markup:
    """The style sheet with the formulas' font inside."""
    font = files("duality.report.page").joinpath("font", "duality-math.woff2").read_bytes()
    return Markup(asset("page.css").replace(FONT_PLACE, b64encode(font).decode("ascii")))
