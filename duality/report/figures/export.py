"""A chart as a file: SVG, PNG and PDF by vl-convert, HTML with its JavaScript inside; no browser, no network."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duality.report.page_policy import policy

if TYPE_CHECKING:
    from duality.report.figures.figure import ChartType

SUFFIXES = (".svg", ".png", ".pdf", ".html")

SCALE = 2.0
"""Pixels of a PNG for one of the chart: sharp on a projector."""

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>body {{ margin: 1rem; font: 16px/1.4 sans-serif; background: {paper}; color: {ink}; }} \
input[type=range] {{ width: min(100%, 30rem); }} figure {{ margin: 0; overflow-x: auto; }}</style>
<script>{javascript}</script>
</head>
<body>
<figure role="img" aria-label="{description}"><div id="figure"></div></figure>
<p>{caption}</p>
<script>{drawing}</script>
</body>
</html>
"""


EMBEDDING = {"mode": "vega-lite", "renderer": "svg", "actions": False, "ast": True}
"""Expressions are interpreted (``ast``), since the policy lets no text become a script."""


def exported(chart: ChartType, suffix: str, words: tuple[str, str, str], dark: bool = False) -> bytes:
    """The file's content; ``words`` are title, caption and description, ``suffix`` is one of `SUFFIXES`."""
    import vl_convert

    spec = chart.to_dict()
    match suffix:
        case ".svg":
            return vl_convert.vegalite_to_svg(spec).encode()
        case ".png":
            return vl_convert.vegalite_to_png(spec, scale=SCALE)
        case ".pdf":
            return vl_convert.vegalite_to_pdf(spec)
        case ".html":
            return page(spec, words, dark).encode()
        case _:
            raise ValueError(f"no export to {suffix!r}")


def page(spec: dict[str, Any], words: tuple[str, str, str], dark: bool) -> str:
    """One self-contained HTML file with the interactive chart."""
    from html import escape

    from duality.report.figures.look import DARK, LIGHT

    look = DARK if dark else LIGHT
    title, caption, description = (escape(text) for text in words)
    # A "</script>" inside a string would end the script.
    shown = json.dumps(spec, ensure_ascii=False, allow_nan=False).replace("</", "<\\/")
    drawing = f'vegaEmbed("#figure", {shown}, {json.dumps(EMBEDDING)});'
    library = javascript()
    return PAGE.format(
        title=title,
        caption=caption,
        description=description,
        paper=look.paper,
        ink=look.ink,
        policy=policy((library, drawing)),
        javascript=library,
        drawing=drawing,
    )


def javascript() -> str:
    """Vega, Vega-Lite and vega-embed as one script (0.9 MB), kept on disk once it was put together."""
    from importlib.metadata import version

    import vl_convert

    kept = _cache() / f"vega-{version('vl-convert-python')}.js"
    try:
        return kept.read_text(encoding="utf-8")
    except OSError:
        bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    _keep(kept, bundle)
    return bundle


def _cache() -> Path:
    """The user's folder for what can be made again."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "duality-playground"


def _keep(path: Path, text: str) -> None:
    """Written whole or not at all; where nothing can be written, the next call puts it together again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            file.write(text)
        os.replace(file.name, path)
    except OSError:
        return
