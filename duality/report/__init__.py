"""Reports and derivations as text, LaTeX, Markdown, HTML and JSON: what is said, in which letters and words."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.report import displayed as displayed
    from duality.report import page as page

__getattr__ = lazily(__name__)
