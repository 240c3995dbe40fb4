"""A number as a reader is shown it."""

from __future__ import annotations

from duality.model.expression import Number
from duality.records import record


@record(repr=False, eq=False, hash=True)
class Rounded(Number):
    """A positive rational with the decimal ``shown`` in its place; its value is exact all the same."""

    shown: str
