"""How much work may still be done: the one limit that every loop asks.

Work is processor time of the running thread, so that a busy machine changes no answer; the clock on the wall counts
only where a user has set a time limit. Symbolic work has no bound that could be foretold, and nothing can interrupt it
soundly on every platform: what may run long asks at `checkpoint`, and whoever set the budget takes a cheaper way when
it is over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from time import monotonic, thread_time
from typing import TypeVar

from duality.errors import BeyondFloats, OutOfBudget
from duality.records import record

Result = TypeVar("Result")

USUAL = 20.0
"""Seconds of work for the searches of one problem where no limit is set; every other share is a part of these."""

SIDE = 0.25
"""The part of a short budget that a side question may have."""

LEAST = 0.01
"""Seconds that a solver is given at least: none of them takes a limit of zero."""


@record
class Budget:
    """Ends at ``work`` seconds of this thread's processor time, or at the moment ``wall``; infinite: no limit."""

    work: float = inf
    wall: float = inf

    @classmethod
    def of(cls, seconds: float) -> Budget:
        """So many seconds of work from now."""
        return cls(work=thread_time() + seconds)

    @classmethod
    def by_clock(cls, seconds: float | None) -> Budget:
        """A user's time limit: so many seconds from now, whatever else the machine does; ``None`` is no limit."""
        return cls() if seconds is None else cls(wall=monotonic() + seconds)

    def __and__(self, other: Budget) -> Budget:
        """What both allow."""
        return Budget(min(self.work, other.work), min(self.wall, other.wall))

    @property
    def left(self) -> float:
        """Seconds, negative once it is over."""
        work = self.work - thread_time() if self.work < inf else inf
        return min(work, self.wall - monotonic()) if self.wall < inf else work

    @property
    def is_over(self) -> bool:
        return self.left <= 0

    @property
    def is_limited(self) -> bool:
        return self.work < inf or self.wall < inf

    @property
    def limit(self) -> float | None:
        """What is left as a solver's time limit, at least `LEAST`; ``None``: no limit."""
        return max(self.left, LEAST) if self.is_limited else None

    def within(self, seconds: float) -> Budget:
        """This budget, and so many seconds of work from now at most."""
        return self & Budget.of(seconds)

    def share(self, part: float) -> Budget:
        """That part of what is left; no limit stays none."""
        kept = (1 - part) * max(self.left, 0.0) if self.is_limited else 0.0
        return self.earlier(kept)

    def bounded(self, part: float) -> Budget:
        """For a search that uses all that it gets: itself, or that part of `USUAL` where there is no limit."""
        return self if self.is_limited else Budget.of(part * USUAL)

    def aside(self, part: float) -> Budget:
        """For a side question: that part of `USUAL`, and of a short budget a quarter at most."""
        return self.share(max(part, SIDE)).within(part * USUAL)

    def earlier(self, seconds: float) -> Budget:
        """So many seconds before this one ends."""
        return Budget(self.work - seconds, self.wall - seconds)


UNLIMITED = Budget()


class Steps:
    """A number of steps that may be taken, whatever they cost."""

    def __init__(self, most: int, doing: str) -> None:
        self.most, self.left, self.doing = most, most, doing

    def take(self) -> None:
        """One more; raises `OutOfBudget` after the last, or where the budget is over."""
        checkpoint(self.doing)
        self.left -= 1
        if self.left < 0:
            raise OutOfBudget(f"{self.doing}, after {self.most} steps")


_current: ContextVar[Budget] = ContextVar("budget", default=UNLIMITED)


def current() -> Budget:
    """What is allowed at this place of the program."""
    return _current.get()


@contextmanager
def spending(budget: Budget) -> Iterator[Budget]:
    """Within it every `checkpoint` of this thread asks the budget, and those around it.

    A number beyond the largest float ends the work as well, as `BeyondFloats`: whoever set the budget goes on without.
    """
    both = budget & _current.get()
    token = _current.set(both)
    try:
        yield both
    except OverflowError as error:
        raise BeyondFloats from error
    finally:
        _current.reset(token)


@contextmanager
def finishing() -> Iterator[None]:
    """What must be done whatever is left, such as the report of what is known: nothing within it is stopped."""
    token = _current.set(UNLIMITED)
    try:
        yield
    finally:
        _current.reset(token)


def attempted(budget: Budget, work: Callable[[], Result], otherwise: Result) -> Result:
    """What the work gives within the budget, else the other."""
    try:
        with spending(budget):
            checkpoint("beginning")
            return work()
    except OutOfBudget:
        return otherwise


def checkpoint(doing: str) -> None:
    """Raises `OutOfBudget` where the budget is over; does nothing where no one set one."""
    if _current.get().is_over:
        raise OutOfBudget(doing)
