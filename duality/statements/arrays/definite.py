"""Semidefinite matrices of numbers: as squares, and told without eigenvalues where they are large and sparse."""

from __future__ import annotations

from typing import Any

from duality.errors import BackendRefused

DENSE = 500
"""Order up to which the eigenvalues decide."""

SLACK = 1e-12
"""How far below 0 an eigenvalue may lie by rounding, relative to the largest entry."""


def is_semidefinite(matrix: Any) -> bool:
    """Whether (M + M')/2 >> 0, up to rounding: diagonal dominance, else eigenvalues, else the signs of the pivots."""
    import numpy as np
    from scipy import sparse

    found = sparse.csr_array(matrix)
    found = (found + found.T) * 0.5
    scale = float(abs(found).max()) if found.nnz else 0.0
    if scale == 0:
        return True
    diagonal = found.diagonal()
    if (diagonal >= 0).all() and (2 * diagonal >= abs(found).sum(axis=1)).all():
        return True
    if found.shape[0] <= DENSE:
        return bool(np.linalg.eigvalsh(found.toarray())[0] >= -SLACK * found.shape[0] * scale)
    return _pivots_are_positive(found, SLACK * found.shape[0] * scale)


def _pivots_are_positive(matrix: Any, shift: float) -> bool:
    """Elimination without interchanges keeps the signs of the eigenvalues in the pivots."""
    from scipy import sparse
    from scipy.sparse.linalg import splu

    shifted = sparse.csc_array(matrix + sparse.eye_array(matrix.shape[0]) * shift)
    try:
        factors = splu(shifted, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options={"SymmetricMode": True})
    except RuntimeError:
        return False
    return bool((factors.U.diagonal() > 0).all() and (factors.perm_r == factors.perm_c).all())


def factored(matrix: Any) -> tuple[Any, int]:
    """F and a sign with sign*F'F the symmetric part of the matrix. Raises `BackendRefused` for an indefinite one."""
    import numpy as np

    levels, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    scale = max(1.0, float(np.abs(levels).max()))
    sign = 1 if levels.min() >= -1e-12 * scale else -1
    if sign < 0 and levels.max() > 1e-12 * scale:
        raise BackendRefused("a quadratic form is indefinite")
    roots = np.sqrt(np.maximum(sign * levels, 0.0))
    return roots[:, None] * vectors.T, sign
