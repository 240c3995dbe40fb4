"""Declarations and data as other tools write them."""

from __future__ import annotations

import re

from duality.language.habits.habit import Habit


def _names(match: re.Match[str], kind: str = "") -> str:
    names = re.split(r"[\s,]+", match[1].strip().rstrip(";"))
    return "var " + ", ".join(f"{name}{kind}" for name in names)


def _matrix(match: re.Match[str]) -> str:
    """[1 2; 3 4] is [[1, 2], [3, 4]], [1; 2] and [1 2] are [1, 2]."""
    rows = [re.split(r"[\s,]+", row.strip()) for row in match[1].split(";")]
    listed = [", ".join(row) for row in rows]
    if len(rows) == 1 or all(len(row) == 1 for row in rows):
        return f"[{', '.join(listed)}]"
    return f"[{', '.join(f'[{row}]' for row in listed)}]"


DATA = (
    Habit(
        re.compile(r"(?i)^\s*variables?\s*:?\s+([A-Za-z]\w*(?:[\s,]+[A-Za-z]\w*)*)\s*;?\s*$"),
        "variables are declared by 'var', with commas",
        _names,
    ),
    Habit(
        re.compile(r"(?i)^\s*let\s+([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*)\s+be\b[^.:;\n]*[.:;]?"),
        "variables are declared by 'var'",
        lambda match: f"{_names(match)};",
    ),
    Habit(
        re.compile(r"(?i)^\s*int(?:egers?)?\s+([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*)\s*;?\s*$"),
        "variables are declared by 'var'",
        lambda match: _names(match, " integer"),
    ),
    Habit(
        re.compile(r"(?i)^\s*bin(?:ary|aries)?\s+([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*)\s*;?\s*$"),
        "variables are declared by 'var'",
        lambda match: _names(match, " binary"),
    ),
    Habit(
        re.compile(r"(?<![\w\])])(?<!in )\[(?=[^\]]*(?:;|\d\s+-?[\d.]))\s*((?:-?[\d.]+[\s;,]+)+-?[\d.]+)\s*\]"),
        "an array is written with commas, a matrix as the list of its rows",
        _matrix,
    ),
    Habit(
        re.compile(r"(?i)^(\s*param\s+\w+\s*=\s*)\{([^{}=<>]*)\}"),
        "a list of data stands in square brackets",
        r"\1[\2]",
    ),
    Habit(
        re.compile(r"(?i)^(\s*(?:var)\s+[A-Za-z]\w*)\((\d+)\)"),
        "the size of a variable stands in square brackets",
        r"\1[\2]",
    ),
)
