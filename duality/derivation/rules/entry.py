"""A rule's entry in the table of classes: its name, a small problem that shows it, and where to read about it."""

from __future__ import annotations

from duality.records import record


@record
class Entry:
    """``example`` is a statement in the language; the table derives its theta_D rather than repeat a formula."""

    name: str
    example: str
    reference: str
