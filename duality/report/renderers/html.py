"""HTML: a page in one file without pictures; those need data that only a solved report can compute."""

from __future__ import annotations

from duality.report.options import Options
from duality.report.subjects import Subject


class HtmlRenderer:
    """The report as a page by itself, formulas as MathML."""

    name = "html"
    suffixes = (".html", ".htm")

    def render(self, subject: Subject, options: Options) -> str:
        from duality.report.page.render import page

        return page(subject, options)


HTML = HtmlRenderer()
