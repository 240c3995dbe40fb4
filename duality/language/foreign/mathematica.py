"""Mathematica's Minimize[{f, rows}, {x, y}] to a statement."""

from __future__ import annotations

import re

from duality.language.commas import at_commas
from duality.language.foreign.untranslatable import Untranslatable
from duality.language.foreign.writing import statement_text
from duality.model.functions import FUNCTIONS, SPELLINGS

_CALL = re.compile(r"\s*(?:N?|Arg|Find)(Min|Max)(?:imize|imum|)\[(.*)\]\s*;?\s*", re.DOTALL)
_FUNCTION = re.compile(rf"\b({'|'.join((*FUNCTIONS, *SPELLINGS))})\[([^\[\]]*)\]", re.IGNORECASE)

_DOMAINS = {"Integers", "Reals"}


def translate(text: str) -> str:
    """The statement; raises `Untranslatable`."""
    call = _CALL.fullmatch(text)
    if call is None:
        raise Untranslatable("it is more than one call of Minimize or Maximize")
    first, *rest = at_commas(call[2])
    if len(rest) == 2 and rest[1].strip() in _DOMAINS:
        rest = [f"Element[{rest[0].strip().strip('{}')}, {rest[1].strip()}]"]
    kinds = [_kind(one) for one in rest]
    stated = at_commas(first.strip()[1:-1]) if first.strip().startswith("{") else [first]
    objective, *rows = [_formula(part) for one in stated for part in re.split(r"&&", one)]
    return statement_text([f"{call[1].lower()} {objective}"], [*rows, *filter(None, kinds)])


def _kind(argument: str) -> str:
    """The row of what is said of the variables behind f and the rows: {x, y} says nothing."""
    plain = argument.strip().strip("{}")
    if re.fullmatch(r"[\s\w,]*", plain) and plain.strip() not in _DOMAINS:
        return ""
    member = re.fullmatch(r"(?:Element\[\s*(.*?)\s*,\s*(\w+)\s*\]|(.*?)\s*(?:∈|\\\[Element\])\s*(\w+))", plain)
    if member is not None and (member[2] or member[4]) in _DOMAINS:
        names = re.split(r"\s*[|,]\s*", (member[1] or member[3]).strip("{}() "))
        return f"{', '.join(names)} integer" if (member[2] or member[4]) == "Integers" else ""
    raise Untranslatable(f"'{argument.strip()}' behind f and the rows is not understood")


def _formula(text: str) -> str:
    """Exp[x] y as exp(x)*y; a blank between two factors multiplies."""
    while _FUNCTION.search(text):
        text = _FUNCTION.sub(lambda match: f"{match[1].lower()}({match[2]})", text)
    text = re.sub(r"(?<=[\w)])[ \t]+(?=[A-Za-z(])", "*", " ".join(text.split()))
    text = re.sub(r"(?<=\))(?=[A-Za-z(])", "*", text)
    return re.sub(r"\bE\b", "e", re.sub(r"\bPi\b", "pi", text)).replace("==", "=")
