"""A scalar text with families of hundreds of members, read as the statement that it is: its families stay families.

`sum(a[j, k]*x[k] for k in 1..1000) <= b[j] for j in 1..500` means the same in both languages. What is read here are the
ends of the ranges, as letters with their numbers for data, so that nothing is unrolled, the derivation does not depend
on the sizes and its certificate compares theta_D with L at small ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from duality.errors import ProblemError
from duality.model.problem import MEMBERS
from duality.records import replace
from duality.statements.evaluating.grids import grid_of
from duality.statements.language.reading import parse
from duality.statements.statement import Statement
from duality.statements.theta import Bound
from duality.statements.tower import derived
from duality.statements.tower.curvature import judged

_END = re.compile(r"\.\.[ \t]*(\d{2,})(?![\d.]|[ \t]*[*/^])")

_GUARD = re.compile(r"\bif\b[^\n;)]*")

_WHOLE = re.compile(r"(?<![\w.])\d+(?![\w.])")

_NAME = re.compile(r"[A-Za-z_]\w*")

NEAR = 3
"""A number that is at most this far below another end is told by it: 1..N-1."""


def at_scale(
    text: str, source: str, folder: Path | None, settings: Mapping[str, str] | None, members: int = MEMBERS
) -> Statement | None:
    """The convex statement of a text with many members; ``None`` where it has few, or only its own reader knows it."""
    lifted, letters = _lifted(text)
    if not letters:
        return None
    try:
        found = parse(lifted, source, folder, settings)
        found = replace(found, data=(*found.data, *letters.items()))
        if _members(found) < members or not judged(derived(found)).convex:
            return None
    except ProblemError:
        # The reader of scalar problems answers such a text, or says what is wrong with it.
        return None
    return found


def _lifted(text: str) -> tuple[str, dict[str, int]]:
    """The text with letters for the ends of its ranges, and their numbers."""
    taken = set(_NAME.findall(text))
    free = iter(a for a in ("N", "M", "K", "L", "P", "R", "S", "T") if a not in taken)
    ends = sorted({int(match[1]) for match in _END.finditer(text)}, reverse=True)
    letters: dict[str, int] = {}
    told: dict[int, str] = {}
    for end in ends:
        above = next((a for a, value in letters.items() if value - end <= NEAR), None)
        if above is None:
            above = next(free, None)
            if above is None:
                return text, {}
            letters[above] = end
        told[end] = above if letters[above] == end else f"{above} - {letters[above] - end}"
    lifted = _END.sub(lambda match: f"..{told[int(match[1])]}", text)
    return _GUARD.sub(lambda match: _WHOLE.sub(lambda n: told.get(int(n[0]), n[0]), match[0]), lifted), letters


def _members(statement: Statement) -> int:
    """How many scalar variables and rows the statement has at its data."""
    bound = Bound(derived(statement), {})
    sizes = bound.sizes
    count = 0
    for declaration in statement.variables:
        rows, columns = (size.value(sizes) for size in declaration.shape)
        count += rows * columns * grid_of(declaration.range, sizes).count
    for row in statement.rows:
        rows, columns = (size.value(sizes) for size in row.left.shape)
        count += rows * columns * grid_of(row.range, sizes).count
    return count
