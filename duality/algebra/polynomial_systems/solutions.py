"""Every real solution of a zero-dimensional polynomial system, exactly.

The quotient algebra is made radical by Seidenberg's lemma (the squarefree part of each variable's minimal polynomial
joins the ideal). A form u = sum k_i x_i is separating iff its minimal polynomial there has full degree; then every
coordinate is a polynomial in u (shape lemma), and each irreducible factor of that minimal polynomial carries a class of
conjugate solutions, real exactly where u is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import flint

from duality.algebra.polynomial_systems.algebraic import AlgebraicPoint, Field, RealRoots, primitive
from duality.algebra.polynomial_systems.groebner import Outcome, Quotient, quotient, reduced_basis
from duality.algebra.polynomial_systems.trees import eliminating_ring, integral

FORMS = 12
"""How many separating forms are tried; a random one fails with probability next to zero."""


def real_solutions(
    polynomials: Sequence[flint.fmpz_mpoly], context: flint.fmpz_mpoly_ctx
) -> list[AlgebraicPoint] | Outcome:
    """The real common zeros; `Outcome.CONTINUUM` for infinitely many complex ones, `Outcome.TOO_LARGE` past limits."""
    if context.nvars() == 1:
        return _one_variable(polynomials)
    algebra = quotient(polynomials, context)
    if algebra is Outcome.EMPTY:
        return []
    if isinstance(algebra, Outcome):
        return algebra
    return _points(_radical(algebra))


def last_coordinates(polynomials: Sequence[flint.fmpq_mpoly], size: int) -> list[AlgebraicPoint] | Outcome:
    """Real numbers, as points of the line, among which is the last coordinate of every common zero in R^size.

    The last elimination ideal of a lexicographic basis; `Outcome.CONTINUUM` where that is 0.
    """
    context = eliminating_ring(size)
    basis = reduced_basis([integral(p, context) for p in polynomials], context)
    if isinstance(basis, Outcome):
        return [] if basis is Outcome.EMPTY else basis
    line = eliminating_ring(1)
    alone = [p for p in basis if not any(any(monomial[:-1]) for monomial in p.monoms())]
    return _one_variable([line.from_dict({m[-1:]: c for m, c in p.to_dict().items()}) for p in alone])


def _one_variable(polynomials: Sequence[flint.fmpz_mpoly]) -> list[AlgebraicPoint] | Outcome:
    """The real roots of the greatest common divisor."""
    shared = flint.fmpz_poly([0])
    for polynomial in polynomials:
        terms = polynomial.to_dict()
        degree = max((m[0] for m in terms), default=0)
        shared = shared.gcd(flint.fmpz_poly([terms.get((k,), flint.fmpz(0)) for k in range(degree + 1)]))
    if shared.degree() < 0:
        return Outcome.CONTINUUM
    return list(_roots_of(shared, (flint.fmpq_poly([0, 1]),)))


def _radical(algebra: Quotient) -> tuple[flint.fmpq_mat, tuple[flint.fmpq_mat, ...]]:
    """(the image of 1, multiplication by each x_i) in the quotient by the radical of the ideal."""
    size = len(algebra.basis)
    images = []
    for matrix in algebra.matrices:
        minimal = matrix.minpoly()
        squarefree = minimal / minimal.gcd(minimal.derivative())
        if squarefree.degree() < minimal.degree():
            images.append(_evaluated(squarefree, matrix))
    one = flint.fmpq_mat(size, 1, [1, *[0] * (size - 1)])
    if not images:
        return one, algebra.matrices
    # Coordinates on the quotient by the column space of the images: a basis of the forms that vanish on it.
    stacked = flint.fmpq_mat(size * len(images), size, [e for m in images for e in m.transpose().entries()])
    forms = _kernel(stacked)
    # forms * M = M' * forms, solved on columns where forms is the unit matrix.
    pivots = _unit_columns(forms)
    reduced = []
    for matrix in algebra.matrices:
        moved = (forms * matrix).tolist()
        reduced.append(flint.fmpq_mat(len(pivots), len(pivots), [row[p] for row in moved for p in pivots]))
    return forms * one, tuple(reduced)


def _evaluated(polynomial: flint.fmpq_poly, matrix: flint.fmpq_mat) -> flint.fmpq_mat:
    size = matrix.nrows()
    unit = flint.fmpq_mat(size, size, [int(i == j) for i in range(size) for j in range(size)])
    total = flint.fmpq_mat(size, size)
    for coefficient in reversed(polynomial.coeffs()):
        total = total * matrix + unit * coefficient
    return total


def _kernel(matrix: flint.fmpq_mat) -> flint.fmpq_mat:
    """Rows spanning {w: matrix w = 0}, the unit matrix at the free columns."""
    reduced, rank = matrix.rref()
    rows, width = reduced.tolist()[:rank], matrix.ncols()
    pivots = [next(j for j, entry in enumerate(row) if entry) for row in rows]
    found = []
    for free in sorted(set(range(width)) - set(pivots)):
        vector = [flint.fmpq(0)] * width
        vector[free] = flint.fmpq(1)
        for row, pivot in zip(rows, pivots, strict=True):
            vector[pivot] = -row[free]
        found += vector
    return flint.fmpq_mat(len(found) // width, width, found)


def _unit_columns(forms: flint.fmpq_mat) -> list[int]:
    """The columns at which the rows are unit vectors, in order."""
    found: list[int] = []
    columns = forms.transpose().tolist()
    for k in range(forms.nrows()):
        unit = [flint.fmpq(int(i == k)) for i in range(forms.nrows())]
        found.append(next(j for j, column in enumerate(columns) if column == unit))
    return found


def _points(algebra: tuple[flint.fmpq_mat, tuple[flint.fmpq_mat, ...]]) -> list[AlgebraicPoint] | Outcome:
    one, matrices = algebra
    size = one.nrows()
    for attempt in range(FORMS):
        form = flint.fmpq_mat(size, size)
        for k, matrix in enumerate(matrices):
            form = form + matrix * _weight(attempt, k)
        minimal = form.minpoly()
        if minimal.degree() == size:
            return list(_roots_of(primitive(minimal), _coordinates(form, one, matrices)))
    return Outcome.TOO_LARGE


def _weight(attempt: int, k: int) -> int:
    """Small weights first: they keep the coefficients short."""
    return (attempt + 1) ** k if attempt < FORMS // 2 else (7 * attempt + 3 * k * k + 5) ** (k + 1) % 997 + 1


def _coordinates(
    form: flint.fmpq_mat, one: flint.fmpq_mat, matrices: Sequence[flint.fmpq_mat]
) -> tuple[flint.fmpq_poly, ...]:
    """p_i with x_i = p_i(u) in the algebra: 1, u, u^2, ... is a basis of it."""
    size = one.nrows()
    powers, column = [], one
    for _ in range(size):
        powers.append(column.entries())
        column = form * column
    basis = flint.fmpq_mat(size, size, [powers[j][i] for i in range(size) for j in range(size)])
    targets = [(matrix * one).entries() for matrix in matrices]
    right = flint.fmpq_mat(size, len(targets), [target[i] for i in range(size) for target in targets])
    solved = basis.solve(right).transpose().tolist()
    return tuple(flint.fmpq_poly(row) for row in solved)


def _roots_of(polynomial: flint.fmpz_poly, coordinates: tuple[flint.fmpq_poly, ...]) -> Iterator[AlgebraicPoint]:
    """One point for each real root of each irreducible factor."""
    for factor, _ in polynomial.factor()[1]:
        modulus = flint.fmpq_poly(factor)
        reduced = tuple(p % modulus for p in coordinates)
        if factor.degree() == 1:
            yield AlgebraicPoint(None, reduced)
            continue
        roots = RealRoots(factor)
        for place in range(len(roots)):
            yield AlgebraicPoint(Field(roots, place), reduced)
