"""The last rule: every principal minor of the Hessian is >= 0 on D, for at most four variables."""

from __future__ import annotations

from itertools import combinations

from duality.algebra.differentiate import NotDifferentiable, derivative, is_smooth
from duality.algebra.polynomial import Polynomial, determinant
from duality.derivation.curvature.nonnegative import polynomial_is_nonnegative, tree_is_nonnegative
from duality.derivation.curvature.region import Region
from duality.derivation.curvature.shape import UNKNOWN, Prover, Shape, brief
from duality.model.expression import Expression, Negative, Product, Sum

VARIABLES_LIMIT = 4
TREE_VARIABLES_LIMIT = 3
SIZE_LIMIT = 120


def hessian_rule(node: Expression, prover: Prover) -> Shape:
    """Positive semidefinite iff all principal minors are >= 0."""
    order = node.variables()
    if not 2 <= len(order) <= VARIABLES_LIMIT:
        return UNKNOWN
    p = prover.polynomial(node)
    if p is not None:
        convex = _polynomial_minors(p, order, prover.region)
    elif len(order) <= TREE_VARIABLES_LIMIT and sum(1 for _ in node.walk()) <= SIZE_LIMIT and is_smooth(node):
        convex = _tree_minors(node, order, prover.region)
    else:
        convex = False
    return (
        Shape(convex=f"{brief(node)}: all principal minors of the Hessian are nonnegative on D") if convex else UNKNOWN
    )


def _polynomial_minors(p: Polynomial, order: tuple[str, ...], region: Region) -> bool:
    slopes = [p.derivative(name) for name in order]
    matrix = [[slope.derivative(name) for name in order] for slope in slopes]
    return all(
        polynomial_is_nonnegative(determinant([[matrix[i][j] for j in chosen] for i in chosen]), region)
        for size in range(1, len(order) + 1)
        for chosen in combinations(range(len(order)), size)
    )


def _tree_minors(node: Expression, order: tuple[str, ...], region: Region) -> bool:
    try:
        slopes = [derivative(node, name) for name in order]
        matrix = [[derivative(slope, name) for name in order] for slope in slopes]
    except NotDifferentiable:
        return False
    box = {name: region.hull(name) for name in order}
    return all(
        tree_is_nonnegative(_determinant([[matrix[i][j] for j in chosen] for i in chosen]), box)
        for size in range(1, len(order) + 1)
        for chosen in combinations(range(len(order)), size)
    )


def _determinant(matrix: list[list[Expression]]) -> Expression:
    """By expansion along the first row."""
    if len(matrix) == 1:
        return matrix[0][0]
    terms: list[Expression] = []
    for j, entry in enumerate(matrix[0]):
        minor = _determinant([[row[k] for k in range(len(row)) if k != j] for row in matrix[1:]])
        term = Product((entry, minor))
        terms.append(term if j % 2 == 0 else Negative(term))
    return Sum(tuple(terms))
