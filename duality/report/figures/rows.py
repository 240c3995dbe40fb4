"""Charts from rows of data: JSON has no infinities, so that a value that is not finite becomes null."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from duality.report.numbers import decimal

if TYPE_CHECKING:
    import altair

Cell = float | int | str | bool | None


def layer(rows: Iterable[Mapping[str, Cell]]) -> altair.Chart:
    """A chart over the rows, held inline."""
    import altair

    return altair.Chart(
        altair.InlineData(values=tuple({key: finite(cell) for key, cell in row.items()} for row in rows))
    )


def finite(cell: Cell) -> Cell:
    """The cell, ``None`` for an infinite or undefined number."""
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell


def rough(value: float) -> float:
    """Six significant digits, for clouds and shades: a third of the size, and no eye sees the difference."""
    return float(f"{value:.6g}")


def typeset(text: str) -> str:
    """A number with the minus sign of mathematics."""
    return text.replace("-", "−") if "e-" not in text else text


def shown(value: float | None) -> str:
    """A number of a table or a caption: seven digits without trailing zeros, "unknown" for ``None``."""
    if value is None:
        return "unknown"
    text = decimal(float(value))
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text
