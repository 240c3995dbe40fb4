"""Text of a problem to `Problem` and back: parse(write(problem)) == problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.language.write import write
from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.language import answering as answering
    from duality.language import cases as cases
    from duality.language import characters as characters
    from duality.language import habits as habits
    from duality.language import load as load
    from duality.language import tokens as tokens
    from duality.language import vocabulary as vocabulary
    from duality.language.reading import parse, read, text_of

__getattr__ = lazily(__name__, {"reading": "parse read text_of"})


__all__ = ["parse", "read", "text_of", "write"]
