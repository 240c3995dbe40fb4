"""Statements in other languages: LaTeX, cvxpy, AMPL and LP files are recognized and answered with the same one here.

Nothing is evaluated. A translation is given only where every part of the text is understood, and only after it has been
read as a statement itself; else the part that is not understood is named.
"""

from __future__ import annotations

from duality.language.foreign.recognition import Language, recognized
from duality.language.foreign.untranslatable import Untranslatable

__all__ = ["Language", "Untranslatable", "recognized"]
