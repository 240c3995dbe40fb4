"""What is known of one problem while it is being answered: written stage by stage, read by whoever must tell early."""

from __future__ import annotations

from math import inf
from threading import Lock
from typing import Literal

from duality.errors import BeyondFloats, OutOfBudget
from duality.model.derivation import Derivation
from duality.model.report import Convexity
from duality.model.scalar import TooLarge
from duality.model.solution import Solution
from duality.records import field, record

VERIFYING = "verifying"

REASONS = {
    "time": "the time limit was reached",
    "memory": "the memory limit was reached",
    "size": "numbers grew too large",
}

STOPS = (KeyboardInterrupt, OutOfBudget, MemoryError)
"""What ends a search early, with what is known by then."""


@record(frozen=False)
class Bounds:
    """The best lower and upper bound that were told, in the min form."""

    lower: float = -inf
    upper: float = inf

    def saw(self, lower: float = -inf, upper: float = inf) -> None:
        """Keeps what is better."""
        if lower > self.lower:
            self.lower = lower
        if upper < self.upper:
            self.upper = upper


@record(frozen=False)
class Progress:
    """The running stage and what the finished ones found; one thread writes, others may read at any time.

    ``stopped`` tells why the search ends early: a limit, or the user. ``finished``: nobody interrupts any more.
    """

    stage: str = "reading"
    derivation: Derivation | None = None
    convexity: Convexity | None = None
    primal: Solution | None = None
    dual: Solution | None = None
    primal_bounds: Bounds = field(default_factory=Bounds)
    dual_bounds: Bounds = field(default_factory=Bounds)
    stopped: Literal["", "time", "memory", "size", "user"] = ""
    stopped_while: str = ""
    finished: bool = False
    lock: Lock = field(default_factory=Lock)

    def finish(self) -> None:
        """The search is over; an interruption under way arrives before this returns."""
        with self.lock:
            self.finished = True

    def stop(self, by: BaseException) -> None:
        """Takes down what stopped the work first: `STOPS` are what can."""
        match by:
            case KeyboardInterrupt():
                reason = "user"
            case MemoryError():
                reason = "memory"
            case TooLarge() | BeyondFloats():
                reason = "size"
            case _:
                reason = "time"
        self.stopped = self.stopped or reason
        self.stopped_while = self.stopped_while or self.stage

    @property
    def is_verifying(self) -> bool:
        """All searches are done."""
        return self.stage == VERIFYING

    @property
    def why(self) -> str:
        """Why there is no more, in words."""
        return f"{REASONS.get(self.stopped, 'interrupted')} while {self.stopped_while or self.stage}"
