"""Matrices and vectors in Python: ``A @ x - b`` with sizes in letters or integers, arrays of numpy on either side.

``@`` is the matrix product; ``*``, ``/`` and ``**`` work entry by entry, and a number scales. Vectors are columns, and
a vector on the left of ``@`` is a row, as in numpy: ``x @ P @ x``.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from duality import statements
from duality.errors import ProblemError
from duality.model.expression import Expression, Number, Variable
from duality.model.parameter import Parameter
from duality.statements.binding import array_of
from duality.statements.building import (
    add,
    divide,
    multiply,
    number,
    power,
    scale,
    symbol,
    times,
    transpose,
)
from duality.statements.building.leaves import is_zero
from duality.statements.building.products import broadcast
from duality.statements.constants import definite, tuples
from duality.statements.nodes import Declaration, Definite, Node, Sign
from duality.statements.sizes import SCALAR, Shape, Size, set_text, size_of


class Stated:
    """left relation right, as a comparison of matrices states it; "==" is an equation, ">>" says semidefinite."""

    def __init__(self, relation: str, left: Matrix, right: Matrix) -> None:
        self.relation = relation
        self.left = left
        self.right = right

    def __bool__(self) -> bool:
        raise TypeError("a relation between matrices has no truth value; give it to minimize as a constraint")

    def __repr__(self) -> str:
        return f"<{self.left.node} {self.relation} {self.right.node}>"


class Matrix:
    """An expression in vectors and matrices. ``data`` are the arrays that stand in it, by the names they were given."""

    __array_priority__ = 1000
    __hash__ = object.__hash__

    def __init__(self, node: Node, data: dict[str, Any] | None = None) -> None:
        self.node = node
        self.data = data or {}

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        """One object, not a list of entries: so that a sparse matrix on the left leaves the product to this side."""
        import numpy as np

        made = np.empty((), dtype=object)
        made[()] = self
        return made

    @property
    def shape(self) -> tuple[Any, Any]:
        """Rows and columns: integers, or sizes in letters."""
        rows, columns = ((s.known() if s.known() is not None else str(s)) for s in self.node.shape)
        return rows, columns

    @property
    def T(self) -> Matrix:
        """The transpose."""
        return Matrix(transpose(self.node), self.data)

    def __str__(self) -> str:
        return str(self.node)

    def __repr__(self) -> str:
        return f"<{self.node} in {set_text(self.node.shape)}>"

    def __add__(self, other: object) -> Matrix:
        return _sum(self, matrix_of(other))

    def __radd__(self, other: object) -> Matrix:
        return _sum(matrix_of(other), self)

    def __sub__(self, other: object) -> Matrix:
        return _sum(self, -matrix_of(other))

    def __rsub__(self, other: object) -> Matrix:
        return _sum(matrix_of(other), -self)

    def __neg__(self) -> Matrix:
        return Matrix(scale(-1, self.node), self.data)

    def __mul__(self, other: object) -> Matrix:
        return _entrywise(self, matrix_of(other), "*")

    def __rmul__(self, other: object) -> Matrix:
        return _entrywise(matrix_of(other), self, "*")

    def __truediv__(self, other: object) -> Matrix:
        return _entrywise(self, matrix_of(other), "/")

    def __rtruediv__(self, other: object) -> Matrix:
        return _entrywise(matrix_of(other), self, "/")

    def __pow__(self, other: object) -> Matrix:
        exponent = matrix_of(other)
        return Matrix(power(self.node, exponent.node), {**self.data, **exponent.data})

    def __matmul__(self, other: object) -> Matrix:
        return _product(self, matrix_of(other))

    def __rmatmul__(self, other: object) -> Matrix:
        return _product(matrix_of(other), self)

    def __le__(self, other: object) -> Stated:
        return _related("<=", self, matrix_of(other))

    def __ge__(self, other: object) -> Stated:
        return _related(">=", self, matrix_of(other))

    def __lt__(self, other: object) -> Stated:
        return _related("<", self, matrix_of(other))

    def __gt__(self, other: object) -> Stated:
        return _related(">", self, matrix_of(other))

    def __eq__(self, other: object) -> Stated:  # type: ignore[override]
        return _related("=", self, matrix_of(other))

    def __rshift__(self, other: object) -> Stated:
        return _related(">>", self, matrix_of(other))

    def __lshift__(self, other: object) -> Stated:
        return _related("<<", self, matrix_of(other))

    def __bool__(self) -> bool:
        raise TypeError("an expression has no truth value")

    def __len__(self) -> int:
        size = self.node.shape[0].known()
        if size is None:
            raise TypeError(f"the length of {self.node} is the letter {self.node.shape[0]}")
        return size

    def __iter__(self) -> Iterator[Matrix]:
        return (self[k] for k in range(len(self)))

    def __getitem__(self, index: Any) -> Matrix:
        """Entries, rows, columns and slices, counted from 0 as Python does; x[0] is written x[1] in a statement."""
        return Matrix(statements.entries.entry(self.node, index), self.data)

    def __abs__(self) -> Matrix:
        return self.called("abs", self)

    def __pos__(self) -> Matrix:
        return self

    def sum(self, axis: None = None, **_: object) -> Matrix:
        """The sum of all entries."""
        if axis is not None:
            raise ProblemError("a sum along an axis is a product with ones", help="write X @ duality.ones(n)")
        return self.called("sum", self)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        """numpy's operators and exp, log, sqrt, absolute with an array or a number of numpy beside a matrix."""
        if method != "__call__" or options or ufunc.__name__ not in statements.ufuncs.UFUNCS:
            return NotImplemented
        first, *rest = inputs
        return statements.ufuncs.UFUNCS[ufunc.__name__](matrix_of(first), *rest)

    def called(self, name: str, *items: object) -> Matrix:
        """The function of this and the other arguments."""
        from duality.statements.functions import called

        return called(name, [matrix_of(item) for item in items])


