"""Arrays of numbers that stand in a statement: what is known of them, and how they are kept."""

from __future__ import annotations

from typing import Any

from duality.statements.nodes import Definite


def definite(array: Any) -> Definite:
    """Whether a symmetric array is definite, up to rounding."""
    import numpy as np

    lowest = float(np.linalg.eigvalsh(array)[0])
    size = max(1.0, float(np.abs(array).max()))
    return "definite" if lowest > 1e-12 * size else "semidefinite" if lowest >= -1e-12 * size else "no"


def tuples(value: object) -> object:
    """Lists of lists as tuples of tuples, which a statement may hold."""
    return tuple(map(tuples, value)) if isinstance(value, list) else value
