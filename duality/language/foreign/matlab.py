"""MATLAB's arrays, indices and functions as Python writes them: [1 2; 3 4], x(1), @(x) x(1)^2."""

from __future__ import annotations

import re
from collections.abc import Iterable

from duality.language.foreign.untranslatable import Untranslatable

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_STRING = re.compile(r"(?<![\w)\]}'.])'[^'\n]*'")
"""A quote behind a name or a bracket transposes."""
_HANDLE = re.compile(r"@\(\s*(\w+)\s*\)\s*")
_SIZED = re.compile(r"\b(zeros|ones)\(\s*(\w+)\s*,\s*1\s*\)|\b(zeros|ones)\(\s*1\s*,\s*(\w+)\s*\)")


def as_python(text: str, arrays: Iterable[str] = ()) -> str:
    """The text, statement by statement on lines of their own; ``arrays`` have indices. Raises `Untranslatable`."""
    lines = []
    for line in joined(text).split("\n"):
        lines += [_statement(statement, arrays) for statement in statements(line.partition("%")[0])]
    return "\n".join(lines)


def joined(text: str) -> str:
    """Lines that go on behind ... or inside brackets, as one."""
    text = re.sub(r"\.\.\.[^\n]*\n", " ", text)
    return re.sub(r"\[[^\]]*\]", lambda match: re.sub(r"\s*\n\s*", ";", match[0]), text)


def statements(line: str) -> list[str]:
    """What semicolons part outside every bracket."""
    found, depth = [""], 0
    for character in line:
        depth += (character in "([{") - (character in ")]}")
        if character == ";" and depth == 0:
            found.append("")
        else:
            found[-1] += character
    return [one.strip() for one in found if one.strip()]


def as_expression(text: str, arrays: Iterable[str] = ()) -> str:
    """A formula: * is the matrix product (@), .* the one entry by entry (%), and entries count from 0."""
    strings: list[str] = []
    text = _STRING.sub(lambda match: strings.append(match[0]) or f"\x02{len(strings) - 1}\x03", text)
    while _BRACKETS.search(text):
        text = _BRACKETS.sub(_array, text)
    text = text.replace("\x00", "[").replace("\x01", "]")
    text = _SIZED.sub(lambda match: f"{match[1] or match[3]}({match[2] or match[4]})", text)
    text = re.sub(r"(?<=[\w)\]])\.?'", ".T", text)
    for name in {*_HANDLE.findall(text), *arrays}:
        text = re.sub(rf"(?<![\w.@])({name})\(([\d, :]+)\)", _from_zero, text)
    text = re.sub(r"@(\w+)", r"\1", _HANDLE.sub(r"lambda \1: ", text))
    for written, meant in ((".*", "%"), ("*", "@"), ("./", "/"), (".^", "^"), ("^", "**"), ("~=", "!=")):
        text = text.replace(written, meant)
    return re.sub("\x02(\\d+)\x03", lambda match: strings[int(match[1])], text)


def _statement(text: str, arrays: Iterable[str]) -> str:
    outputs = re.match(r"\[\s*(\w+)(?:\s*,\s*[\w~]+)*\s*\]\s*=(?!=)", text)
    if outputs is not None:
        text = f"{outputs[1]} ={text[outputs.end() :]}"
    return as_expression(text, arrays)


def _from_zero(match: re.Match[str]) -> str:
    """x(2, :) is x[1, :], x(1:3) is x[0:3]."""
    places = []
    for part in match[2].split(","):
        first, colon, last = part.strip().partition(":")
        if first == "0":
            raise Untranslatable(f"the index {match[2]}")
        places.append(f"{int(first) - 1 if first else ''}{colon}{last}")
    return f"{match[1]}[{', '.join(places)}]"


def _array(match: re.Match[str]) -> str:
    """Rows are parted by ';', entries by blanks or commas; a row or a column is a list, and so are constraints."""
    if re.search(r"[<>=]=", match[1]):
        return f"\x00{', '.join(filter(None, map(str.strip, re.split('[;,]', match[1]))))}\x01"
    rows = [re.findall(r"[^\s,]+", _tight(row)) for row in match[1].split(";") if row.strip()]
    listed = [f"\x00{', '.join(row)}\x01" for row in rows]
    if len(rows) <= 1:
        return listed[0] if listed else "\x00\x01"
    if all(len(row) == 1 for row in rows):
        return f"\x00{', '.join(row[0] for row in rows)}\x01"
    return f"\x00{', '.join(listed)}\x01"


def _tight(row: str) -> str:
    """Entries such as 1 - 2 without their blanks."""
    return re.sub(r"\s*([*/])\s*|\s+([-+])\s+", lambda match: match[1] or match[2], row.strip())
