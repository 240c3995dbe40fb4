"""Vectors and matrices of expressions, entry by entry: what ``variables("x[1..3]")`` gives.

(A @ x)_i = sum_k A_ik x_k. The other operators work entry by entry, in numpy's way: shapes must agree, or one of them
repeats the other (a number for every entry, a vector for every row). Positions count from 0, as in every sequence of
Python; ``x.at(1)`` is the entry that is named x[1].
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any

from duality import model
from duality.model.comparison import Comparisons
from duality.model.expression import Call, Expression, Negative, Variable, as_expression
from duality.model.shapes import Shape, broadcast, dot, positions, product_shape, shape_text
from duality.model.shortened import shortened

Binary = Callable[[Any, Any], Any]


class Array:
    """Entries row by row, and the shape (n,) or (m, n). Immutable."""

    # No dataclass: making one takes a millisecond of every start.
    __slots__ = ("entries", "shape")

    def __init__(self, entries: tuple[Expression, ...], shape: Shape) -> None:
        self.entries = entries
        self.shape = shape

    def __len__(self) -> int:
        return self.shape[0]

    def __iter__(self) -> Iterator[Any]:
        return (self[k] for k in range(len(self)))

    def __getitem__(self, index: Any) -> Any:
        """An entry, or an `Array` of some: by integers, slices, lists of positions or truth values, pairs of these."""
        if type(index) is int and len(self.shape) == 1 and 0 <= index < self.shape[0]:
            return self.entries[index]
        found, shape = positions(index, self.shape, self.__repr__)
        entries = tuple(self.entries[k] for k in found)
        return entries[0] if shape == () else Array(entries, shape)

    def at(self, *index: int) -> Expression:
        """The entry by its declared index: ``variables("x[0..4]").at(0)`` is x[0]."""
        wanted = f"[{', '.join(map(str, index))}]"
        for entry in self.entries:
            if isinstance(entry, Variable) and entry.name.endswith(wanted):
                return entry
        raise IndexError(f"there is no entry {wanted} in {self!r}")

    @property
    def value(self) -> object:
        raise AttributeError("an array of variables holds no values: the report does, report[x]")

    @property
    def ndim(self) -> int:
        return len(self.shape)

    @property
    def size(self) -> int:
        return len(self.entries)

    @property
    def T(self) -> Array:
        """The transpose; a vector stays a vector."""
        if self.ndim == 1:
            return self
        rows, columns = self.shape
        return Array(tuple(self.entries[i * columns + j] for j in range(columns) for i in range(rows)), (columns, rows))

    def each(self, function: Callable[[Expression], Expression]) -> Array:
        """The function of every entry."""
        return Array(tuple(map(function, self.entries)), self.shape)

    def sum(self) -> Expression:
        """The sum of all entries."""
        return dot(self.entries, None)

    def __add__(self, other: object) -> Array:
        return self._with(other, operator.add)

    def __radd__(self, other: object) -> Array:
        return self._with(other, operator.add, turned=True)

    def __sub__(self, other: object) -> Array:
        return self._with(other, operator.sub)

    def __rsub__(self, other: object) -> Array:
        return self._with(other, operator.sub, turned=True)

    def __mul__(self, other: object) -> Array:
        return self._with(other, operator.mul)

    def __rmul__(self, other: object) -> Array:
        return self._with(other, operator.mul, turned=True)

    def __truediv__(self, other: object) -> Array:
        return self._with(other, operator.truediv)

    def __rtruediv__(self, other: object) -> Array:
        return self._with(other, operator.truediv, turned=True)

    def __pow__(self, other: object) -> Array:
        return self._with(other, operator.pow)

    def __rpow__(self, other: object) -> Array:
        return self._with(other, operator.pow, turned=True)

    def __matmul__(self, other: object) -> Any:
        return product(self, other)

    def __rmatmul__(self, other: object) -> Any:
        return product(other, self)

    def __neg__(self) -> Array:
        return self.each(Negative)

    def __pos__(self) -> Array:
        return self

    def __abs__(self) -> Array:
        return self.each(lambda entry: Call("abs", (entry,)))

    def __le__(self, other: object) -> Comparisons:
        return self._compared(other, operator.le)

    def __ge__(self, other: object) -> Comparisons:
        return self._compared(other, operator.ge)

    def __lt__(self, other: object) -> Comparisons:
        return self._compared(other, operator.lt)

    def __gt__(self, other: object) -> Comparisons:
        return self._compared(other, operator.gt)

    def __eq__(self, other: object) -> Comparisons:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._compared(other, operator.eq)

    def __hash__(self) -> int:
        return hash((self.shape, self.entries))

    def __bool__(self) -> bool:
        raise TypeError("an array of expressions has no truth value; compare it with <=, >= or == to state constraints")

    def __str__(self) -> str:
        if self.ndim == 1:
            return f"[{', '.join(map(str, self.entries))}]"
        return f"[{', '.join(str(row) for row in self)}]"

    def __repr__(self) -> str:
        return f"<Array {shape_text(self.shape)}: {shortened(str(self))}>"

    def _repr_latex_(self) -> str:
        rows = [[entry] for entry in self.entries] if self.ndim == 1 else [row.entries for row in self]
        body = r" \\ ".join(" & ".join(entry.latex() for entry in row) for row in rows)
        return rf"$\displaystyle \begin{{pmatrix}} {body} \end{{pmatrix}}$"

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: object, **options: object) -> object:
        return model.ufuncs.applied(ufunc.__name__, method, inputs, options)

    def __array__(self, *_: object, **__: object) -> Any:
        """One object to numpy and scipy, so that ``A @ x`` with a sparse A is left to `__rmatmul__`."""
        import numpy

        whole = numpy.empty((), dtype=object)
        whole[()] = self
        return whole

    def __array_function__(self, function: Any, types: object, arguments: Any, options: Any) -> object:
        return model.ufuncs.called(function.__name__, arguments, options)

    def _with(self, other: object, operation: Binary, *, turned: bool = False) -> Array:
        beside = _beside(other)
        if beside is None:
            return NotImplemented
        first, second = (beside, self) if turned else (self, beside)
        pairs, shape = broadcast(first.entries, first.shape, second.entries, second.shape)
        return Array(tuple(operation(a, b) for a, b in pairs), shape)

    def _compared(self, other: object, operation: Binary) -> Comparisons:
        beside = _beside(other)
        if beside is None:
            return NotImplemented
        pairs, shape = broadcast(self.entries, self.shape, beside.entries, beside.shape)
        return Comparisons(tuple(operation(left, right) for left, right in pairs), shape)


def array_of(value: object) -> Array | None:
    """The array of a list, a tuple, or an array of numpy, scipy.sparse or pandas; ``None`` for what is none of them.

    Raises ``TypeError`` for entries that are neither numbers nor expressions, and for other than one or two axes.
    """
    if isinstance(value, Array):
        return value
    if isinstance(value, (list, tuple)):
        return _listed(value)
    for way in ("toarray", "to_numpy"):
        if callable(convert := getattr(value, way, None)):
            value = convert()
    shape, flat = getattr(value, "shape", None), getattr(value, "flat", None)
    if not isinstance(shape, tuple) or flat is None or callable(flat) or shape == ():
        return None
    if len(shape) > 2:
        raise TypeError(f"an array with {len(shape)} axes has no place here: one or two are taken")
    return Array(tuple(as_expression(entry) for entry in flat), shape)


def product(left: object, right: object) -> Any:
    """left @ right, an `Array` or, of two vectors, an expression."""
    first, second = array_of(left), array_of(right)
    if first is None or second is None:
        return NotImplemented
    shape = product_shape(first.shape, second.shape)
    inner = second.shape[0]
    columns = 1 if second.ndim == 1 else second.shape[1]
    rows = [first.entries[k : k + inner] for k in range(0, first.size, inner)] if inner else []
    entries = tuple(dot(row, second.entries[j::columns]) for row in rows for j in range(columns))
    return entries[0] if shape == () else Array(entries, shape)


def _beside(value: object) -> Array | None:
    """An operand: an array, or one number or expression for every entry."""
    found = array_of(value)
    if found is not None:
        return found
    try:
        return Array((as_expression(value),), ())
    except TypeError:
        return None


def _listed(values: list[Any] | tuple[Any, ...]) -> Array:
    rows = [array_of(value) for value in values]
    if not any(row is not None for row in rows):
        return Array(tuple(map(as_expression, values)), (len(values),))
    lengths = {None if row is None or row.ndim != 1 else row.size for row in rows}
    if len(lengths) != 1 or None in lengths:
        raise TypeError("the rows of this list are not vectors of one length")
    return Array(
        tuple(entry for row in rows if row is not None for entry in row.entries), (len(rows), lengths.pop() or 0)
    )
