"""||a||_2 of rows and columns of floats, right up to the end of the floats: no entry is squared before it is scaled."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def lengths(array: np.ndarray, axis: int = -1) -> np.ndarray:
    """||a||_2 along ``axis``; infinite only where the length itself is beyond the floats."""
    import numpy as np

    largest = np.abs(array).max(axis=axis, keepdims=True, initial=0.0)
    scale = np.where((largest > 0) & np.isfinite(largest), largest, 1.0)
    with np.errstate(over="ignore"):
        return np.linalg.norm(array / scale, axis=axis) * scale.squeeze(axis)
