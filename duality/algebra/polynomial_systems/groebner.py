"""Groebner bases, and the quotient algebra Q[x]/I of a zero-dimensional ideal as multiplication matrices."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import product
from typing import Any

import flint

from duality.model.budget import checkpoint
from duality.records import record

MOST_ELEMENTS, MOST_TERMS, LEAST_BITS = 80, 300, 500
"""Buchberger's algorithm stops at so many basis elements, terms of one of them, and bits of a coefficient."""

GROWTH = 40
"""Data of more than a few digits may grow by this factor."""

MOST_POINTS = 130
"""The largest dimension of a quotient algebra: the number of complex solutions with their multiplicities."""

MOST_WORK = 1.5e9
"""The largest size^4 * bits of its matrices: the linear algebra that follows takes about a second."""

Monomial = tuple[int, ...]


class Outcome(Enum):
    """Why there is no quotient algebra to work in."""

    EMPTY = "no complex solution"
    CONTINUUM = "infinitely many complex solutions"
    TOO_LARGE = "the system is too large"


@record(slots=False)
class Quotient:
    """A basis of monomials of Q[x]/I (1 first) and the matrix of multiplication by each x_i, columns the images."""

    basis: tuple[Monomial, ...]
    matrices: tuple[flint.fmpq_mat, ...]


def quotient(polynomials: Sequence[flint.fmpz_mpoly], context: flint.fmpz_mpoly_ctx) -> Quotient | Outcome:
    """Q[x]/(polynomials); degrevlex, by flint's Buchberger within limits."""
    checkpoint("solving a system of polynomials")
    reduced = reduced_basis(polynomials, context)
    if isinstance(reduced, Outcome):
        return reduced
    leading = [p.monomial(0) for p in reduced]
    degrees = _pure_powers(leading, context.nvars())
    if degrees is None:
        return Outcome.CONTINUUM
    size = 1
    for degree in degrees:
        size *= degree
    if size > 40 * MOST_POINTS:
        return Outcome.TOO_LARGE
    basis = sorted((m for m in product(*map(range, degrees)) if not _divisible(m, leading)), key=lambda m: (sum(m), m))
    if len(basis) > MOST_POINTS:
        return Outcome.TOO_LARGE
    matrices = _matrices(basis, reduced, leading)
    bits = max((max(e.p.height_bits(), e.q.height_bits()) for m in matrices for e in m.entries()), default=0)
    if len(basis) ** 4 * bits > MOST_WORK:
        return Outcome.TOO_LARGE
    return Quotient(tuple(basis), matrices)


def reduced_basis(
    polynomials: Sequence[flint.fmpz_mpoly], context: flint.fmpz_mpoly_ctx
) -> list[flint.fmpz_mpoly] | Outcome:
    """A Groebner basis in the order of the ring, none of whose terms another leading monomial divides."""
    given = [p for p in polynomials if not p.is_zero()]
    if any(p.is_constant() for p in given):
        return Outcome.EMPTY
    if not given:
        return Outcome.CONTINUUM
    bits = max(coefficient.height_bits() for p in given for coefficient in p.coeffs())
    limits = (MOST_ELEMENTS, MOST_TERMS, max(LEAST_BITS, GROWTH * bits))
    found, complete = flint.fmpz_mpoly_vec(given, context).buchberger_naive(limits=limits)
    if not complete:
        return Outcome.TOO_LARGE
    # The stubs of flint call the elements of a vector what they are not.
    raw: Any = found
    reduced: list[flint.fmpz_mpoly] = list(raw.autoreduction())
    return Outcome.EMPTY if any(p.is_constant() for p in reduced) else reduced


def _pure_powers(leading: Sequence[Monomial], size: int) -> list[int] | None:
    """The least power of each variable among the leading monomials; ``None`` where a variable has none."""
    found: list[int | None] = [None] * size
    for monomial in leading:
        support = [k for k, exponent in enumerate(monomial) if exponent]
        if len(support) == 1:
            k = support[0]
            known = found[k]
            found[k] = monomial[k] if known is None else min(known, monomial[k])
    known = [degree for degree in found if degree is not None]
    return known if len(known) == size else None


def _divisible(monomial: Monomial, leading: Sequence[Monomial]) -> bool:
    return any(all(a >= b for a, b in zip(monomial, other, strict=True)) for other in leading)


def _matrices(
    basis: Sequence[Monomial], reduced: Sequence[flint.fmpz_mpoly], leading: Sequence[Monomial]
) -> tuple[flint.fmpq_mat, ...]:
    """Normal forms of x_i * b, each from a basis element or from a smaller one (Faugere, Gianni, Lazard, Mora)."""
    size, variables = len(basis), len(basis[0])
    place = {monomial: k for k, monomial in enumerate(basis)}
    tails = {monomial: _tail(p, place) for monomial, p in zip(leading, reduced, strict=True)}
    forms: dict[Monomial, flint.fmpq_mat] = {}
    columns: dict[tuple[int, Monomial], flint.fmpq_mat] = {}

    def normal_form(monomial: Monomial) -> flint.fmpq_mat:
        if monomial in forms:
            return forms[monomial]
        if monomial in place:
            form = flint.fmpq_mat(size, 1, [int(k == place[monomial]) for k in range(size)])
        elif monomial in tails:
            form = tails[monomial]
        else:
            # Some x_j divides it so that the rest is no basis monomial either: x_j * NF(rest).
            j = next(j for j in range(variables) if monomial[j] and _lowered(monomial, j) not in place)
            rest = normal_form(_lowered(monomial, j))
            form = flint.fmpq_mat(size, 1)
            for k, coefficient in enumerate(rest.entries()):
                if coefficient:
                    form = form + normal_form(_raised(basis[k], j)) * coefficient
        forms[monomial] = form
        return form

    for i in range(variables):
        for monomial in basis:
            columns[i, monomial] = normal_form(_raised(monomial, i))
    return tuple(
        flint.fmpq_mat(size, size, [e for b in basis for e in columns[i, b].entries()]).transpose()
        for i in range(variables)
    )


def _tail(polynomial: flint.fmpz_mpoly, place: dict[Monomial, int]) -> flint.fmpq_mat:
    """The leading monomial modulo the ideal."""
    terms = polynomial.to_dict()
    lead = polynomial.leading_coefficient()
    column = [flint.fmpq(0)] * len(place)
    for monomial, coefficient in terms.items():
        if monomial in place:
            column[place[monomial]] = flint.fmpq(-coefficient, lead)
    return flint.fmpq_mat(len(place), 1, column)


def _raised(monomial: Monomial, k: int) -> Monomial:
    return (*monomial[:k], monomial[k] + 1, *monomial[k + 1 :])


def _lowered(monomial: Monomial, k: int) -> Monomial:
    return (*monomial[:k], monomial[k] - 1, *monomial[k + 1 :])
