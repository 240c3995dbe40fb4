"""Mathematica's Minimize[{f, rows}, {x, y}] to a statement."""

from __future__ import annotations

import re

from duality.language.commas import at_commas
from duality.language.foreign.untranslatable import Untranslatable
from duality.language.foreign.writing import statement_text
from duality.model.functions import FUNCTIONS, SPELLINGS

_CALL = re.compile(r"\s*(?:N?|Arg|Find)(Min|Max)(?:imize|imum|)\[(.*)\]\s*;?\s*", re.DOTALL)
_FUNCTION = re.compile(rf"\b({'|'.join((*FUNCTIONS, *SPELLINGS))})\[([^\[\]]*)\]", re.IGNORECASE)


def translate(text: str) -> str:
    """The statement; raises `Untranslatable`."""
    call = _CALL.fullmatch(text)
    if call is None:
        raise Untranslatable("it is more than one call of Minimize or Maximize")
    first, *_ = at_commas(call[2])
    stated = at_commas(first.strip()[1:-1]) if first.strip().startswith("{") else [first]
    objective, *rows = [_formula(part) for one in stated for part in re.split(r"&&", one)]
    return statement_text([f"{call[1].lower()} {objective}"], rows)


def _formula(text: str) -> str:
    """Exp[x] y as exp(x)*y; a blank between two factors multiplies."""
    while _FUNCTION.search(text):
        text = _FUNCTION.sub(lambda match: f"{match[1].lower()}({match[2]})", text)
    text = re.sub(r"(?<=[\w)])[ \t]+(?=[A-Za-z(])", "*", " ".join(text.split()))
    text = re.sub(r"(?<=\))(?=[A-Za-z(])", "*", text)
    return re.sub(r"\bE\b", "e", re.sub(r"\bPi\b", "pi", text)).replace("==", "=")
