"""A moment of the monotonic clock by which something must be done, or never."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isfinite
from time import monotonic

LEAST = 0.01
"""Seconds that a solver is given at least: none of them takes a limit of zero."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """``moment`` in seconds of `time.monotonic`; infinite where there is none."""

    moment: float = inf

    @classmethod
    def after(cls, seconds: float | None) -> Deadline:
        """So many seconds from now; ``None`` is never."""
        return cls(inf if seconds is None else monotonic() + seconds)

    @property
    def left(self) -> float:
        """Seconds until then, negative once it has passed."""
        return self.moment - monotonic()

    @property
    def passed(self) -> bool:
        return self.left <= 0

    @property
    def limit(self) -> float | None:
        """The seconds that are left as a solver's time limit, at least `LEAST`; ``None``: no limit."""
        return max(self.left, LEAST) if isfinite(self.moment) else None

    def within(self, seconds: float) -> Deadline:
        """The earlier one of this deadline and so many seconds from now."""
        return Deadline(min(self.moment, monotonic() + seconds))

    def share(self, part: float) -> Deadline:
        """That part of the time that is left; never stays never."""
        return Deadline(monotonic() + part * max(self.left, 0.0)) if isfinite(self.moment) else self

    def earlier(self, seconds: float) -> Deadline:
        """So many seconds before this one."""
        return Deadline(self.moment - seconds)


NEVER = Deadline()
