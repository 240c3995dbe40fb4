"""A limit on the memory of the process: near it the work is stopped, and what is known by then is reported."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf

GIB = 1 << 30

SLACK = 1.25
"""What the system itself refuses, relative to the limit: a library may end the process when an allocation fails."""

_limits: list[float] = []


@contextmanager
def limited_memory(gib: float) -> Iterator[None]:
    """Inside the block `is_short_of_memory` tells; a quarter beyond it allocations fail, in child processes too."""
    _limits.append(gib * GIB)
    try:
        import resource
    except ImportError:
        # Windows has no such limit.
        try:
            yield
        finally:
            _limits.pop()
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = int(SLACK * gib * GIB)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    try:
        yield
    finally:
        _limits.pop()
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def is_short_of_memory() -> bool:
    """The process holds as much as it may."""
    return used() > (_limits[-1] if _limits else inf)


def used() -> int:
    """Bytes that the process holds at present; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as table:
            return int(table.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
