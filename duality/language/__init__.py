"""Text of a problem to `Problem` and back: parse(write(problem)) == problem."""

from __future__ import annotations

from duality.language.reading import parse, read, text_of
from duality.language.write import write

__all__ = ["parse", "read", "text_of", "write"]
