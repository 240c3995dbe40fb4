"""Squares beside a norm: a*omega_i*u_i^2 on every argument of sqrt(sum omega_i u_i^2), with one coefficient a."""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.atoms import atom_expression
from duality.algebra.rows import decompose
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.vector.rule import Group
from duality.model.form import PLACEHOLDER, Affine
from duality.records import record, replace

NOTHING = Affine(Fraction(0))


@record
class Separated:
    """The group without further terms, and these as square*sum omega_i u_i^2 + constant; no ``square``, no terms."""

    group: Group
    square: Affine | None = None
    constant: Affine = NOTHING


def split_squares(group: Group) -> Separated | Refusal:
    """Reads the further terms as a*sum omega_i u_i^2, the rest of them moved into the slopes.

    With u = p*y + q: a*omega*u^2 = a*omega*(p^2 y^2 + 2pq y + q^2), so a square e*y^2 along y needs e = a*omega*p^2.
    """
    if not any(group.terms):
        return Separated(group)
    refusal = Refusal(f"{atom_expression(group.atom)} shares a direction with another function")
    slopes = list(group.slopes)
    squares: list[Affine] = []
    constant = NOTHING
    for k, terms in enumerate(group.terms):
        along = NOTHING
        for coefficient, tree in terms:
            row = decompose(tree, (PLACEHOLDER,))
            if not row.is_quadratic:
                return refusal
            along += coefficient.scaled(sum((q for _, q in row.quadratic), Fraction(0)))
            slopes[k] += coefficient.scaled(row.affine.coefficient(PLACEHOLDER))
            constant += coefficient.scaled(row.constant)
        squares.append(along)
    common: Affine | None = None
    for form, omega in zip(group.atom.arguments, group.atom.parameters, strict=True):
        if form.is_constant:
            continue
        p, q = form.terms[0][1], form.constant
        k = group.directions.index(Affine(Fraction(0), form.scaled(1 / p).terms))
        a = squares[k].scaled(1 / (omega * p * p))
        if common is not None and not (a - common).is_zero:
            return refusal
        common = a
        slopes[k] -= a.scaled(2 * omega * p * q)
        constant -= a.scaled(omega * q * q)
    plain = replace(group, slopes=tuple(slopes), terms=tuple(() for _ in group.terms))
    return Separated(plain, common, constant)
