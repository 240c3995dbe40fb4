"""u = A x + b for many affine forms at once, A sparse; and exact scalars as floats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import cast

import numpy as np

from duality.algebra.tape.floats import to_float
from duality.model.form import Affine
from duality.model.scalar import Scalar


def floats(scalars: Sequence[Scalar]) -> np.ndarray:
    """The nearest floats, +-inf beyond their range."""
    try:
        return np.array(
            [p / q for p, q in map(Fraction.as_integer_ratio, cast(Sequence[Fraction], scalars))], dtype=float
        )
    except (AttributeError, OverflowError):
        # An irrational scalar has no ratio, and a rational may be too large for a float.
        return np.array([to_float(s) if isinstance(s, Fraction) else float(s) for s in scalars], dtype=float)


class AffineForms:
    """u_k = b_k + sum of coefficient * x[column] over the entries whose ``rows`` is k."""

    __slots__ = ("coefficients", "columns", "constants", "rows", "single", "starts")

    def __init__(self, forms: Sequence[Affine], index: Mapping[str, int]) -> None:
        self.constants = floats([form.constant for form in forms])
        self.single = all(len(form.terms) == 1 for form in forms)
        if self.single:
            entries = [form.terms[0] for form in forms]
            self.rows = np.arange(len(forms))
        else:
            entries = [term for form in forms for term in form.terms]
            self.rows = np.repeat(np.arange(len(forms)), [len(form.terms) for form in forms])
        self.starts = np.searchsorted(self.rows, np.arange(len(forms) + 1))
        self.columns = np.array([index[name] for name, _ in entries], dtype=np.intp)
        self.coefficients = floats([c for _, c in entries])

    def __len__(self) -> int:
        return len(self.constants)

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """A x + b."""
        parts = self.coefficients * x[self.columns]
        return (parts if self.single else np.bincount(self.rows, parts, len(self))) + self.constants

    def spread(self, slopes: np.ndarray) -> np.ndarray:
        """The entries of diag(slopes) A, in the order of ``columns``: their sums by column are A' slopes."""
        return self.coefficients * (slopes if self.single else slopes[self.rows])

    def block(self, forms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(columns, dense matrix over these columns) of some of the forms, at most a few."""
        chosen = [slice(self.starts[k], self.starts[k + 1]) for k in forms]
        columns = np.unique(np.concatenate([self.columns[entries] for entries in chosen]))
        dense = np.zeros((len(forms), len(columns)))
        for k, entries in enumerate(chosen):
            dense[k, np.searchsorted(columns, self.columns[entries])] = self.coefficients[entries]
        return columns, dense
