"""The atoms of a row, grouped by kind so that each group is one array computation.

All affine arguments of all atoms stand in one sparse system u = A x + b; a group owns a range of u. A group of atoms of
one argument owns one entry of u an atom, a group of k-argument atoms a k x m block of it, argument by argument.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Protocol

import numpy as np

from duality.algebra.affine_forms import AffineForms, floats
from duality.algebra.tape.jets import jet
from duality.algebra.univariate_table import Derivatives, derivatives, is_univariate
from duality.algebra.vector_table import VECTOR
from duality.model.expression import Expression
from duality.model.form import PLACEHOLDER, Affine, Atom
from duality.model.scalar import Scalar

Weighted = tuple[Scalar, Atom]


class Group(Protocol):
    """Atoms of one kind: their share of f, of the slopes df/du, and of the Hessian."""

    def value(self, u: np.ndarray) -> float: ...

    def value_and_slopes(self, u: np.ndarray, slopes: np.ndarray) -> float: ...

    def add_hessian(self, u: np.ndarray, forms: AffineForms, hessian: np.ndarray) -> None: ...


class UnivariateGroup:
    """sum coef_j phi(u_j) for one phi of the table, or for one body tree."""

    __slots__ = ("body", "coefficients", "kind", "parameters", "place")

    def __init__(self, atoms: Sequence[Weighted], start: int) -> None:
        first = atoms[0][1]
        self.kind = first.kind
        self.body: Expression | None = first.body
        self.parameters = tuple(float(p) for p in first.parameters)
        self.coefficients = floats([coefficient for coefficient, _ in atoms])
        self.place = slice(start, start + len(atoms))

    def _derivatives(self, u: np.ndarray, order: int) -> Derivatives:
        if self.body is None:
            return derivatives(self.kind, u, order, *self.parameters)
        found = jet(self.body, (PLACEHOLDER,), u[None], order)
        zero = np.zeros_like(u)
        slope = zero if found.gradient is None else found.gradient[0]
        second = zero if found.hessian is None else found.hessian[0, 0]
        return (found.value, slope, second)[: order + 1]

    def value(self, u: np.ndarray) -> float:
        return float(self.coefficients @ self._derivatives(u[self.place], 0)[0])

    def value_and_slopes(self, u: np.ndarray, slopes: np.ndarray) -> float:
        value, slope = self._derivatives(u[self.place], 1)
        np.multiply(self.coefficients, slope, out=slopes[self.place])
        return float(self.coefficients @ value)

    def add_hessian(self, u: np.ndarray, forms: AffineForms, hessian: np.ndarray) -> None:
        weights = self.coefficients * self._derivatives(u[self.place], 2)[2]
        if forms.single:
            columns, entries = forms.columns[self.place], forms.coefficients[self.place]
            np.add.at(hessian, (columns, columns), weights * entries * entries)
            return
        for k, weight in zip(range(self.place.start, self.place.stop), weights, strict=True):
            columns, dense = forms.block(np.array([k]))
            hessian[np.ix_(columns, columns)] += weight * dense.T @ dense


class VectorGroup:
    """sum coef_j phi(u_1j, ..., u_kj) for one phi of the table, parameters by atom."""

    __slots__ = ("arity", "coefficients", "kind", "parameters", "start")

    def __init__(self, atoms: Sequence[Weighted], start: int) -> None:
        self.kind = atoms[0][1].kind
        self.arity = len(atoms[0][1].arguments)
        self.coefficients = floats([coefficient for coefficient, _ in atoms])
        flat = floats([p for _, atom in atoms for p in atom.parameters])
        self.parameters = flat.reshape(len(atoms), -1).T
        self.start = start

    @property
    def place(self) -> slice:
        return slice(self.start, self.start + self.arity * len(self.coefficients))

    def value(self, u: np.ndarray) -> float:
        block = u[self.place].reshape(self.arity, -1)
        return float(self.coefficients @ VECTOR[self.kind][0](block, self.parameters)[0])

    def value_and_slopes(self, u: np.ndarray, slopes: np.ndarray) -> float:
        block = u[self.place].reshape(self.arity, -1)
        value, slope = VECTOR[self.kind][0](block, self.parameters)
        slopes[self.place] = (self.coefficients * slope).ravel()
        return float(self.coefficients @ value)

    def add_hessian(self, u: np.ndarray, forms: AffineForms, hessian: np.ndarray) -> None:
        block = u[self.place].reshape(self.arity, -1)
        second = self.coefficients * VECTOR[self.kind][1](block, self.parameters)
        count = len(self.coefficients)
        for j in range(count):
            columns, dense = forms.block(self.start + j + count * np.arange(self.arity))
            hessian[np.ix_(columns, columns)] += dense.T @ second[:, :, j] @ dense


def compile_groups(
    atoms: Sequence[Weighted], index: Mapping[str, int]
) -> tuple[AffineForms, tuple[Group, ...], tuple[Weighted, ...]]:
    """The affine arguments of all tabulated atoms as one system, the groups that read it, and the other atoms."""
    members: defaultdict[Hashable, list[Weighted]] = defaultdict(list)
    for weighted in atoms:
        members[_group_key(weighted[1])].append(weighted)
    groups: list[Group] = []
    forms: list[Affine] = []
    rest: list[Weighted] = []
    for group in members.values():
        first = group[0][1]
        if first.kind in VECTOR:
            groups.append(VectorGroup(group, len(forms)))
        elif is_univariate(first.kind) or first.body is not None:
            groups.append(UnivariateGroup(group, len(forms)))
        else:
            rest += group
            continue
        for k in range(len(first.arguments)):
            forms.extend([atom.arguments[k] for _, atom in group])
    return AffineForms(forms, index), tuple(groups), tuple(rest)


def _group_key(atom: Atom) -> Hashable:
    if atom.kind in VECTOR:
        return atom.kind, len(atom.arguments)
    if atom.body is not None:
        return atom.kind, atom.body
    # Pairs of integers hash faster than rationals.
    return (atom.kind, *map(Fraction.as_integer_ratio, atom.parameters)) if atom.parameters else atom.kind
