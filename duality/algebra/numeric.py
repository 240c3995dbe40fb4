"""Exact rows in floating point: f, grad f and the Hessian at a point, and matrices of linear and quadratic rows.

Atoms of one kind are evaluated together as arrays; their affine arguments are one sparse product A x + b. Whatever is
no atom is differentiated forward along its tree. nan outside the natural domain, subgradients at kinks (0 for |u| and
norms at 0, the first largest argument of a max).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duality.algebra.affine_forms import floats
from duality.algebra.atom_groups import compile_groups
from duality.algebra.atoms import atom_expression
from duality.algebra.tape.floats import value
from duality.algebra.tape.jets import jet
from duality.model.expression import Expression
from duality.model.form import Row


def linear_arrays(
    rows: Sequence[Row], variables: Sequence[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(indptr, indices, data, constants) of the rows a_k'x + b_k: A by rows (CSR), shape (len(rows), n), and b.

    Raises ``ValueError`` for a row that is not affine.
    """
    index = {name: k for k, name in enumerate(variables)}
    indptr = np.zeros(len(rows) + 1, dtype=np.int32)
    indices: list[int] = []
    coefficients = []
    for k, row in enumerate(rows):
        if not row.is_affine:
            raise ValueError(f"row {k} is not affine")
        for name, coefficient in row.linear:
            indices.append(index[name])
            coefficients.append(coefficient)
        indptr[k + 1] = len(indices)
    return indptr, np.array(indices, dtype=np.int32), floats(coefficients), floats([row.constant for row in rows])


def quadratic_arrays(row: Row, variables: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(indptr, indices, data) of the Hessian's upper triangle by columns (CSC): 1/2 x'Hx is the row's quadratic part.

    Rows are sorted within a column. The linear part is left to the caller; atoms and remainder are ``ValueError``.
    """
    if not row.is_quadratic:
        raise ValueError("the row is not quadratic")
    index = {name: k for k, name in enumerate(variables)}
    size = len(index)
    first = np.array([index[a] for (a, _), _ in row.quadratic], dtype=np.int64)
    second = np.array([index[b] for (_, b), _ in row.quadratic], dtype=np.int64)
    data = floats([q for _, q in row.quadratic])
    top, column = np.minimum(first, second), np.maximum(first, second)
    order = np.lexsort((top, column))
    data = np.where(first == second, 2 * data, data)[order]
    indptr = np.zeros(size + 1, dtype=np.int32)
    np.cumsum(np.bincount(column, minlength=size), out=indptr[1:])
    return indptr, top[order].astype(np.int32), data


class NumericRow:
    """f(x) = constant + c'x + sum q_ij x_i x_j + atoms + remainder, for x of shape (n,)."""

    __slots__ = (
        "_columns",
        "_constant",
        "_first",
        "_forms",
        "_groups",
        "_linear",
        "_quadratic",
        "_remainders",
        "_second",
        "size",
    )

    def __init__(self, row: Row, variables: Sequence[str]) -> None:
        index = {name: k for k, name in enumerate(variables)}
        self.size = len(index)
        self._constant = float(floats([row.constant])[0])
        self._linear = np.zeros(self.size)
        if row.linear:
            self._linear[[index[name] for name, _ in row.linear]] = floats([c for _, c in row.linear])
        self._first = np.array([index[a] for (a, _), _ in row.quadratic], dtype=np.intp)
        self._second = np.array([index[b] for (_, b), _ in row.quadratic], dtype=np.intp)
        self._quadratic = floats([q for _, q in row.quadratic])
        self._forms, self._groups, rest = compile_groups(row.atoms, index)
        trees = [*((c, atom_expression(atom)) for c, atom in rest), *row.remainder]
        self._remainders = tuple(_Remainder(float(floats([c])[0]), node, index) for c, node in trees)
        self._columns = np.concatenate([self._first, self._second, self._forms.columns])

    def value(self, x: np.ndarray) -> float:
        """f(x)."""
        with np.errstate(all="ignore"):
            total = self._constant + float(self._linear @ x)
            total += float(self._quadratic @ (x[self._first] * x[self._second]))
            if self._groups:
                u = self._forms(x)
                total += sum(group.value(u) for group in self._groups)
        return total + sum(remainder.value(x) for remainder in self._remainders)

    def gradient(self, x: np.ndarray) -> np.ndarray:
        """grad f(x), shape (n,)."""
        return self.value_and_gradient(x)[1]

    def value_and_gradient(self, x: np.ndarray) -> tuple[float, np.ndarray]:
        """(f(x), grad f(x)), which costs little more than either."""
        with np.errstate(all="ignore"):
            total = self._constant + float(self._linear @ x)
            weights = []
            if len(self._first):
                left, right = x[self._first], x[self._second]
                outer = self._quadratic * left
                total += float(outer @ right)
                weights += [self._quadratic * right, outer]
            if self._groups:
                u = self._forms(x)
                slopes = np.empty(len(u))
                for group in self._groups:
                    total += group.value_and_slopes(u, slopes)
                weights.append(self._forms.spread(slopes))
            gradient = self._linear.copy()
            if weights:
                gradient += np.bincount(self._columns, np.concatenate(weights), self.size)
            for remainder in self._remainders:
                total += remainder.add_gradient(x, gradient)
        return total, gradient

    def hessian(self, x: np.ndarray) -> np.ndarray:
        """The Hessian of f at x, dense, shape (n, n)."""
        hessian = np.zeros((self.size, self.size))
        np.add.at(hessian, (self._first, self._second), self._quadratic)
        np.add.at(hessian, (self._second, self._first), self._quadratic)
        with np.errstate(all="ignore"):
            if self._groups:
                u = self._forms(x)
                for group in self._groups:
                    group.add_hessian(u, self._forms, hessian)
            for remainder in self._remainders:
                remainder.add_hessian(x, hessian)
        return hessian


class _Remainder:
    """coefficient * tree."""

    __slots__ = ("coefficient", "names", "node", "places")

    def __init__(self, coefficient: float, node: Expression, index: dict[str, int]) -> None:
        self.coefficient = coefficient
        self.node = node
        self.names = node.variables()
        self.places = np.array([index[name] for name in self.names], dtype=np.intp)

    def value(self, x: np.ndarray) -> float:
        return self.coefficient * value(self.node, dict(zip(self.names, x[self.places].tolist(), strict=True)))

    def add_gradient(self, x: np.ndarray, gradient: np.ndarray) -> float:
        found = jet(self.node, self.names, x[self.places, None], 1)
        if found.gradient is not None:
            gradient[self.places] += self.coefficient * found.gradient[:, 0]
        return self.coefficient * float(found.value[0])

    def add_hessian(self, x: np.ndarray, hessian: np.ndarray) -> None:
        found = jet(self.node, self.names, x[self.places, None], 2)
        if found.hessian is not None:
            hessian[np.ix_(self.places, self.places)] += self.coefficient * found.hessian[:, :, 0]


def compile_row(row: Row, variables: Sequence[str]) -> NumericRow:
    """The row as numeric functions of the vector of ``variables``; ``KeyError`` for a variable it lacks."""
    return NumericRow(row, variables)


__all__ = ["NumericRow", "compile_row", "linear_arrays", "quadratic_arrays"]
