"""Data for the letters: arrays are given their two axes, and sizes are read off their shapes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from duality.errors import ProblemError
from duality.statements.nodes import Declaration, Loop, Range
from duality.statements.sizes import Size

Array = Any


class Family:
    """A family's data by index tuples, counted from the lower ends of the loops."""

    def __init__(self, array: Array, declaration: Declaration, sizes: Mapping[str, int]) -> None:
        self.array = array
        self.offsets = tuple(first_index(loop, declaration.range, sizes) for loop in declaration.range.loops)
        rows, columns = declaration.shape
        self.shape = (rows.value(sizes), columns.value(sizes))

    def __getitem__(self, at: tuple[int, ...]) -> Array:
        places = tuple(k - first for k, first in zip(at, self.offsets, strict=True))
        if min(places) < 0:
            raise IndexError(f"{at} lies below the first index")
        return self.array[places].reshape(self.shape)


def first_index(loop: Loop, range: Range, sizes: Mapping[str, int]) -> int:
    """The index that the first entry of an axis has; 1 where it depends on other indexes."""
    own = {other.name for other in range.loops}
    if any(letter in own for letter, _ in loop.lower.letters):
        return 1
    return loop.lower.value(sizes)


def axes(range: Range, sizes: Mapping[str, int], used: Iterable[Array]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The first index of each axis of a family, and its length, where these indexes are in use."""
    low = tuple(first_index(loop, range, sizes) for loop in range.loops)
    last = (_last_index(loop, range, sizes, k) for loop, k in zip(range.loops, used, strict=True))
    return low, tuple(max(0, end - first + 1) for end, first in zip(last, low, strict=True))


def _last_index(loop: Loop, range: Range, sizes: Mapping[str, int], used: Array) -> int:
    """The index that the last entry of an axis has: the end of the loop, which for e[i, j] with j in i + 1..n is n for
    i too, or the largest one in use where the end depends on other indexes."""
    own = {other.name for other in range.loops}
    if any(letter in own for letter, _ in loop.upper.letters):
        return int(used.max(initial=0))
    return loop.upper.value(sizes)


SPARSE = 10_000
"""Entries from which a sparse matrix stays sparse."""


def array_of(value: object, name: str = "") -> Array:
    """Floats; small sparse matrices are filled, rationals rounded. Raises `ProblemError` for what is no number."""
    import numpy as np

    if hasattr(value, "toarray"):
        return _sparse(value, name)
    if isinstance(value, (list, tuple)) and any(hasattr(item, "toarray") for item in value):
        value = [item.toarray() if hasattr(item, "toarray") else item for item in value]
    try:
        found = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise ProblemError(
            f"{value!r} is no array of numbers", help="give numbers, lists, numpy or scipy.sparse arrays"
        ) from None
    return _finite(found, found, name)


def _sparse(value: Any, name: str) -> Array:
    """Rows of entries where the matrix is large and has two proper axes."""
    if value.ndim != 2 or 1 in value.shape or value.shape[0] * value.shape[1] < SPARSE:
        found = value.toarray().astype(float)
        return _finite(found, found, name)
    from scipy import sparse

    found = sparse.csr_array(value, dtype=float)
    return _finite(found, found.data, name)


def _finite(array: Array, entries: Array, name: str) -> Array:
    import numpy as np

    if not np.isfinite(entries).all():
        said = "nan" if np.isnan(entries).any() else "inf"
        raise ProblemError(
            f"{name or 'an array'} holds {said}", help="all data are finite; an infinite bound is left out"
        )
    return array


def measured(
    declarations: Iterable[Declaration], data: Mapping[str, Array], known: Mapping[str, int] = {}
) -> dict[str, int]:
    """The sizes that the shapes of the data give. Raises `ProblemError` where two of them differ."""
    sizes: dict[str, int] = dict(known)
    source: dict[str, str] = {}
    open_ends: list[tuple[Declaration, Size, int]] = []
    for declaration in declarations:
        array = data.get(declaration.name)
        if array is not None:
            open_ends += [(declaration, size, length) for size, length in _axes(declaration, array)]
    for _ in range(len(open_ends) + 1):
        left = [item for item in open_ends if not _settled(item, sizes, source)]
        if len(left) == len(open_ends):
            break
        open_ends = left
    for declaration, size, length in open_ends:
        raise ProblemError(
            f"{declaration.name} gives {size} = {length}, which does not tell its letters",
            help="give one of them in data",
        )
    return sizes


def _settled(item: tuple[Declaration, Size, int], sizes: dict[str, int], source: dict[str, str]) -> bool:
    declaration, size, length = item
    unknown = [(a, c) for a, c in size.letters if a not in sizes]
    if not unknown:
        if size.value(sizes) != length:
            told = ", ".join(f"{a} = {sizes[a]} by {source.get(a, 'data')}" for a, _ in size.letters)
            raise ProblemError(
                f"{declaration.name} has {length} entries along {size}, and {size} is {size.value(sizes)}"
                + (f" ({told})" if told else ""),
                help="the shapes of the data must fit the declarations",
            )
        return True
    if len(unknown) > 1:
        return False
    letter, coefficient = unknown[0]
    rest = length - size.constant - sum(c * sizes[a] for a, c in size.letters if a != letter)
    if rest % coefficient or rest // coefficient < 0:
        raise ProblemError(f"{declaration.name} has {length} entries along {size}, which no {letter} gives")
    sizes[letter], source[letter] = rest // coefficient, declaration.name
    return True


def _axes(declaration: Declaration, array: Array) -> list[tuple[Size, int]]:
    """(size, length) for every axis of the data."""
    loops = declaration.range.loops
    own = {loop.name for loop in loops}
    found: list[tuple[Size, int]] = []
    wanted = [size for size in declaration.shape if not size.is_one()]
    shape = list(array.shape)
    if len(shape) == len(loops) + 2 and len(wanted) < 2:
        lead, tail = shape[: len(loops)], shape[len(loops) :]
        fixed = [n for size, n in zip(declaration.shape, tail, strict=True) if not size.is_one()]
        shape = (
            lead + fixed
            if all(n == 1 for size, n in zip(declaration.shape, tail, strict=True) if size.is_one())
            else shape
        )
    if (
        len(shape) != len(loops) + len(wanted)
        and array.size == 1
        and not loops
        and all(s.known() in (None, 1) for s in wanted)
    ):
        shape = [1] * len(wanted)
    if len(shape) != len(loops) + len(wanted):
        axes = [str(loop.upper) for loop in loops] + [str(s) for s in wanted]
        raise ProblemError(
            f"{declaration.name} has data of shape {tuple(array.shape)}, and is declared with {len(axes)} axes "
            f"({', '.join(axes) or 'a number'})"
        )
    for loop, length in zip(loops, shape, strict=False):
        dependent = any(a in own for end in (loop.lower, loop.upper) for a, _ in end.letters)
        lower = Size(1) if any(a in own for a, _ in loop.lower.letters) else loop.lower
        if not dependent or not any(a in own for a, _ in loop.upper.letters):
            found.append((loop.upper - lower + 1, length))
    found += list(zip(wanted, shape[len(loops) :], strict=True))
    return found


def shaped(declaration: Declaration, array: Array, sizes: Mapping[str, int]) -> Array | Family:
    """The data with two axes, or as a family of such."""
    if declaration.range.loops:
        return Family(array, declaration, sizes)
    rows, columns = declaration.shape
    return array.reshape(rows.value(sizes), columns.value(sizes))


def symbols(declarations: Iterable[Declaration], data: Mapping[str, Array], sizes: Mapping[str, int]) -> dict[str, Any]:
    """The values of all declarations that have data."""
    return {d.name: shaped(d, data[d.name], sizes) for d in declarations if d.name in data}
