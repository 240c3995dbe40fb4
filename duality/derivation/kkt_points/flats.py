"""{x: the chosen affine rows vanish} as x = origin + basis*z, z some of the coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import flint

from duality.algebra.polynomial_systems.algebraic import AlgebraicPoint
from duality.algebra.polynomial_systems.trees import ring
from duality.records import record


@record(slots=False)
class Flat:
    """x_i = forms[i](z), affine; ``free`` are the coordinates that z stands for."""

    context: flint.fmpq_mpoly_ctx
    forms: tuple[flint.fmpq_mpoly, ...]
    free: tuple[int, ...]

    @property
    def dimension(self) -> int:
        return len(self.free)

    def restricted(self, polynomial: flint.fmpq_mpoly) -> flint.fmpq_mpoly:
        """The polynomial on the flat, in z."""
        return polynomial.compose(*self.forms, ctx=self.context)

    def lifted(self, point: AlgebraicPoint) -> AlgebraicPoint:
        """The point of R^n for coordinates z (further coordinates of ``point`` are dropped)."""
        return AlgebraicPoint(point.field, tuple(self._lifted(form, point.coordinates) for form in self.forms))

    def _lifted(self, form: flint.fmpq_mpoly, z: Sequence[flint.fmpq_poly]) -> flint.fmpq_poly:
        total = flint.fmpq_poly([0])
        for monomial, coefficient in form.to_dict().items():
            k = next((k for k, exponent in enumerate(monomial) if exponent), None)
            total = total + (coefficient if k is None else z[k] * coefficient)
        return total


def affine_row(polynomial: flint.fmpq_mpoly) -> list[flint.fmpq]:
    """[a_1, ..., a_n, b] of a'x + b."""
    size = polynomial.context().nvars()
    row = [flint.fmpq(0)] * (size + 1)
    for monomial, coefficient in polynomial.to_dict().items():
        row[next((k for k, exponent in enumerate(monomial) if exponent), size)] = coefficient
    return row


def flat_of(rows: Iterable[Sequence[flint.fmpq]], size: int) -> tuple[Flat | None, int]:
    """The flat of rows [a | b], ``None`` where they contradict one another, and their rank."""
    given = list(rows)
    if not given:
        return _flat([], [], size), 0
    reduced, rank = flint.fmpq_mat(len(given), size + 1, [entry for row in given for entry in row]).rref()
    lines = reduced.tolist()[:rank]
    pivots = [next(j for j, entry in enumerate(line) if entry) for line in lines]
    if size in pivots:
        return None, rank - 1
    return _flat(lines, pivots, size), rank


def _flat(lines: Sequence[Sequence[flint.fmpq]], pivots: Sequence[int], size: int) -> Flat:
    free = tuple(k for k in range(size) if k not in pivots)
    context = ring(len(free))
    forms = [context.constant(0)] * size
    for place, k in enumerate(free):
        forms[k] = context.gen(place)
    for line, pivot in zip(lines, pivots, strict=True):
        terms = (context.gen(place) * -line[k] for place, k in enumerate(free) if line[k])
        forms[pivot] = sum(terms, context.constant(-line[size]))
    return Flat(context, tuple(forms), free)
