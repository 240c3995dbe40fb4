"""Lengths of rows and columns hold where squares of their entries would overflow or vanish."""

import numpy as np
import pytest

from duality.algebra.lengths import lengths


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("scale", [1e-300, 1e-200, 1.0, 1e200, 1e300])
def test_lengths_scale_with_their_entries(scale: float) -> None:
    rows = np.array([[3.0, 4.0], [0.0, 0.0], [-5.0, 12.0]])
    assert np.allclose(lengths(scale * rows) / scale, [5.0, 0.0, 13.0], rtol=1e-14)
    assert np.allclose(lengths(scale * rows.T, axis=0) / scale, [5.0, 0.0, 13.0], rtol=1e-14)


@pytest.mark.filterwarnings("error")
def test_a_length_beyond_the_floats_is_infinite_without_a_warning() -> None:
    assert lengths(np.array([1.7e308, 1.7e308])) == np.inf
    assert lengths(np.array([np.inf, 1.0])) == np.inf
    assert lengths(np.zeros((3, 0))).tolist() == [0.0, 0.0, 0.0]
