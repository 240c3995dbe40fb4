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


def _params(match: re.Match[str]) -> str:
    """c = [2, 3]; b = 4; min ...: data before the sense."""
    listed = re.sub(r"(?<![\w.])(?:let|given|with|and)\s+|[;,]\s*$", "", match[1].strip())
    parts = [part.strip() for part in re.split(r"[;,\n](?![^\[\]]*\])", listed) if part.strip()]
    return "; ".join([*(f"param {part}" for part in parts), *filter(None, [match[2]])])


_VALUE = r"(?:-?[\d./]+|\[(?:[^\[\]]|\[[^\[\]]*\])*\])"


def _behind(match: re.Match[str]) -> str:
    """... s.t. rows where c = 2, A = [[1, 2]]: the data go to the head."""
    return _params(re.match(r"(?s)(.*)()$", match[2]) or match) + f"; {match[1].strip()}"


DATA = (
    Habit(
        re.compile(
            rf"(?i)^([^\n]*\bs\.t\.[^\n]*?)[\s,;]+(?:where|with|wobei|avec|mit|for)\s+((?:[A-Za-z]\w*\s*=\s*{_VALUE}\s*(?:[;,]|\band\b|$)\s*)+)$"
        ),
        "data are given by 'param'",
        _behind,
    ),
    Habit(
        re.compile(r"(?i)^((?:min|max)[^\n]*?)[,;]\s*([A-Za-z]\w*\s*=\s*\[(?:[^\[\]]|\[[^\[\]]*\])*\])\s*$"),
        "data are given by 'param'",
        _behind,
    ),
    Habit(
        re.compile(
            rf"(?i)^\s*(?!param\b|title\b|note\b|expect\b)((?:(?:let\s+|given\s+|with\s+|and\s+)?[A-Za-z]\w*\s*=\s*{_VALUE}\s*(?:[;,]|\band\b|$)\s*)+)((?:min|max)\w*\b.*|)$"
        ),
        "data are given by 'param'",
        _params,
    ),
    Habit(
        re.compile(
            r"(?i)^\s*(?:(?:decision|optimi[sz]ation)\s+)?(?:variables?|vars)\s*:?\s+([A-Za-z]\w*(?:[\s,]+(?!in\b)[A-Za-z]\w*)*)"
            r"(?:\s*(?:\bin\b|∈)\s*[R\u211d](?:\s*\^\s*\d|[²³])?)?\s*;?\s*$"
        ),
        "variables are declared by 'var', with commas",
        _names,
    ),
    Habit(
        re.compile(
            r"(?i)^\s*(?:vars|variables?)\s*:?\s+([A-Za-z]\w*\b[^\n;]*?(?:\bin\b|∈|<=|>=|<|>|\[)[^\n;]*?)\s*;?\s*$"
        ),
        "variables are declared by 'var'",
        r"var \1",
    ),
    Habit(
        re.compile(
            r"(?i)^\s*(?:params|parameters?|data)\s*:?\s+(?=[A-Za-z]\w*\s*(?:[=,<>:\[]|∈|in\b|$))([^\n;]*?)\s*;?\s*$"
        ),
        "data are given by 'param'",
        r"param \1",
    ),
    Habit(
        re.compile(r"(?i)^\s*let\s+([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*)\s+be\b[^.:;\n]*[.:;]?"),
        "variables are declared by 'var'",
        lambda match: f"{_names(match)};",
    ),
    Habit(
        re.compile(r"(?i)^\s*int(?:egers?)?\s+([A-Za-z]\w*(?:[\s,]+[A-Za-z]\w*)*)\s*;?\s*$"),
        "variables are declared by 'var'",
        lambda match: _names(match, " integer"),
    ),
    Habit(
        re.compile(r"(?i)^\s*bin(?:ary|aries)?\s+([A-Za-z]\w*(?:[\s,]+[A-Za-z]\w*)*)\s*;?\s*$"),
        "variables are declared by 'var'",
        lambda match: _names(match, " binary"),
    ),
    Habit(
        re.compile(
            r"(?<![\w\])∈])(?<!in )(?<!on )(?<!auf )(?<!sur )(?<!over )(?<!∈ )"
            r"\[(?=[^\]]*(?:;|\d\s+-?[\d.]))\s*((?:-?[\d.]+[\s;,]+)+-?[\d.]+)\s*\]"
        ),
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


def in_lists(text: str) -> str:
    """[1 2; 3 4] as [[1, 2], [3, 4]]."""
    for habit in DATA:
        text = habit.pattern.sub(habit.written, text)
    return text
