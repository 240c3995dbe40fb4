"""What every global solver answers."""

from __future__ import annotations

from typing import Protocol

from duality.model.form import StandardForm
from duality.solving.globally.bound import GlobalBound, Request


class GlobalSolver(Protocol):
    """A way to bound inf f over the feasible set from both sides."""

    @property
    def name(self) -> str:
        """Who computed a bound, as the report names it."""
        ...

    def refusal(self, form: StandardForm) -> str | None:
        """Why this solver does not take the form, a phrase for a warning; ``None`` if it does."""
        ...

    def bound(self, form: StandardForm, request: Request) -> GlobalBound:
        """The bounds that were reached in time.

        Raises `BackendUnavailable` where the solver is not installed, `BackendRefused` where the refusal shows only
        now, and `BackendFailed` from a solver's own exception.
        """
        ...
