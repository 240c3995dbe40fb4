"""Text, LaTeX, Markdown, JSON and HTML of hand-made reports, letter by letter; of HTML what stands in ``main``.

``WRITE_GOLDEN=1`` writes the files anew; the difference is then for a person to read.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from duality.report.options import Options
from duality.report.render import render, renderers

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("format", [renderer.name for renderer in renderers()])
def test_rendering_equals_golden_file(named_report, format):
    name, report = named_report
    suffix = next(renderer.suffixes[0] for renderer in renderers() if renderer.name == format)
    shown = render(report, format, Options(steps=True))
    if format == "html":
        # Style and font are the same for all.
        shown = shown[shown.index("<main") : shown.index("</main>")] + "</main>\n"
    path = GOLDEN / f"{name}{suffix}"
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
