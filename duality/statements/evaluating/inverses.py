"""inv(M) in a product, as the solving of systems: nothing is inverted, and a sparse M stays sparse."""

from __future__ import annotations

from typing import Any

Array = Any


class Inverse:
    """inv(M) for products with arrays on either side."""

    __array_ufunc__ = None
    """numpy leaves products with it to it."""

    def __init__(self, matrix: Array) -> None:
        self.matrix = matrix
        self.shape = matrix.shape

    def array(self) -> Array:
        """All its entries."""
        import numpy as np

        return _solved(self.matrix, np.eye(self.shape[0]))

    def __matmul__(self, right: Array) -> Array:
        """inv(M)*right. Raises ``numpy.linalg.LinAlgError`` for a singular M, as an inverse does."""
        return _solved(self.matrix, right)

    def __rmatmul__(self, left: Array) -> Array:
        return _solved(self.matrix.T, left.T).T


def _solved(matrix: Array, right: Array) -> Array:
    import numpy as np

    if not hasattr(matrix, "toarray"):
        return np.linalg.solve(matrix, right.toarray() if hasattr(right, "toarray") else right)
    from scipy import sparse
    from scipy.sparse.linalg import splu

    try:
        factors = splu(sparse.csc_array(matrix))
    except RuntimeError as singular:
        raise np.linalg.LinAlgError(str(singular)) from singular
    return factors.solve(right.toarray() if hasattr(right, "toarray") else right)
