"""sqrt(q) and log(q) are concave on one half of a quadratic cone.

Let q(x) = z'Mz with z = (x, 1), and let l(x) = w'z be >= 0 on D. Where M is negative semidefinite on the hyperplane
w'z = 0, the cone q > 0 does not meet it, so {q > 0, l >= 0} is one convex half, and there the reverse Cauchy-Schwarz
inequality makes sqrt(q) concave. Where q may be 0 the hyperplane must touch the cone in its kernel only. Examples:
1 - x^2 - y^2 (l = 1), x*y (l = x + y with x, y >= 0), x*z - y^2 (l = x + z).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from duality.algebra import exact_linear
from duality.algebra.polynomial import Polynomial
from duality.algebra.powers import rational
from duality.derivation.curvature.definiteness import is_semidefinite, restricted
from duality.derivation.curvature.region import Region
from duality.derivation.curvature.shape import UNKNOWN, Prover, Shape, brief
from duality.model.expression import Call, Expression, Power
from duality.model.form import Affine
from duality.model.scalar import Scalar

FORMS_LIMIT = 12


def second_order_cone(node: Expression, prover: Prover) -> Shape:
    """sqrt(q) and q^p with 0 < p <= 1/2; the logarithm asks through `is_cone_form`."""
    match node:
        case Call("sqrt", (argument,)):
            base, p = argument, Fraction(1, 2)
        case Power(inner, exponent) if (power := rational(exponent)) is not None:
            base, p = inner, power
        case _:
            return UNKNOWN
    q = prover.polynomial(base)
    if q is None or q.degree != 2 or not 0 < p <= Fraction(1, 2):
        return UNKNOWN
    if is_cone_form(q, prover.region, closed=True):
        return Shape(concave=f"{brief(node)} is concave (a root of a quadratic with one positive eigenvalue)")
    return UNKNOWN


def is_cone_form(q: Polynomial, region: Region, *, closed: bool) -> bool:
    """{q > 0} (``closed``: {q >= 0}) within D lies in one half of a quadratic cone, where sqrt(q) is concave."""
    if not q.is_rational:
        return False
    order = q.names
    matrix = q.homogenized(order)
    rank = exact_linear.rank(matrix)
    opposite = [[-entry for entry in row] for row in matrix]
    for vector in _halves(order, region):
        basis = exact_linear.nullspace([vector])
        inner = restricted(opposite, basis)
        if not is_semidefinite(inner):
            continue
        if not closed or exact_linear.rank(inner) == rank - 1:
            return True
    return False


def _halves(order: tuple[str, ...], region: Region) -> Iterator[list[Scalar]]:
    """Forms that are >= 0 on D, as vectors over (x, 1): the constant 1, single forms, sums of two, the sum of all."""
    one = Affine(Fraction(1))
    yield _vector(one, order)
    forms = list(_known_forms(order, region))[:FORMS_LIMIT]
    for form in forms:
        yield _vector(form, order)
    for first, second in combinations(forms, 2):
        if not (first + second).is_constant:
            yield _vector(first + second, order)
    total = sum(forms[1:], forms[0]) if forms else one
    if len(forms) > 2 and not total.is_constant:
        yield _vector(total, order)


def _known_forms(order: tuple[str, ...], region: Region) -> Iterator[Affine]:
    for name in order:
        bounds = region.box.get(name)
        if bounds is not None and isinstance(bounds.lower, Fraction):
            yield Affine(-bounds.lower, ((name, Fraction(1)),))
        if bounds is not None and isinstance(bounds.upper, Fraction):
            yield Affine(bounds.upper, ((name, Fraction(-1)),))
    for form in region.forms:
        rational_form = isinstance(form.constant, Fraction) and all(isinstance(c, Fraction) for _, c in form.terms)
        if rational_form and form.names and set(form.names) <= set(order):
            yield form


def _vector(form: Affine, order: tuple[str, ...]) -> list[Scalar]:
    return [*map(form.coefficient, order), form.constant]
