"""Is f strictly convex: then L, which adds convex terms, has at most one minimizer.

A sum of convex terms is strictly convex unless some direction leaves each of them affine. Only terms that are known
count: a positive semidefinite quadratic part, and strictly convex functions of one affine argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.exact_linear import is_positive_semidefinite, rank
from duality.model.form import Affine, Atom, Row
from duality.model.scalar import Irrational, Scalar


def is_strictly_convex(row: Row, variables: Sequence[str]) -> bool:
    """Proved strictly convex over the domain of its atoms; ``False`` where this is not seen."""
    if row.remainder or not all(_is_strict(coefficient, atom) for coefficient, atom in row.atoms):
        return False
    numbers = [
        *(c for _, c in row.quadratic),
        *(c for _, atom in row.atoms for a in atom.arguments for _, c in a.terms),
    ]
    if any(isinstance(number, Irrational) for number in numbers):
        return False
    hessian = hessian_of(row, variables)
    if not is_positive_semidefinite(hessian):
        return False
    directions = [form for _, atom in row.atoms for form in _curved(atom)]
    return rank([*hessian, *([form.coefficient(name) for name in variables] for form in directions)]) == len(variables)


def hessian_of(row: Row, variables: Sequence[str]) -> list[list[Scalar]]:
    """The matrix Q of the quadratic part 1/2 x'Qx, exact."""
    index = {name: k for k, name in enumerate(variables)}
    matrix: list[list[Scalar]] = [[Fraction(0)] * len(index) for _ in index]
    for (a, b), c in row.quadratic:
        matrix[index[a]][index[b]] += c
        matrix[index[b]][index[a]] += c
    return matrix


def _is_strict(coefficient: Scalar, atom: Atom) -> bool:
    """Strictly convex in its argument (for log-sum-exp: in the differences of its arguments)."""
    match atom.kind:
        case "exp" | "xlogx" | "cosh" | "logsumexp":
            return coefficient > 0
        case "log":
            return coefficient < 0
        case "power":
            (p,) = atom.parameters
            if 0 < p < 1:
                return coefficient < 0
            # u^4 on the line; u^(3/2) where u >= 0 and u^(-1/2) where u > 0, which are their natural domains.
            even = p.denominator == 1 and p.numerator % 2 == 0 and p > 0
            return coefficient > 0 and (even or p.denominator > 1)
        case _:
            return False


def _curved(atom: Atom) -> list[Affine]:
    if atom.kind == "logsumexp":
        first, *others = atom.arguments
        return [other - first for other in others]
    return [atom.arguments[0]]
