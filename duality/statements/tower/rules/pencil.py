"""x'Qx + g'x: -1/4 g'inv(Q)g where Q is definite; else Q >> 0, g in range Q, and the pseudoinverse.

Q collects all squares of the variable, q*I + diag(W) + M, with multipliers in it.
"""

from __future__ import annotations

from fractions import Fraction

from duality.named_tuples import NamedTuple
from duality.statements.building import (
    add,
    call,
    coefficient,
    diagonal_matrix,
    identity,
    inner,
    inverse,
    multiply,
    number,
    ones,
    over,
    power,
    scale,
    times,
    total,
    trace,
    transpose,
)
from duality.statements.building.leaves import is_zero
from duality.statements.definite import definiteness
from duality.statements.nodes import Node, Range
from duality.statements.signs import sign_of
from duality.statements.tower.blocks import Block, Placement
from duality.statements.tower.conditions import Condition, Piece, in_range, nonnegative, semidefinite
from duality.statements.tower.conjugates.conjugate import uniform
from duality.statements.tower.conjugates.squares import squared_over


class Squares(NamedTuple):
    """q*|x|^2 + x'diag(W)x + x'Mx + <linear, x> + constant."""

    uniform: Node | None
    weights: Node | None
    matrix: Node | None
    linear: Node
    constant: Node


def pencil(block: Block) -> Piece | None:
    """The infimum of a quadratic function over all of the space."""
    if block.atoms or not block.bounds.free or not (block.squares or block.matrix is not None):
        return None
    form = squares_of(block)
    if block.declaration.symmetric and not _keeps_symmetry(form):
        return None
    piece = quadratic_infimum(form)
    return piece._replace(value=add(piece.value, form.constant))


def _keeps_symmetry(form: Squares) -> bool:
    """Whether the minimizer over all matrices is symmetric: that of tr(X'B X) + tr(G X) solves 2 B X = -G, and over the
    symmetric ones B X + X B = -G (Lyapunov's equation), which is another, and has no solution in the letters."""
    return form.matrix is None and (form.weights is None or transpose(form.weights) == form.weights)


def squares_of(block: Block) -> Squares:
    """All squares of the block together; a single one keeps its center, the others are multiplied out."""
    if len(block.squares) == 1 and block.matrix is None and block.squares[0].rest == Range():
        return _centered(block, block.squares[0])
    return multiplied_out(block)


def multiplied_out(block: Block) -> Squares:
    """All squares of the block in x itself."""
    matrix, weights = block.matrix, None
    if matrix is not None and coefficient(matrix)[1].kind == "diagonal_matrix":
        value, bare = coefficient(matrix)
        matrix, weights = None, scale(value, bare.args[0])
    elif (
        matrix is not None
        and matrix.shape[0].known() != 1
        and _multiple_of_identity(coefficient(matrix)[1]) is not None
    ):
        value, bare = coefficient(matrix)
        matrix, weights = None, multiply(scale(value, _multiple(bare)), ones(block.gradient.shape))
    form = Squares(None, weights, matrix, block.gradient, number(0))
    for placement in block.squares:
        form = _joined(form, _summed(placement))
    return form


def _centered(block: Block, placement: Placement) -> Squares:
    """With t = c*x + o the linear part is <g/c, t> - <g/c, o>."""
    slope = scale(1 / placement.factor, block.gradient)
    form = _expanded(placement._replace(factor=Fraction(1), offset=scale(0, placement.offset)))
    return form._replace(linear=slope, constant=scale(-1, inner(placement.offset, slope)))


def _expanded(placement: Placement) -> Squares:
    weight, factor, offset = placement.weight, placement.factor, placement.offset
    square = factor * factor
    if placement.kind == "quadratic":
        matrix = placement.extra[0]
        matrix = matrix if transpose(matrix) == matrix else scale(Fraction(1, 2), add(matrix, transpose(matrix)))
        scaled = multiply(weight, matrix)
        value, bare = coefficient(scaled)
        single = _multiple_of_identity(bare)
        linear = scale(2 * factor, multiply(scaled, offset))
        constant = trace(multiply(transpose(offset), scaled, offset))
        if single is not None:
            return Squares(scale(square * value, single), None, None, linear, constant)
        return Squares(None, None, scale(square, scaled), linear, constant)
    single = uniform(weight)
    linear = scale(2 * factor, times(weight, offset))
    if single is not None:
        constant = number(0) if is_zero(offset) else multiply(single, power(call("norm", offset), number(2)))
        return Squares(scale(square, single), None, None, linear, constant)
    return Squares(None, scale(square, weight), None, linear, total(times(weight, power(offset, number(2)))))