def matrix(
    name: str,
    rows: int | str,
    columns: int | str | None = None,
    *,
    variable: bool = False,
    symmetric: bool = False,
    semidefinite: bool = False,
    definite: bool = False,
    positive: bool = False,
    nonnegative: bool = False,
) -> Matrix:
    """A matrix of data, R^(rows, columns) with letters or integers; ``variable=True`` makes it one of variables.

    ``semidefinite`` and ``definite`` say that it is symmetric, too; for a variable state ``X >> 0`` instead.
    """
    shape = (size_of(rows), size_of(rows if columns is None else columns))
    square = symmetric or semidefinite or definite
    if square and shape[0] != shape[1]:
        raise ProblemError(f"the symmetric matrix {name} is not square: {shape[0]} x {shape[1]}")
    known: Definite = "definite" if definite else "semidefinite" if semidefinite else "no"
    return _declared(name, shape, variable, _sign(positive, nonnegative), square, "no" if variable else known)


def vector(
    name: str, size: int | str, *, data: bool = False, positive: bool = False, nonnegative: bool = False
) -> Matrix:
    """A vector of variables, R^size with a letter or an integer; ``data=True`` makes it one of data."""
    return _declared(name, (size_of(size), Size(1)), not data, _sign(positive, nonnegative), False, "no")


def _sign(positive: bool, nonnegative: bool) -> Sign:
    return "positive" if positive else "nonnegative" if nonnegative else "any"


def _declared(name: str, shape: Shape, variable: bool, sign: Sign, symmetric: bool, definite: Definite) -> Matrix:
    if not name.isidentifier():
        raise ProblemError(f"{name!r} is not a name", help="write a word such as 'x' or 'A'")
    if variable and sign != "any":
        raise ProblemError(
            f"the sign of the variable {name} belongs to the problem", help=f"state it: domain=[{name} >= 0]"
        )
    role = "variable" if variable else "parameter"
    return Matrix(symbol(Declaration(name, role, shape, sign=sign, symmetric=symmetric, definite=definite)))


def matrix_of(value: object) -> Matrix:
    """A matrix of whatever may stand beside one: numbers, letters, scalar variables, arrays of numpy and scipy."""
    if isinstance(value, Matrix):
        return value
    if isinstance(value, Parameter):
        return Matrix(symbol(Declaration(value.name, "parameter", SCALAR, sign=_sign_of_letter(value))))
    if isinstance(value, Variable):
        return Matrix(symbol(Declaration(value.name, "variable", SCALAR)))
    if isinstance(value, Expression):
        raise ProblemError(
            f"{value} mixes scalars with matrices", help="build it from du.vector, du.matrix and letters"
        )
    if isinstance(value, bool):
        raise ProblemError("a truth value is no matrix")
    if isinstance(value, (int, Fraction)):
        return Matrix(number(value))
    if isinstance(value, float) and type(value) is float:
        return Matrix(number(Fraction(repr(value))))
    if getattr(value, "shape", None) == ():
        # A number of numpy by the decimal that it prints as: float32(0.1) is 1/10.
        return Matrix(number(Fraction(str(value))))
    return _constant(value)


