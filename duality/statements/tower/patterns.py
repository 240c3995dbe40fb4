"""Shapes of expressions that the collecting of L asks for, and weights in the places where they belong."""

from __future__ import annotations

from fractions import Fraction

from duality.statements.building import add, block, coefficient, multiply, number, scale, terms, transpose, zero
from duality.statements.building.atoms import NORMS
from duality.statements.building.leaves import is_number
from duality.statements.definite import definiteness
from duality.statements.nodes import Node
from duality.statements.signs import sign_of
from duality.statements.tower.quadratics import bilinear


def band(argument: Node) -> tuple[Fraction, Node, Node] | None:
    """(c, t, e) where the argument is c*(abs(t) - e) with c > 0 and e that is known not to be negative."""
    moving = [(v, t) for v, t in terms(argument) if t.varying]
    if len(moving) != 1 or moving[0][0] <= 0 or moving[0][1].kind != "call" or moving[0][1].mark[0] != "abs":
        return None
    factor, absolute = moving[0]
    width = scale(-1 / factor, add(argument, scale(-factor, absolute)))
    return (factor, absolute.args[0], width) if sign_of(width) in ("positive", "nonnegative") else None


def sized(base: Node) -> tuple[Node | None, Node]:
    """(c, s) where the base is c*s for a number c > 0 and s = |t|, max(0, t) or a norm; else (``None``, base)."""
    value, bare = coefficient(base)
    fixed = [number(value)] if value != 1 else []
    if bare.kind in ("product", "times"):
        moving = [a for a in bare.args if a.varying]
        fixed += [a for a in bare.args if not a.varying]
        bare = moving[0] if len(moving) == 1 else bare
    sized = bare.kind == "call" and (bare.mark[0] in NORMS or bare.mark[0] in ("abs", "pos"))
    if not fixed or not sized or any(sign_of(f) != "positive" or not f.is_scalar for f in fixed):
        return None, base
    return multiply(*fixed), bare


def below(node: Node) -> tuple[Node, Node] | None:
    """(top, bottom) of a product with powers -1 of variables, or of a quotient; ``None`` for anything else."""
    if node.kind == "call" and node.mark[0] == "divided":
        return node.args[0], node.args[1]
    if node.kind != "product":
        return None
    under = [s for s in node.args[: node.mark[0]] if s.varying and s.kind == "power" and is_number(s.args[1], -1)]
    if not under:
        return None
    rest = [arg for arg in node.args if arg not in under]
    return (multiply(*rest) if rest else number(1)), multiply(*(s.args[0] for s in under))


def over_linear(node: Node) -> tuple[Node, Node, Node, tuple[Node, ...]] | None:
    """(w, u, s, (K,)) where the number is w*u'*K*u/s, without K where it is I; ``None`` where it is nothing of that."""
    found = below(node) if node.is_scalar else None
    if found is None:
        return None
    top, bottom = found
    factors = top.args if top.kind == "product" else (top,)
    fixed = [arg for arg in factors if not arg.varying and arg.is_scalar]
    moving = [arg for arg in factors if arg not in fixed]
    if not moving:
        return None
    value, top = coefficient(multiply(*moving))
    weight = scale(value, multiply(*fixed) if fixed else number(1))
    if top.kind == "power" and is_number(top.args[1], 2):
        base = top.args[0]
        normed = base.kind == "call" and base.mark[0] == "norm"
        column = base.args[0] if normed else base
        return (weight, column, bottom, ()) if column.is_column else None
    if top.kind != "product" or sum(arg.varying for arg in top.args) != 2:
        return None
    left, matrix, right = bilinear(top.args[: top.mark[0]], top.args[top.mark[0] :]) or (top, top, bottom)
    if left != right:
        return None
    if matrix.kind == "identity":
        return weight, right, bottom, ()
    return (weight, right, bottom, (matrix,)) if definiteness(matrix) == "definite" else None


def exceeds_one(exponent: Node) -> bool:
    """Whether an exponent is greater than 1, as far as numbers tell; a letter is taken at its word."""
    return exponent.mark[0] > 1 if exponent.kind == "number" else sign_of(exponent) == "positive"


def symmetrized(node: Node) -> Node:
    """(A + A')/2."""
    turned = transpose(node)
    return node if turned == node else scale(Fraction(1, 2), add(node, turned))


def embedded(weight: Node, heights: tuple, widths: tuple, row: int, column: int) -> Node:
    """The weight in its place among zeros: <W, part(X)> = <embedded(W), X>."""
    return block(
        tuple(
            tuple(weight if (i, j) == (row, column) else zero((height, width)) for j, width in enumerate(widths))
            for i, height in enumerate(heights)
        )
    )


def expanded(node: Node) -> Node:
    """The node with products distributed over sums that hold variables."""
    if node.kind == "add":
        return add(*(scale(value, expanded(term)) for value, term in terms(node)))
    if node.kind == "product" and node.varying:
        found = distributed(node)
        return node if found is None else expanded(found)
    return node


def distributed(node: Node) -> Node | None:
    """A product with its first varying sum multiplied out; ``None`` where it holds none."""
    for k, arg in enumerate(node.args):
        if arg.varying and arg.kind == "add":
            parts = []
            for value, term in terms(arg):
                parts.append(scale(value, multiply(*node.args[:k], term, *node.args[k + 1 :])))
            return add(*parts)
    return None
