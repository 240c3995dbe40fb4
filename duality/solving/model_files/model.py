"""A model as its file states it, in plain data."""

from __future__ import annotations

from duality.named_tuples import NamedTuple


class Column(NamedTuple):
    """A variable with its cost and its bounds (infinite where there is none)."""

    name: str
    cost: float
    lower: float
    upper: float
    integer: bool


class ModelRow(NamedTuple):
    """lower <= sum of coefficient*column <= upper; columns by place."""

    name: str
    terms: tuple[tuple[int, float], ...]
    lower: float
    upper: float


class Model(NamedTuple):
    """min or max offset + cost'x + 1/2 x'Qx; ``hessian`` lists (i, j, Q_ij), each pair once."""

    title: str
    maximize: bool
    offset: float
    columns: tuple[Column, ...]
    rows: tuple[ModelRow, ...]
    hessian: tuple[tuple[int, int, float], ...] = ()
