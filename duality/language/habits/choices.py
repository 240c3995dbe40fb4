"""Rows of which one is to hold, or that are not to hold: the least of their differences is <= 0 exactly then."""

from __future__ import annotations

import re

from duality.language.habits.habit import Habit

_RELATION = re.compile(r"(<=|>=|≤|≥|==|=|<|>)")
_SIDE = r"[^<>=≤≥,;\n]"
_BEGINS = r"(?!\bs\.t\.|\b(?:and|(?i:or|oder|ou)|to|if|that)\b|\u2228|\|\|)"
_ROW = rf"(?:{_BEGINS}{_SIDE})+?(?:(?:<=|>=|≤|≥|={{1,2}}|<|>)(?:{_BEGINS}{_SIDE})+?){{1,2}}"
_OR = r"(?:(?:,\s*)?(?<!\w)(?i:or|oder|ou)\b|\u2228|\|\|)"
"""Without the blanks around it, which belong to the rows: blanks that two patterns may take are tried in every way."""
_CHOICE = re.compile(
    rf"((?:^(?!\s*(?:min|max))|[,;]|\bs\.t\.|\bto\b:?|\bthat\b)\s*(?:either\s+)?)({_ROW})((?:{_OR}{_ROW})+)(?=\s*(?:[,;.]|$))"
)
_NOT = re.compile(r"(?:\bnot\b|¬|!)\s*\(\s*([^()<>=≤≥]+?)\s*(<=|>=|≤|≥|<|>)\s*((?:[^()]|\([^()]*\))+?)\s*\)")
_IF = re.compile(rf"\bif\s+({_ROW})\s*,?\s*\bthen\s+({_ROW})(?=\s*(?:[,;.]|$))")
_TURNED = {"<=": ">=", "≤": ">=", "<": ">=", ">=": "<=", "≥": "<=", ">": "<="}
_UNION = re.compile(
    r"([A-Za-z]\w*)\s*(?:\bin|∈)\s*(\[[^\[\],]+,[^\[\],]+\](?:\s*(?:\u222a|\bor\b|\bunion\b|\bU\b)\s*\[[^\[\],]+,[^\[\],]+\])+)"
)
_OUTSIDE = re.compile(r"([A-Za-z]\w*)\s*(?:\bnot\s+in\b|∉)\s*[\[(]([^\[\](),]+),([^\[\](),]+)[\])]")
_MESSAGE = "there is no 'or': one of several rows holds where the least of their differences is <= 0"


def _bracketed(text: str) -> str:
    text = text.strip()
    return text if re.fullmatch(r"[\w.]+", text) else f"({text})"


def _differences(row: str) -> list[str]:
    """What is <= 0 where the row holds: a - b of a <= b, |a - b| of a = b."""
    parts = [part.strip() for part in _RELATION.split(row)]
    found = []
    for left, relation, right in zip(parts[0::2], parts[1::2], parts[2::2], strict=False):
        smaller, larger = (right, left) if relation in (">=", "≥", ">") else (left, right)
        told = smaller if larger == "0" else f"{smaller} - {_bracketed(larger)}"
        found.append(f"abs({told})" if relation in ("=", "==") else told)
    return found


def _violation(row: str) -> str:
    found = _differences(row)
    return found[0] if len(found) == 1 else f"max({', '.join(found)})"


def _least(rows: list[str]) -> str:
    return f"min({', '.join(_violation(row) for row in rows)}) <= 0"


def _chosen(match: re.Match[str]) -> str:
    rows = [match[2], *re.split(_OR, match[3])[1:]]
    sides = [[side.strip() for side in re.split(r"==?", row)] for row in rows]
    same = len({side[0] for side in sides}) == 1 and re.fullmatch(r"[A-Za-z]\w*", sides[0][0])
    begin = re.sub(r"either\s+$", "", match[1])
    if same and all(len(side) == 2 and re.fullmatch(r"-?[\d./]+", side[1]) for side in sides):
        return f"{begin}{sides[0][0]} in {{{', '.join(side[1] for side in sides)}}}"
    return begin + _least(rows)


def _implied(match: re.Match[str]) -> str:
    """If a <= b then c <= d: a >= b or c <= d, with the boundary."""
    parts = [part.strip() for part in _RELATION.split(match[1])]
    if len(parts) != 3 or parts[1] not in _TURNED:
        return match[0]
    return _least([f"{parts[0]} {_TURNED[parts[1]]} {parts[2]}", match[2]])


def _united(match: re.Match[str]) -> str:
    ends = re.findall(r"\[([^\[\],]+),([^\[\],]+)\]", match[2])
    return _least([f"{low.strip()} <= {match[1]} <= {high.strip()}" for low, high in ends])


CHOICES = (
    Habit(
        re.compile(r"\(\s*([^()]*[<>=≤≥][^()]*(?:\b(?i:or)\b|\u2228)[^()]*[<>=≤≥][^()]*)\)"),
        _MESSAGE,
        lambda match: _least(re.split(_OR, match[1])),
    ),
    Habit(
        _NOT,
        "there is no 'not': the relation turns round, and its boundary belongs to the set",
        lambda match: f"{match[1]} {_TURNED[match[2]]} {match[3]}",
    ),
    Habit(_IF, "there is no 'if' between rows: the one fails or the other holds", _implied),
    Habit(_UNION, "a set has one piece: a union is a choice between rows", _united),
    Habit(
        _OUTSIDE,
        "there is no 'not in': x lies on one side or on the other",
        lambda match: _least([f"{match[1]} <= {match[2].strip()}", f"{match[1]} >= {match[3].strip()}"]),
    ),
    Habit(_CHOICE, _MESSAGE, _chosen),
)
"""Tried before other habits: a row that is cut in two could be read as another."""
