"""One side's answer, p* or d*, with what is proved about it."""

from __future__ import annotations

from typing import Any, Literal

from duality.model.expression import Expression
from duality.model.solution import Farkas, Ray, Solution
from duality.results.values import Values


class Answer:
    """p* or d* in the sense of the statement. ``data`` is the plain record behind it."""

    def __init__(self, data: Solution) -> None:
        self.data = data

    @property
    def status(self) -> Literal["optimal", "infeasible", "unbounded", "unknown"]:
        """ "optimal" includes a finite value that is not attained."""
        return self.data.status.value

    @property
    def value(self) -> float | None:
        """The value, infinite where infeasible or unbounded, ``None`` where unknown."""
        return self.data.value

    @property
    def exact(self) -> Expression | None:
        """The value in closed form."""
        return self.data.exact

    @property
    def label(self) -> Literal["exact", "enclosed", "global", "numerical"]:
        """Proved by algebra, in a rigorous interval, a global solver's bound, or not certified."""
        return self.data.label.value

    @property
    def lower(self) -> float:
        return self.data.lower

    @property
    def upper(self) -> float:
        return self.data.upper

    @property
    def attained(self) -> bool | None:
        """``None`` where it is not known."""
        return self.data.attained

    @property
    def point(self) -> Values | None:
        """x* by variable, or the optimal multipliers by constraint; ``None`` where the value is not attained.

        A dict by name, exact where the numbers are, that variables read too: ``point[x]``.
        """
        if self.data.point is None or self.data.attained is False:
            return None
        return Values(self.data.point)

    @property
    def certificate(self) -> Farkas | Ray | None:
        """Why there is no optimum: Farkas multipliers or a ray."""
        return self.data.certificate

    @property
    def backend(self) -> str:
        """Who computed it."""
        return self.data.backend

    def __repr__(self) -> str:
        return f"<Answer {self.status} {self.value} ({self.label})>"


LONGEST = 40
"""Characters of an exact value in one line; a longer one is told as a decimal."""


def side_in_a_line(side: Any) -> str:
    """1/2 (exact), 0.3333 (numerical), infeasible: p* or d* of any report."""
    if side.status != "optimal":
        return side.status
    exact = "" if side.exact is None else str(side.exact)
    value = exact if exact and len(exact) <= LONGEST else side.value
    return f"{value} ({side.label}{', not attained' if side.attained is False else ''})"
