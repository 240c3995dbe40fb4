"""A limit on the time that exact algebra may take, asked between its steps.

Symbolic work has no bound that could be foretold, and nothing can interrupt it soundly on every platform. So the loops
that may run long ask at `checkpoint`, and whoever allowed the time takes a cheaper way when it is over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import thread_time

Clock = Callable[[], float]
"""Seconds since any fixed moment."""

WORKING = thread_time
"""The processor's time of this thread: on a busy machine a derivation is as long as on an idle one."""


class OutOfTime(Exception):
    """The allowance is over; the message says what was going on, in a clause after "while"."""


class Allowance:
    """``seconds`` from now on, by the clock."""

    def __init__(self, seconds: float, clock: Clock = WORKING) -> None:
        self.seconds = seconds
        self.clock = clock
        self._end = clock() + seconds

    @property
    def is_over(self) -> bool:
        return self.clock() >= self._end


_current: ContextVar[Allowance | None] = ContextVar("allowance", default=None)


@contextmanager
def allowed(allowance: Allowance) -> Iterator[None]:
    """Within it, every `checkpoint` of this thread asks the allowance; one around it is asked no more."""
    token = _current.set(allowance)
    try:
        yield
    finally:
        _current.reset(token)


def checkpoint(doing: str) -> None:
    """Raises `OutOfTime` where the allowance is over; does nothing where no one set one."""
    allowance = _current.get()
    if allowance is not None and allowance.is_over:
        raise OutOfTime(doing)
