"""Optimality over the rationals is decided exactly, however near to 0 a sum is; Newton's steps in bands are steps."""

from __future__ import annotations

import numpy as np
import pytest
from flint import fmpq
from scipy import sparse

from duality.solving.arrays import ArrayProgram, Cone
from duality.solving.arrays.exact.checking import is_optimal
from duality.solving.arrays.exact.vectors import Rationals
from duality.solving.arrays.newton import Smooth, maximum


def program() -> ArrayProgram:
    """min x + y subject to 3x + y >= 1, x + 3y >= 1, 0 <= x, y <= 1/4: x = y = 1/4 with multipliers 1/4."""
    matrix = -sparse.csc_array(np.array([[3.0, 1.0], [1.0, 3.0]]))
    ends = np.zeros(2), np.full(2, 0.25)
    return ArrayProgram(
        None, np.ones(2), 0.0, matrix, -np.ones(2), (Cone("nonnegative", 2),), *ends, np.zeros(2, dtype=bool)
    )


QUARTERS = Rationals(2, [0, 1], [fmpq(1, 4), fmpq(1, 4)])


def moved(step: fmpq) -> Rationals:
    return Rationals(2, [0, 1], [fmpq(1, 4) + step, fmpq(1, 4)])


def test_the_optimum_is_one() -> None:
    assert is_optimal(program(), QUARTERS, QUARTERS)


@pytest.mark.parametrize("below", [10**6, 2**40, 10**17, 10**30, 10**400])
def test_what_is_off_by_little_is_none(below: int) -> None:
    step = fmpq(1, below)
    for point in (moved(step), moved(-step)):
        assert not is_optimal(program(), point, QUARTERS)
    # Smaller multipliers leave x = 1/4 with a positive reduced cost; larger ones press it against its upper end.
    assert not is_optimal(program(), QUARTERS, moved(-step))
    assert is_optimal(program(), QUARTERS, moved(step))
    loose = program()._replace(upper=np.ones(2))
    assert is_optimal(loose, QUARTERS, QUARTERS)
    for multipliers in (moved(step), moved(-step)):
        assert not is_optimal(loose, QUARTERS, multipliers)


@pytest.mark.parametrize("size", [5, 60])
def test_newton_in_a_band_finds_what_newton_finds(size: int) -> None:
    """max b'y - 1/2 y'Ky with a cyclic band K, y_i >= 0 for every other i."""
    rng = np.random.default_rng(size)
    entries = np.diag(np.full(size, 2.0)) + np.diag(rng.uniform(-1, 1, size - 1), 1)
    entries[0, -1] = rng.uniform(-1, 1)
    rows = sparse.csr_array(entries)
    matrix = sparse.csr_array(rows @ rows.T)
    target = rng.normal(size=size)
    signed = np.arange(size) % 2 == 0

    def theta(bend: object) -> Smooth:
        return Smooth(lambda y: target @ y - y @ (matrix @ y) / 2, lambda y: target - matrix @ y, lambda y: bend)

    found = [maximum(theta(bend), np.zeros(size), signed, 1e-10) for bend in (-matrix, -matrix.toarray())]
    assert found[0] is not None and found[1] is not None
    assert found[0] == pytest.approx(found[1], abs=1e-8)
    slope = target - matrix @ found[0]
    assert (found[0][signed] >= 0).all() and (slope[signed] <= 1e-9).all() and abs(slope[~signed]).max() <= 1e-9
