"""Statements in other languages: LaTeX, cvxpy, AMPL and LP files are recognized and answered with the same one here.

Nothing is evaluated. A translation is given only where every part of the text is understood, and only after it has been
read as a statement itself; else the part that is not understood is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.language.foreign import ampl as ampl
    from duality.language.foreign import calls as calls
    from duality.language.foreign import cvx as cvx
    from duality.language.foreign import cvxpy_ as cvxpy_
    from duality.language.foreign import gams as gams
    from duality.language.foreign import jump as jump
    from duality.language.foreign import latex as latex
    from duality.language.foreign import lp_format as lp_format
    from duality.language.foreign import mathematica as mathematica
    from duality.language.foreign import programs as programs
    from duality.language.foreign import spreadsheet as spreadsheet
    from duality.language.foreign.recognition import Language, recognized
    from duality.language.foreign.untranslatable import Untranslatable

__getattr__ = lazily(__name__, {"recognition": "Language recognized", "untranslatable": "Untranslatable"})

__all__ = ["Language", "Untranslatable", "recognized"]
