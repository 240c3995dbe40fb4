"""The arithmetic of shapes (), (n,) and (m, n): which entries meet, and which a position means."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from duality.errors import ProblemError
from duality.model.comparison import same
from duality.model.expression import ZERO, Expression, Negative, Number, Power, Sum, Variable

Shape = tuple[int, ...]
Pairs = list[tuple[Expression, Expression]]


def shape_text(shape: Shape) -> str:
    """A number, 3, 2 x 3: a shape in words."""
    return " x ".join(map(str, shape)) if shape else "a number"


def broadcast(a: Sequence[Expression], a_shape: Shape, b: Sequence[Expression], b_shape: Shape) -> tuple[Pairs, Shape]:
    """The pairs of entries that meet, row by row, and their shape; a single entry, or row, meets all of the other.

    Raises `ProblemError` where the shapes do not agree.
    """
    if a_shape == b_shape:
        return list(zip(a, b, strict=True)), a_shape
    (a_rows, a_columns), (b_rows, b_columns) = _as_matrix(a_shape), _as_matrix(b_shape)
    if 1 not in (a_rows, b_rows, int(a_rows == b_rows)) or 1 not in (a_columns, b_columns, int(a_columns == b_columns)):
        raise ProblemError(f"shapes do not agree: {shape_text(a_shape)} beside {shape_text(b_shape)}")
    rows, columns = _common(a_rows, b_rows), _common(a_columns, b_columns)

    def entry(values: Sequence[Expression], own_rows: int, own_columns: int, i: int, j: int) -> Expression:
        return values[(i if own_rows > 1 else 0) * own_columns + (j if own_columns > 1 else 0)]

    pairs = [
        (entry(a, a_rows, a_columns, i, j), entry(b, b_rows, b_columns, i, j))
        for i in range(rows)
        for j in range(columns)
    ]
    return pairs, (rows, columns)[2 - max(len(a_shape), len(b_shape)) :]


def product_shape(left: Shape, right: Shape) -> Shape:
    """The shape of left @ right; `ProblemError` where the inner sizes differ."""
    if left[-1] != right[0]:
        raise ProblemError(
            f"{shape_text(left)} @ {shape_text(right)}: the inner sizes {left[-1]} and {right[0]} differ",
            help="transpose one of them with .T, or take other columns",
        )
    return (*left[:-1], *right[1:])


def dot(left: Sequence[Expression], right: Sequence[Expression] | None) -> Expression:
    """sum_k left_k right_k, or the sum of the left ones; zeros and factors of one are not written."""
    terms = (
        list(left)
        if right is None
        else [t for a, b in zip(left, right, strict=True) if (t := _times(a, b)) is not None]
    )
    flat = [part for term in terms for part in (term.terms if isinstance(term, Sum) else (term,))]
    return ZERO if not flat else flat[0] if len(flat) == 1 else Sum(tuple(flat))


def positions(index: Any, shape: Shape, described: Callable[[], str]) -> tuple[list[int], Shape]:
    """Which entries ``array[index]`` means, row by row, and their shape; ``IndexError`` for a position outside."""
    parts = index if isinstance(index, tuple) else (index,)
    if len(parts) > len(shape):
        raise IndexError(f"{len(parts)} positions for an array of shape {shape_text(shape)}")
    chosen = [_along(part, size, described) for part, size in zip(parts, shape, strict=False)]
    chosen += [list(range(size)) for size in shape[len(parts) :]]
    kept = tuple(len(part) for part in chosen if isinstance(part, list))
    listed = [part if isinstance(part, list) else [part] for part in chosen]
    if len(shape) == 1:
        return listed[0], kept
    return [i * shape[1] + j for i in listed[0] for j in listed[1]], kept


def _along(part: Any, size: int, described: Callable[[], str]) -> int | list[int]:
    if isinstance(part, slice):
        return list(range(size))[part]
    if hasattr(part, "__len__"):
        wanted = list(part)
        if wanted and all(type(one).__name__ in ("bool", "bool_") for one in wanted):
            if len(wanted) != size:
                raise IndexError(f"{len(wanted)} truth values for {size} entries")
            return [k for k, one in enumerate(wanted) if one]
        return [_position(one, size, described) for one in wanted]
    return _position(part, size, described)


def _position(part: Any, size: int, described: Callable[[], str]) -> int:
    try:
        position = operator.index(part)
    except TypeError:
        raise TypeError(f"{part!r} is no position of an array: an integer or a slice is") from None
    if not -size <= position < size:
        raise IndexError(f"position {position} is outside {described()}: positions count from 0, names with .at(...)")
    return position % size


def _times(a: Expression, b: Expression) -> Expression | None:
    """a*b as one writes it: the number first, a square as a power; ``None`` for 0."""
    if isinstance(b, (Number, Negative)) and _value(b) is not None:
        a, b = b, a
    value = _value(a)
    if value is None:
        return Power(a, Number(Fraction(2))) if isinstance(a, Variable) and same(a, b) else a * b
    if value in (0, 1, -1):
        return None if value == 0 else b if value == 1 else Negative(b)
    return a * b


def _value(node: Expression) -> Fraction | None:
    """The rational that a tree is, if it is one as it stands."""
    if isinstance(node, Number):
        return node.value
    inner = _value(node.operand) if isinstance(node, Negative) else None
    return None if inner is None else -inner


def _as_matrix(shape: Shape) -> tuple[int, int]:
    return (1, 1) if shape == () else (1, shape[0]) if len(shape) == 1 else (shape[0], shape[1])


def _common(a: int, b: int) -> int:
    return b if a == 1 else a
