"""Functions that depend on x through one affine form only: phi(t), t = a'x + b."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from duality.algebra.atoms import affine_expression
from duality.model.expression import (
    Constant,
    Expression,
    Number,
)
from duality.model.form import PLACEHOLDER, Affine, Atom


def univariate_atom(node: Expression, affine: Callable[[Expression], Affine | None]) -> Atom | None:
    """The atom body(t) of a node all of whose maximal affine subtrees are multiples of one direction, else ``None``.

    t is the direction with first coefficient 1 and constant 0, so equal functions give equal atoms.
    """
    found: list[Affine] = []
    body = _replace(node, affine, found)
    if body is None or not found:
        return None
    return Atom("univariate", (found[0],), body=body)


def _replace(node: Expression, affine: Callable[[Expression], Affine | None], found: list[Affine]) -> Expression | None:
    if isinstance(node, (Number, Constant)):
        return node
    form = affine(node)
    if form is not None:
        if form.is_constant:
            return _tree(form)
        scale = form.terms[0][1]
        direction = Affine(Fraction(0), form.scaled(1 / scale).terms)
        if not found:
            found.append(direction)
        if direction != found[0]:
            return None
        return _tree(Affine(form.constant, ((PLACEHOLDER, scale),)))
    children = [_replace(child, affine, found) for child in node.children]
    if any(child is None for child in children):
        return None
    return node.rebuilt([child for child in children if child is not None])


def _tree(form: Affine) -> Expression:
    return affine_expression(form)
