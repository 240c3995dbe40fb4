"""Sums: nonnegative combinations of convex functions are convex.

The terms of degree at most two are taken together first, since x^2 + x*y + y^2 is convex and x*y alone is not. Terms
that do not go one by one are tried together with those that share their variables.
"""

from __future__ import annotations

from duality.algebra.polynomial import Polynomial
from duality.derivation.curvature.rules.quadratic import quadratic_shape
from duality.derivation.curvature.rules.univariate import univariate
from duality.derivation.curvature.shape import AFFINE, UNKNOWN, Prover, Shape
from duality.derivation.curvature.words import joined
from duality.model.expression import Expression, Negative, Product, Quotient, Sum


def sums(node: Expression, prover: Prover) -> Shape:
    """Sums, differences and multiples by constants."""
    match node:
        case Negative(operand):
            return -prover.shape(operand)
        case Product() | Quotient():
            return _multiple(node, prover)
        case Sum():
            return _sum(flattened(node), prover)
        case _:
            return UNKNOWN


def flattened(node: Expression, sign: int = 1) -> list[Expression]:
    """The terms of nested sums and differences."""
    match node:
        case Sum(terms):
            return [part for term in terms for part in flattened(term, sign)]
        case Negative(operand):
            return flattened(operand, -sign)
        case _:
            return [node if sign > 0 else Negative(node)]


def components(terms: list[Expression]) -> list[list[Expression]]:
    """The terms in groups that share no variable with one another, in order of first appearance."""
    parent = list(range(len(terms)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    owner: dict[str, int] = {}
    for k, term in enumerate(terms):
        for name in term.variables():
            first = owner.setdefault(name, k)
            low, high = sorted((root(first), root(k)))
            parent[high] = low
    groups: dict[int, list[Expression]] = {}
    for k, term in enumerate(terms):
        groups.setdefault(root(k), []).append(term)
    return list(groups.values())


def _multiple(node: Product | Quotient, prover: Prover) -> Shape:
    """c * u with a constant c."""
    factors = list(node.factors) if isinstance(node, Product) else [node.numerator]
    divisors = [] if isinstance(node, Product) else [node.denominator]
    varying = [factor for factor in factors if factor.variables()]
    constants = [factor for factor in factors if not factor.variables()]
    if len(varying) != 1 or any(divisor.variables() for divisor in divisors) or not (constants or divisors):
        return UNKNOWN
    sign = 1
    for factor in (*constants, *divisors):
        value = prover.polynomial(factor)
        if value is None:
            return UNKNOWN
        if value.constant_term == 0:
            return AFFINE
        sign = sign if value.constant_term > 0 else -sign
    inner = prover.shape(varying[0])
    return inner if sign > 0 else -inner


def _sum(terms: list[Expression], prover: Prover) -> Shape:
    low, others = Polynomial(), []
    low_terms: list[Expression] = []
    for term in terms:
        p = prover.polynomial(term)
        if p is not None and p.degree <= 2:
            low = low + p
            low_terms.append(term)
        else:
            others.append(term)
    shapes = [prover.shape(term) for term in others]
    if low.degree == 2:
        shapes.insert(0, quadratic_shape(low, prover.region))
    total = combined(shapes)
    if total.is_known or not others:
        return total
    return combined([_together(group, prover) for group in components(others + _split(low_terms, prover))])


def combined(shapes: list[Shape]) -> Shape:
    """The shape of a sum of functions of these shapes."""
    convex = [shape.convex for shape in shapes]
    concave = [shape.concave for shape in shapes]
    return Shape(
        joined(reason for reason in convex if reason) if all(convex) else None,
        joined(reason for reason in concave if reason) if all(concave) else None,
    )


def _together(group: list[Expression], prover: Prover) -> Shape:
    node = group[0] if len(group) == 1 else Sum(tuple(group))
    if len(group) == 1:
        return prover.shape(node)
    low = [p for term in group if (p := prover.polynomial(term)) is not None and p.degree <= 2]
    separate = [term for term in group if (p := prover.polynomial(term)) is None or p.degree > 2]
    total = Polynomial()
    for p in low:
        total = total + p
    parts = [prover.shape(term) for term in separate]
    if total.degree == 2:
        parts.append(quadratic_shape(total, prover.region))
    one_by_one = combined(parts)
    return one_by_one if one_by_one.is_known else univariate(node, prover)


def _split(low_terms: list[Expression], prover: Prover) -> list[Expression]:
    """The polynomial terms of degree at most two, expanded into monomials so that they separate by variables."""
    found: list[Expression] = []
    for term in low_terms:
        p = prover.polynomial(term)
        if p is not None:
            found += [Polynomial(((monomial, c),)).expression() for monomial, c in p.terms if monomial]
    return found
