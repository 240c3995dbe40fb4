"""A statement of this language out of its lines."""

from __future__ import annotations

from collections.abc import Iterable


def statement_text(head: Iterable[str], rows: Iterable[str]) -> str:
    """Declarations and objective, then the rows: "s.t." before the first, the others below it."""
    stated = [f"{'s.t. ' if k == 0 else '     '}{row}" for k, row in enumerate(rows)]
    return "\n".join([*head, *stated]) + "\n"