def _sign_of_letter(letter: Parameter) -> Sign:
    low = letter.lower
    if not isinstance(low, Number) or low.value < 0:
        return "any"
    return "positive" if low.value > 0 or not letter.lower_closed else "nonnegative"


def _constant(value: object) -> Matrix:
    """An array of numbers: a parameter with data; its name tells equal arrays to be one."""
    from hashlib import sha1

    array = array_of(value)
    if array.ndim > 2 or array.ndim == 0:
        raise ProblemError(f"an array of {array.ndim} axes is no vector or matrix")
    name = f"data_{sha1(array.tobytes() + str(array.shape).encode()).hexdigest()[:6]}"
    shape = (Size(array.shape[0]), Size(array.shape[1]) if array.ndim == 2 else Size(1))
    square = array.ndim == 2 and array.shape[0] == array.shape[1] and bool((array == array.T).all())
    sign: Sign = "positive" if bool((array > 0).all()) else "nonnegative" if bool((array >= 0).all()) else "any"
    known = definite(array) if square else "no"
    declaration = Declaration(name, "parameter", shape, sign=sign, symmetric=square, definite=known)
    return Matrix(symbol(declaration), {name: tuples(array.tolist())})


def _merged(left: Matrix, right: Matrix) -> dict[str, Any]:
    return {**left.data, **right.data}


def fitted(left: Matrix, right: Matrix, doing: str) -> tuple[Node, Node]:
    """Both in one shape: a number is spread. Raises `ProblemError` for shapes that differ."""
    a, b = left.node.shape, right.node.shape
    if a == b:
        return left.node, right.node
    if left.node.is_scalar:
        return broadcast(left.node, b), right.node
    if right.node.is_scalar:
        return left.node, broadcast(right.node, a)
    raise ProblemError(
        f"{left.node} is in {set_text(a)} and {right.node} in {set_text(b)}: they do not fit",
        help=f"{doing} needs two operands of one shape" + ("; transpose one with .T" if a == (b[1], b[0]) else ""),
    )


def _sum(left: Matrix, right: Matrix) -> Matrix:
    a, b = fitted(left, right, "a sum")
    return Matrix(add(a, b), _merged(left, right))


def _entrywise(left: Matrix, right: Matrix, operator: str) -> Matrix:
    if operator == "/":
        if is_zero(right.node):
            raise ProblemError("this divides by zero")
        if left.node.is_scalar or right.node.is_scalar:
            return Matrix(divide(broadcast(left.node, right.node.shape), right.node), _merged(left, right))
    a, b = (left.node, right.node) if left.node.is_scalar or right.node.is_scalar else fitted(left, right, operator)
    return Matrix(times(a, b) if operator == "*" else divide(a, b), _merged(left, right))


def _product(left: Matrix, right: Matrix) -> Matrix:
    a, b = left.node, right.node
    if a.is_scalar or b.is_scalar:
        raise ProblemError("@ multiplies matrices", help="a number scales with *")
    if a.shape[1] != b.shape[0] and a.is_column and a.shape[0] == b.shape[0]:
        a = transpose(a)
    if a.shape[1] != b.shape[0]:
        raise ProblemError(
            f"{a} is in {set_text(a.shape)} and {b} in {set_text(b.shape)}: "
            f"their product needs {a.shape[1]} = {b.shape[0]}",
            help="transpose one of them with .T, or multiply entry by entry with *",
        )
    result = multiply(a, b)
    # A row that is left over, as in x @ P, is a vector for what follows.
    row = result.shape[0].is_one() and not result.is_scalar and left.node.is_column
    return Matrix(transpose(result) if row else result, _merged(left, right))


def _related(relation: str, left: Matrix, right: Matrix) -> Stated:
    if relation in (">>", "<<"):
        for one, other in ((left, right), (right, left)):
            if is_zero(one.node) and one.node.is_scalar:
                zero = Matrix(broadcast(one.node, other.node.shape), one.data)
                left, right = (zero, right) if one is left else (left, zero)
                break
    a, b = fitted(left, right, "a relation")
    if relation in (">>", "<<") and any(transpose(node) != node for node in (a, b)):
        raise ProblemError(f"{a} {relation} {b} compares matrices that are not known to be symmetric")
    return Stated(relation, Matrix(a, left.data), Matrix(b, right.data))
