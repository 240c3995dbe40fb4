"""What a translator says of a part that it does not understand."""

from __future__ import annotations


class Untranslatable(Exception):
    """The message names the part, and says what to write instead where that is known."""