def _multiple_of_identity(node: Node) -> Node | None:
    if node.kind == "identity":
        return number(1)
    if node.is_scalar:
        return node
    if node.kind == "product" and node.args[-1].kind == "identity" and node.mark[0] == len(node.args) - 1:
        return multiply(*node.args[:-1])
    return None


def _multiple(node: Node) -> Node:
    found = _multiple_of_identity(node)
    assert found is not None
    return found


def _joined(a: Squares, b: Squares) -> Squares:
    def plus(left: Node | None, right: Node | None) -> Node | None:
        return right if left is None else left if right is None else add(left, right)

    return Squares(
        plus(a.uniform, b.uniform),
        plus(a.weights, b.weights),
        plus(a.matrix, b.matrix),
        add(a.linear, b.linear),
        add(a.constant, b.constant),
    )


def _summed(placement: Placement) -> Squares:
    """The squares of a placement, summed over what its indexes leave."""
    form = _expanded(placement)
    parts = (form.uniform, form.weights, form.matrix)
    uniform, weights, matrix = (None if part is None else over(placement.rest, part) for part in parts)
    return Squares(uniform, weights, matrix, over(placement.rest, form.linear), over(placement.rest, form.constant))


def diagonal_weights(form: Squares) -> Node | None:
    """The weights of the squares, entry by entry, where no matrix couples them."""
    if form.matrix is not None and not form.matrix.is_scalar:
        return None
    shape = form.linear.shape
    parts = [p for p in (form.weights,) if p is not None]
    single = [p for p in (form.uniform, form.matrix) if p is not None]
    if single:
        parts.append(multiply(add(*single), ones(shape)))
    return add(*parts)


def quadratic_infimum(form: Squares) -> Piece:
    """The infimum without the constant."""
    weights = diagonal_weights(form)
    if weights is not None:
        value = scale(Fraction(-1, 4), squared_over(form.linear, weights))
        single = uniform(weights)
        conditions = () if _known(weights) else (nonnegative(weights if single is None else single, _CURVED),)
        return Piece(value, conditions, "complete the square", minimizer="-slope/(2*weight)")
    assert form.matrix is not None
    if form.uniform is None and form.weights is None:
        found = _scaled_definite(form.matrix, form.linear)
        if found is not None:
            return found
    return _by_matrix(_whole(form), form.linear)


_CURVED = "else L falls without end where its curvature is negative"


def _known(weights: Node) -> bool:
    return sign_of(weights) in ("positive", "nonnegative")


def _whole(form: Squares) -> Node:
    size = form.linear.shape[0]
    parts = [] if form.matrix is None else [form.matrix]
    if form.uniform is not None:
        parts.append(multiply(form.uniform, identity(size)))
    if form.weights is not None:
        parts.append(diagonal_matrix(form.weights))
    return add(*parts)


def _scaled_definite(matrix: Node, slope: Node) -> Piece | None:
    """s*P with a definite P: -g'inv(P)g/(4s)."""
    value, bare = coefficient(matrix)
    if bare.kind != "product" or not bare.mark[0]:
        return None
    count = bare.mark[0]
    factor = scale(value, multiply(*bare.args[:count]))
    inside = multiply(*bare.args[count:])
    if definiteness(inside) != "definite":
        return None
    conditions = () if _known(factor) else (nonnegative(factor, _CURVED),)
    form = trace(multiply(transpose(slope), inverse(inside), slope))
    return Piece(scale(Fraction(-1, 4), call("divided", form, factor)), conditions, "complete the square")


def _by_matrix(matrix: Node, slope: Node) -> Piece:
    sign = definiteness(matrix)
    if sign == "definite":
        value = trace(multiply(transpose(slope), inverse(matrix), slope))
        return Piece(scale(Fraction(-1, 4), value), (), "complete the square; the matrix is definite")
    conditions: list[Condition] = []
    if sign == "no":
        conditions.append(semidefinite(matrix, _CURVED))
    if is_zero(slope):
        return Piece(number(0), tuple(conditions), "the quadratic form is bounded only if its matrix is semidefinite")
    conditions.append(in_range(slope, matrix, "else L falls without end along the null space"))
    value = trace(multiply(transpose(slope), Node("pinv", (matrix,), matrix.shape), slope))
    return Piece(scale(Fraction(-1, 4), value), tuple(conditions), "complete the square with the pseudoinverse")
