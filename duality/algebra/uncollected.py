"""No search for cyclic garbage while large problems are read and derived.

Trees and rows have no cycles, but every few thousand new ones Python looks at all of them for cycles: half of the time
of a problem with 10,000 variables.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected(*, large: bool) -> Iterator[None]:
    """Within it the cyclic garbage collector rests, where the work is large and it was awake."""
    if not large or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
