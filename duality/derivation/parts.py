"""The part of L over one block as a tree, for the reader of the worked solution."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from duality.algebra.atoms import affine_expression, atom_expression, scalar_expression, scaled, total
from duality.derivation.blocks import LagrangianBlock
from duality.model.derivation import Infimum
from duality.model.expression import Comparison, Expression, Negative, Number, Power, Product, Variable
from duality.model.form import Affine, Bounds

MOST_VARIABLES = 12
"""Blocks of more variables are told in words."""

_TWO = Number(Fraction(2))


def block_part(block: LagrangianBlock) -> Infimum | None:
    """inf over the block's variables of its part of L; ``None`` for a block too large to show or over a finite set."""
    if len(block.variables) > MOST_VARIABLES or block.discrete:
        return None
    terms = [weighted(coefficient, node) for coefficient, node in block_terms(block)]
    terms += [weighted(form, Variable(name)) for name, form in block.linear.items() if not form.is_zero]
    rows = tuple(
        Comparison(("=" if row.equality else ">" if row.strict else ">=",), (row.expression, Number(Fraction(0))))
        for row in block.conditions
        if not row.natural and not row.nonzero
    )
    return Infimum(block.variables, total(terms), (*region(block.bounds), *rows))


def block_terms(block: LagrangianBlock) -> Iterable[tuple[Affine, Expression]]:
    """Atoms, other functions and products of variables with their coefficients."""
    for atom, coefficient in block.atoms.items():
        yield coefficient, atom_expression(atom)
    for node, coefficient in block.remainder.items():
        yield coefficient, node
    for (first, second), coefficient in block.quadratic.items():
        x, y = Variable(first), Variable(second)
        yield coefficient, Power(x, _TWO) if first == second else Product((x, y))


def region(bounds: Mapping[str, Bounds]) -> tuple[Comparison, ...]:
    """The bounds of the variables as comparisons; a free variable has none."""
    rows = (bounds_row(name, interval) for name, interval in bounds.items())
    return tuple(row for row in rows if row is not None)


def bounds_row(name: str, bounds: Bounds) -> Comparison | None:
    """lower <= x <= upper with the ends that there are."""
    x = Variable(name)
    low, high = (None if end is None else scalar_expression(end) for end in (bounds.lower, bounds.upper))
    below, above = "<=" if bounds.lower_closed else "<", "<=" if bounds.upper_closed else "<"
    if low is not None and high is not None:
        return Comparison((below, above), (low, x, high))
    if low is not None:
        return Comparison((">=" if bounds.lower_closed else ">",), (x, low))
    return None if high is None else Comparison((above,), (x, high))


def weighted(form: Affine, node: Expression) -> Expression:
    """form * node, the coefficient 1 left out and a minus in front: -2*x, alpha*x, (alpha - 2)*x^2."""
    if form.is_constant:
        return scaled(form.constant, node)
    factors = node.factors if isinstance(node, Product) else (node,)
    if len(form.terms) == 1 and form.constant == 0:
        ((name, c),) = form.terms
        return scaled(c, Product((Variable(name), *factors)))
    tree = affine_expression(form)
    if isinstance(node, Negative):
        return Negative(Product((tree, node.operand)))
    return Product((tree, *factors))
