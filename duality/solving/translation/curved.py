"""Atoms of exact rows as cvxpy expressions, a vector of atoms of one kind at a time.

cvxpy restricts some functions silently (x^3 to x >= 0, 1/x to x > 0); such an atom is translated only where the
statement's own domain implies the restriction, and refused otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from duality.algebra.atoms import atom_expression
from duality.algebra.boxes import affine_range, is_nonnegative, is_positive
from duality.errors import BackendRefused
from duality.model.form import Affine, Atom, Bounds, DomainCondition

if TYPE_CHECKING:
    import cvxpy as cp

    Vectors = Callable[[Sequence[Affine]], cp.Expression]
    """Affine forms -> the vector A x + b."""


class Signs:
    """u(x) >= 0, > 0 for every x in D, as far as the statement shows it."""

    def __init__(self, box: Mapping[str, Bounds], conditions: Sequence[DomainCondition] = ()) -> None:
        self._box = box
        self._rows = [(c.row.affine, c.strict) for c in conditions if c.row.is_affine and not (c.nonzero or c.equality)]

    def nonnegative(self, u: Affine) -> bool:
        """u >= 0 on D."""
        return is_nonnegative(affine_range(u, self._box)) or any(self._exceeds(u, row) for row, _ in self._rows)

    def positive(self, u: Affine) -> bool:
        """u > 0 on D."""
        return is_positive(affine_range(u, self._box)) or any(
            self._exceeds(u, row, strictly=not strict) for row, strict in self._rows
        )

    def _exceeds(self, u: Affine, row: Affine, *, strictly: bool = False) -> bool:
        """u >= k * row for some k > 0 (``strictly``: >) because they differ by a constant."""
        first = next(iter(row.terms), None)
        if first is None or u.coefficient(first[0]) == 0:
            return False
        factor = u.coefficient(first[0]) / first[1]
        if not factor > 0:
            return False
        rest = u - row.scaled(factor)
        return rest.is_constant and (rest.constant > 0 or (rest.constant == 0 and not strictly))


FINEST = 100
"""The largest denominator of an exponent that cvxpy represents without approximating it."""


def curved(kind: str, atoms: Sequence[Atom], vectors: Vectors, signs: Signs) -> cp.Expression:
    """The vector of the atoms' values; all are of one kind and have the same parameters.

    Raises `BackendRefused` for a kind that cvxpy lacks, or where its domain is not implied by the statement.
    """
    if kind in _ELEMENTWISE:
        return _ELEMENTWISE[kind](atoms, vectors([atom.arguments[0] for atom in atoms]))
    if kind == "power":
        return _power(atoms, vectors, signs)
    if kind == "rel_entr":
        return _relative_entropy(atoms, vectors)
    if kind in _SINGLE:
        import cvxpy as cp

        return cp.hstack([_SINGLE[kind](atom, vectors, signs) for atom in atoms])
    raise BackendRefused(f"cvxpy has no atom for {_described(atoms[0])}")


def _described(atom: Atom) -> str:
    return str(atom_expression(atom))


def _exp(atoms: Sequence[Atom], u: cp.Expression) -> cp.Expression:
    import cvxpy as cp

    return cp.exp(u)


def _log(atoms: Sequence[Atom], u: cp.Expression) -> cp.Expression:
    import cvxpy as cp

    return cp.log(u)


def _abs(atoms: Sequence[Atom], u: cp.Expression) -> cp.Expression:
    import cvxpy as cp

    return cp.abs(u)


def _xlogx(atoms: Sequence[Atom], u: cp.Expression) -> cp.Expression:
    import cvxpy as cp

    return -cp.entr(u)


def _cosh(atoms: Sequence[Atom], u: cp.Expression) -> cp.Expression:
    import cvxpy as cp

    return (cp.exp(u) + cp.exp(-u)) / 2


def _huber(atoms: Sequence[Atom], u: cp.Expression) -> cp.Expression:
    import cvxpy as cp

    width: Any = float(atoms[0].parameters[0])
    return cp.huber(u, width)


def _power(atoms: Sequence[Atom], vectors: Vectors, signs: Signs) -> cp.Expression:
    """u^p. An odd or negative integer p needs the sign of u: where u <= 0, u^p = (-u)^p or -(-u)^p."""
    import cvxpy as cp

    p = atoms[0].parameters[0]
    if p.denominator > FINEST:
        raise BackendRefused(f"cvxpy approximates the exponent {p}")
    arguments = [atom.arguments[0] for atom in atoms]
    even = p.denominator == 1 and p.numerator % 2 == 0
    if (p > 0 and even) or p.denominator != 1:
        # Defined on the whole line, or on u >= 0 in cvxpy and in the language alike.
        return cp.power(vectors(arguments), float(p) if p.denominator != 1 else int(p))
    known = signs.nonnegative
    if all(known(u) for u in arguments):
        return cp.power(vectors(arguments), int(p))
    if all(known(-u) for u in arguments):
        value = cp.power(vectors([-u for u in arguments]), int(p))
        return value if even else -value
    raise BackendRefused(f"cvxpy takes {_described(atoms[0])} on one side of 0 only")


def _relative_entropy(atoms: Sequence[Atom], vectors: Vectors) -> cp.Expression:
    import cvxpy as cp

    first = vectors([atom.arguments[0] for atom in atoms])
    return cp.rel_entr(first, vectors([atom.arguments[1] for atom in atoms]))


def _max(atom: Atom, vectors: Vectors, signs: Signs) -> cp.Expression:
    import cvxpy as cp

    return cp.max(vectors(atom.arguments))


def _norminf(atom: Atom, vectors: Vectors, signs: Signs) -> cp.Expression:
    import cvxpy as cp

    return cp.norm_inf(vectors(atom.arguments))


def _norm2(atom: Atom, vectors: Vectors, signs: Signs) -> cp.Expression:
    import cvxpy as cp

    return cp.norm2(cp.multiply(_roots(atom.parameters), vectors(atom.arguments)))


def _logsumexp(atom: Atom, vectors: Vectors, signs: Signs) -> cp.Expression:
    import cvxpy as cp
    import numpy as np

    if not all(w > 0 for w in atom.parameters):
        raise BackendRefused("cvxpy needs positive weights in log(sum w exp(u))")
    return cp.log_sum_exp(vectors(atom.arguments) + np.log([float(w) for w in atom.parameters]))


def _quad_over_lin(atom: Atom, vectors: Vectors, signs: Signs) -> cp.Expression:
    import cvxpy as cp

    if not signs.nonnegative(atom.arguments[-1]):
        raise BackendRefused(f"the denominator of {_described(atom)} is not known to be positive")
    numerator = cp.multiply(_roots(atom.parameters), vectors(atom.arguments[:-1]))
    return cp.quad_over_lin(numerator, cp.sum(vectors(atom.arguments[-1:])))


def _geo_mean(atom: Atom, vectors: Vectors, signs: Signs) -> cp.Expression:
    import cvxpy as cp

    powers = atom.parameters
    rest = 1 - sum(powers)
    if any(p.denominator > FINEST or p <= 0 for p in powers) or rest < 0:
        raise BackendRefused(f"cvxpy has no atom for {_described(atom)}")
    # cvxpy's weights sum to 1; the missing part is a power of the constant 1.
    forms = (*atom.arguments, Affine(Fraction(1))) if rest else atom.arguments
    weights = [*powers, rest] if rest else list(powers)
    return cp.geo_mean(vectors(forms), weights)


def _roots(weights: Sequence[Fraction]) -> list[float]:
    if not all(w >= 0 for w in weights):
        raise BackendRefused("cvxpy needs a sum of squares with nonnegative weights")
    return [float(w) ** 0.5 for w in weights]


_ELEMENTWISE: dict[str, Callable[[Sequence[Atom], cp.Expression], cp.Expression]] = {
    "exp": _exp,
    "log": _log,
    "abs": _abs,
    "xlogx": _xlogx,
    "cosh": _cosh,
    "huber": _huber,
}
_SINGLE: dict[str, Callable[[Atom, Vectors, Signs], cp.Expression]] = {
    "max": _max,
    "norminf": _norminf,
    "norm2": _norm2,
    "logsumexp": _logsumexp,
    "quad_over_lin": _quad_over_lin,
    "geo_mean": _geo_mean,
}
