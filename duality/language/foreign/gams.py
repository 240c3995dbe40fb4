"""GAMS without sets to a statement: variables, equations name.. left =l= right, and the line that solves."""

from __future__ import annotations

import re

from duality.language.foreign.untranslatable import Untranslatable
from duality.language.foreign.writing import statement_text

_ROW = re.compile(r"(\w+)\s*\.\.\s*(.+?)\s*=([elg])=\s*(.+)", re.IGNORECASE | re.DOTALL)
_SOLVE = re.compile(r"solve\s+\w+\s+(?:using\s+\w+\s+)?(min|max)imi[sz]ing\s+(\w+)(?:\s+using\s+\w+)?", re.IGNORECASE)
_BOUND = re.compile(r"(\w+)\s*\.\s*(lo|up|fx)\s*=\s*([-+\w./]+)", re.IGNORECASE)
_DECLARED = re.compile(r"(positive|nonnegative|binary|integer|free)?\s*variables?\s+(.+)", re.IGNORECASE | re.DOTALL)
_SKIPPED = re.compile(r"(?:equations?|model|display|option)\b.*|", re.IGNORECASE | re.DOTALL)
_RELATIONS = {"e": "=", "l": "<=", "g": ">="}
_ENDS = {"lo": ">=", "up": "<=", "fx": "="}
_KINDS = {"positive": ">= 0", "nonnegative": ">= 0", "binary": "in {0, 1}"}


def translate(text: str) -> str:
    """The statement; the equation that defines what is minimized becomes the objective. Raises `Untranslatable`."""
    rows: dict[str, tuple[str, str, str]] = {}
    domain: list[str] = []
    goal: tuple[str, str] | None = None
    for part in re.sub(r"(?m)^\*.*$", "", text).split(";"):
        piece = " ".join(part.split())
        if found := _SOLVE.fullmatch(piece):
            goal = found[1].lower(), found[2]
        elif found := _ROW.fullmatch(piece):
            rows[found[1]] = _formula(found[2]), _RELATIONS[found[3].lower()], _formula(found[4])
        elif found := _BOUND.fullmatch(piece):
            domain.append(f"domain {found[1]} {_ENDS[found[2].lower()]} {found[3]}")
        elif found := _DECLARED.fullmatch(piece):
            domain += _declared(found[1], found[2])
        elif not _SKIPPED.fullmatch(piece):
            raise Untranslatable(f"'{piece[:60]}'")
    if goal is None:
        raise Untranslatable("no line says what is minimized: solve m using lp minimizing z")
    sense, value = goal
    defined = next((name for name, row in rows.items() if value in (row[0], row[2]) and row[1] == "="), None)
    if defined is None:
        objective = value
    else:
        left, _, right = rows.pop(defined)
        objective = right if left == value else left
    stated = [f"{name}: {left} {relation} {right}" for name, (left, relation, right) in rows.items()]
    return statement_text([*domain, f"{sense} {objective}"], stated)


def _declared(kind: str | None, names: str) -> list[str]:
    kind = (kind or "free").lower()
    if kind == "free":
        return []
    if kind not in _KINDS:
        raise Untranslatable("integer variables need two ends: write domain x in 0..10 for each")
    return [f"domain {name} {_KINDS[kind]}" for name in re.split(r"[\s,]+", names.strip())]


def _formula(text: str) -> str:
    found = re.sub(r"\bsqr\(([^()]*)\)", r"(\1)^2", text.strip(), flags=re.IGNORECASE)
    found = re.sub(r"\bpower\(([^(),]*),\s*(\d+)\)", r"(\1)^\2", found, flags=re.IGNORECASE)
    if "(" in found and re.search(r"\bsum\s*\(", found, re.IGNORECASE):
        raise Untranslatable("a sum over a set: write its terms out")
    return found.replace("**", "^")
