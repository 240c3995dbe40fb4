"""What every iteration answers, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.records import record

Values = Mapping[str, Scalar | float]
"""Numbers by the name of a variable or of a constraint."""


@record(slots=False)
class Game:
    """A convex problem in standard form.

    ``minimizer`` gives argmin L over D at multipliers out of the derivation, ``None`` where it knows none.
    """

    form: StandardForm
    minimizer: Callable[[Values], Values | None]


class Move(Protocol):
    """One round at given multipliers."""

    def __call__(self, multipliers: Values) -> tuple[Values, Values, Values]:
        """(multipliers at which x minimizes L, x, the next multipliers)."""
        ...


class Method(Protocol):
    """An iteration on the multipliers of a convex problem."""

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def formula(self) -> str:
        """The round in a line."""
        ...

    def refusal(self, game: Game) -> str | None:
        """Why this method does not take the problem, a sentence; ``None`` if it does."""
        ...

    def move(self, game: Game, step: Scalar | float) -> Move:
        """The round, as a function of the multipliers.

        It raises `BackendRefused` where L has no minimizer.
        """
        ...
