"""Exact rows as cvxpy expressions over one vector variable x."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from duality.algebra.definiteness import ldl
from duality.errors import BackendRefused
from duality.model.form import Affine, Atom, Row
from duality.model.scalar import Scalar
from duality.solving.translation.curved import Signs, curved

if TYPE_CHECKING:
    import cvxpy as cp


class Rows:
    """Translates rows in the variables ``names``, whose vector is ``x``; ``signs`` is what is known of affine forms."""

    def __init__(self, names: Sequence[str], signs: Signs, x: cp.Variable) -> None:
        self.x = x
        self._index = {name: i for i, name in enumerate(names)}
        self._signs = signs

    def vector(self, forms: Sequence[Affine]) -> cp.Expression:
        """A x + b of affine forms."""
        import cvxpy as cp
        import numpy as np
        from scipy.sparse import csr_array

        places = [(r, self._index[name], float(c)) for r, u in enumerate(forms) for name, c in u.terms]
        constants = np.array([float(u.constant) for u in forms])
        if not places:
            return cp.Constant(constants)
        r, i, c = zip(*places, strict=True)
        matrix: Any = csr_array((c, (r, i)), shape=(len(forms), len(self._index)))
        return matrix @ self.x + constants

    def expression(self, row: Row, sign: int = 1) -> cp.Expression:
        """sign * row, convex by cvxpy's rules.

        Raises `BackendRefused` where an atom is missing or the rules do not show convexity.
        """
        import cvxpy as cp

        if row.remainder:
            raise BackendRefused(f"cvxpy has no atom for {row.remainder[0][1]}")
        value: Any = sign * cp.sum(self.vector([row.affine]))
        if row.quadratic:
            value = value + self._quadratic(row, sign)
        for coefficients, atoms in _groups(row):
            value = value + cp.sum(
                cp.multiply(
                    [sign * float(c) for c in coefficients], curved(atoms[0].kind, atoms, self.vector, self._signs)
                )
            )
        if not value.is_convex():
            raise BackendRefused("cvxpy's rules do not show that the problem is convex")
        return value

    def _quadratic(self, row: Row, sign: int) -> cp.Expression:
        """sign * x'Qx as a sum of squares from the exact factorization P Q P' = L D L'."""
        import cvxpy as cp
        import numpy as np

        names = [name for name in self._index if any(name in pair for pair, _ in row.quadratic)]
        place = {name: k for k, name in enumerate(names)}
        matrix: list[list[Scalar]] = [[row.constant * 0 for _ in names] for _ in names]
        for (first, second), q in row.quadratic:
            i, j = place[first], place[second]
            matrix[i][j] = matrix[j][i] = q * sign if i == j else q * sign / 2
        factors = ldl(matrix)
        if factors is None:
            raise BackendRefused("the quadratic part is not convex")
        root = np.sqrt([float(d) for d in factors.diagonal])
        lower = np.array([[float(entry) for entry in line] for line in factors.lower])
        order = [self._index[names[k]] for k in factors.permutation]
        return cp.sum_squares((lower * root).T @ self.x[order])


def _groups(row: Row) -> list[tuple[list[Scalar], list[Atom]]]:
    """The atoms by kind, parameters and sign, so that each group is one vector of one curvature."""
    groups: dict[tuple[object, ...], tuple[list[Scalar], list[Atom]]] = {}
    single = {"max", "norminf", "norm2", "logsumexp", "quad_over_lin", "geo_mean"}
    for coefficient, atom in row.atoms:
        key = (atom.kind, None if atom.kind in single else atom.parameters, coefficient > 0)
        coefficients, atoms = groups.setdefault(key, ([], []))
        coefficients.append(coefficient)
        atoms.append(atom)
    return list(groups.values())
