"""Statements with answers known by a short calculation, by kind: ways in which a strong label once told a falsehood.

Every file of ``kinds`` is one kind, told in its first line. The answers were computed apart from the package, in closed
form or as roots of equations in one unknown at 30 digits.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isinf
from pathlib import Path

FOLDER = Path(__file__).parent / "kinds"


@dataclass(frozen=True)
class Case:
    """A statement in the language and what is true of it, in its own sense; ``None`` where nothing is asserted.

    Values within ``near`` of the truth are right: by default 1e-6 max(1, |p|, |d|), less where that would hide the very
    difference that the case is about. ``theta`` lists pairs (multipliers by constraint, theta_D there) of the min form.
    ``limit`` are the seconds that are given to the solve.
    """

    text: str
    p: float
    d: float | None = None
    p_attained: bool | None = None
    d_attained: bool | None = None
    verdict: str | None = None
    near: float | None = None
    theta: Sequence[tuple[dict[str, float], float]] = ()
    limit: float = 20.0

    @property
    def tolerance(self) -> float:
        finite = [abs(v) for v in (self.p, self.d) if v is not None and not isinf(v)]
        return self.near if self.near is not None else 1e-6 * max(1.0, *finite, 1.0)

    @property
    def truth(self) -> str | None:
        """Strong duality, by the values where it is not stated."""
        if self.verdict is not None or self.d is None:
            return self.verdict
        return "holds" if self.is_close(self.p, self.d) else "fails"

    def is_close(self, a: float, b: float) -> bool:
        return a == b or (not isinf(a) and not isinf(b) and abs(a - b) <= self.tolerance)

    def is_between(self, lower: float, value: float, upper: float) -> bool:
        slack = 0.0 if isinf(value) else self.tolerance
        return lower - slack <= value <= upper + slack and not (isinf(value) and -inf < lower == upper < inf)


def read_kind(name: str) -> dict[str, Case]:
    """The cases of one file, by title."""
    tables = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return {title: Case(**table) for title, table in tables.items()}


KINDS = {path.stem: read_kind(path.stem) for path in sorted(FOLDER.glob("*.toml"))}
