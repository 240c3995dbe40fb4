"""CVX, in MATLAB, to a statement: variables, minimize or maximize, and rows, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duality.language.commas import at_commas
from duality.language.foreign.untranslatable import Untranslatable
from duality.language.foreign.writing import statement_text
from duality.language.habits.data import DATA

_SKIPPED = re.compile(r"(?i)(?:cvx_(?:begin|end|solver|precision)\b.*|subject\s+to|end|dual\s+variables?\b.*)?")
_DECLARED = re.compile(r"variables?\s+(.+)")
_OBJECTIVE = re.compile(r"(minimi[sz]e|maximi[sz]e)\s*\(?(.*?)\)?")
_DATA = re.compile(r"([A-Za-z]\w*)\s*=(?!=)\s*(.+)")
_ENTRY = r"(?<![\w.]){name}\(([\w, ]+)\)"
_NORM = re.compile(r"\bnorm\(\s*([A-Za-z]\w*)\s*,\s*'(\w+)'\s*\)")


def translate(text: str) -> str:
    """The statement; raises `Untranslatable`."""
    declared: list[str] = []
    data, rows, objective = [], [], ""
    for piece in _pieces(text):
        if _SKIPPED.fullmatch(piece):
            continue
        if found := _DECLARED.fullmatch(piece):
            declared += found[1].split()
        elif found := _OBJECTIVE.fullmatch(piece):
            objective = f"{found[1][:3]} {_balanced(found[2])}"
        elif re.search(r"<=|>=|==|<|>", piece):
            rows.append(piece.replace("==", "="))
        elif found := _DATA.fullmatch(piece):
            data.append(f"param {found[1]} = {_array(found[2])}")
        else:
            raise Untranslatable(f"the line '{piece[:60]}'")
    if not objective:
        raise Untranslatable("there is no objective in it")
    families = [one.partition("(")[0] for one in declared if "(" in one] + [one.split()[1] for one in data]
    names = [one.replace("(", "[").replace(")", "]").replace("[1,", "[").replace(",1]", "]") for one in declared]
    told = statement_text([*data, *([f"var {', '.join(names)}"] if names else []), objective], rows)
    for family in families:
        told = re.sub(_ENTRY.format(name=family), rf"{family}[\1]", told)
    return _NORM.sub(r"norm(\1, \2)", told)


def _pieces(text: str) -> Iterator[str]:
    """What commas, semicolons and lines part, but for those in brackets."""
    for line in text.split("\n"):
        code = line.partition("%")[0]
        parts = [code] if "[" in code else at_commas(code.replace(";", ","))
        yield from (part.strip().rstrip(";").rstrip() for part in parts)


def _array(text: str) -> str:
    """[1 2; 3 4] is [[1, 2], [3, 4]]."""
    for habit in DATA:
        text = habit.pattern.sub(habit.written, text)
    return text


def _balanced(text: str) -> str:
    """A formula that lost the bracket of minimize( ... )."""
    return text.strip() + ")" * (text.count("(") - text.count(")"))
