"""Vega, Vega-Lite and Vega-Embed as one text of JavaScript, made once by vl-convert and kept in the user's cache."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile


@lru_cache(maxsize=1)
def vega_bundle() -> str:
    """The script that defines ``vegaEmbed``; from the cache, if this version of vl-convert has made it before.

    A cache that cannot be read or written costs two seconds and nothing else.
    """
    from importlib.metadata import version

    place = cache_folder() / f"vega-{version('vl-convert-python')}.js"
    try:
        kept = place.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        kept = ""
    if kept.endswith(MARK):
        return kept
    import vl_convert

    made = vl_convert.javascript_bundle(SNIPPET) + MARK
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=place.parent, delete=False) as new:
            new.write(made)
        os.replace(new.name, place)
    except OSError:
        return made
    return made


SNIPPET = "window.vegaEmbed = vegaEmbed;"
MARK = "\n/* complete */\n"
"""Ends a bundle that was written to its last letter."""


def cache_folder() -> Path:
    """Where this user's programs keep what can be made again."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "duality" / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "duality"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "duality"
