"""A page as the text of its HTML file, which a notebook shows as a page."""

from __future__ import annotations

from html import escape
from pathlib import Path

HEIGHT = 640
"""Pixels of a page in a notebook; it scrolls."""


class Page(str):
    """The whole HTML file; ``save`` writes it. Its styles stay in a frame of their own where a notebook shows it."""

    __slots__ = ()

    def save(self, path: str | Path) -> Path:
        """Writes the file, and gives its path."""
        place = Path(path)
        place.write_text(self, encoding="utf-8")
        return place

    def _repr_html_(self) -> str:
        style = f"width: 100%; height: {HEIGHT}px; border: 1px solid #8884; border-radius: 4px"
        return f'<iframe srcdoc="{escape(self)}" style="{style}" sandbox="allow-scripts"></iframe>'

    def __repr__(self) -> str:
        return f"<Page of {len(self):,} characters: .save('page.html') writes it>"
