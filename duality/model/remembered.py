"""A function of a frozen record that is computed once for each object, and kept beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Record = TypeVar("Record")
Result = TypeVar("Result")


def once(compute: Callable[[Record], Result]) -> Callable[[Record], Result]:
    """compute(record), the same object at every call for the same record: what is kept beside it is found again."""
    key = f"_{compute.__name__}"

    @wraps(compute)
    def remembered(record: Record) -> Result:
        kept = record.__dict__
        if key not in kept:
            kept[key] = compute(record)
        return kept[key]

    return remembered
