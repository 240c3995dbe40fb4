"""Polynomials of one variable: minimizers from roots, for L over D and for v(u), without a search."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from duality.algebra.polynomial_of import polynomial_coefficients
from duality.model.expression import Expression
from duality.model.form import StandardForm

HIGHEST = 16
REAL = 1e-7
"""A root whose imaginary part is this small, relatively, is tried as a real one: a point too many does no harm."""

HOLDS = 1e-9
"""A row holds up to this, relative to its terms."""


class Polynomials:
    """f and c_k as polynomials over an interval; ``None`` from `of` for any other form."""

    def __init__(self, form: StandardForm, f: np.ndarray, rows: list[np.ndarray]) -> None:
        bounds = form.domain.bound(form.variables[0])
        self.low = -np.inf if bounds.lower is None else float(bounds.lower)
        self.high = np.inf if bounds.upper is None else float(bounds.upper)
        self.closed = bounds.lower_closed, bounds.upper_closed
        self.kinds = [c.constraint.kind for c in form.constraints]
        self.f, self.rows = f, rows

    @classmethod
    def of(cls, form: StandardForm) -> Polynomials | None:
        if len(form.variables) != 1 or form.domain.discrete or form.domain.conditions:
            return None
        name = form.variables[0]
        read = [_floats(e, name) for e in (form.objective_expression, *(c.expression for c in form.constraints))]
        if any(coefficients is None for coefficients in read):
            return None
        f, *rows = (coefficients for coefficients in read if coefficients is not None)
        return cls(form, f, rows)

    @cached_property
    def flat(self) -> np.ndarray:
        """Where f' = 0, sharpened by Newton's method."""
        slope, bend = np.polyder(self.f), np.polyder(self.f, 2)
        x = _real_roots(slope)
        for _ in range(3):
            with np.errstate(all="ignore"):
                step = np.polyval(slope, x) / np.polyval(bend, x)
            x = np.where(np.isfinite(step) & (np.abs(step) < 1e-3 * (1 + np.abs(x))), x - step, x)
        return x

    def sinks(self) -> bool:
        """Whether f falls without bound toward an end of D that is infinite."""
        odd = (len(self.f) - 1) % 2
        right, left = self.f[0] < 0, (self.f[0] > 0) if odd else (self.f[0] < 0)
        return len(self.f) > 1 and bool((np.isinf(self.high) and right) or (np.isinf(self.low) and left))

    def candidates(self) -> tuple[np.ndarray, np.ndarray]:
        """The points of D at which f may be least, and its finite ends that D leaves out."""
        inside = self.flat[(self.flat > self.low) & (self.flat < self.high)]
        ends = [
            (end, closed) for end, closed in zip((self.low, self.high), self.closed, strict=True) if np.isfinite(end)
        ]
        kept = [end for end, closed in ends if closed]
        return np.concatenate([inside, kept]), np.array([end for end, closed in ends if not closed])

    def least(self, k: int, u: float) -> float:
        """inf of f where c_k <= u (or h_k = u) and the other rows hold; inf where none of the candidates does."""
        rows = [np.polysub(row, [u]) if i == k else row for i, row in enumerate(self.rows)]
        points, left_out = self.candidates()
        x = np.concatenate([points, left_out, *(_real_roots(row) for row in rows)])
        x = x[(x >= self.low) & (x <= self.high)]
        holds = np.ones(len(x), dtype=bool)
        for row, kind in zip(rows, self.kinds, strict=True):
            allowed = HOLDS * (1 + np.polyval(np.abs(row), np.abs(x)))
            off = np.polyval(row, x)
            holds &= (np.abs(off) if kind == "equality" else off) <= allowed
        return float(np.polyval(self.f, x[holds]).min(initial=np.inf))


def _floats(expression: Expression, name: str) -> np.ndarray | None:
    """The coefficients from the highest on."""
    found = polynomial_coefficients(expression, name)
    if found is None or len(found) > HIGHEST + 1:
        return None
    return np.trim_zeros(np.array([float(c) for c in reversed(found)]), "f") if any(found) else np.zeros(1)


def _real_roots(coefficients: np.ndarray) -> np.ndarray:
    roots = np.roots(coefficients)
    return roots.real[np.abs(roots.imag) <= REAL * (1 + np.abs(roots))]
