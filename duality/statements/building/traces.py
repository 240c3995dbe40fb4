"""Inner products, totals, traces, sums over indexes."""

from __future__ import annotations

from duality.statements.building.entrywise import times
from duality.statements.building.leaves import is_zero, number, ones, size_node, symbol, zero
from duality.statements.building.linear import diagonal, diagonal_matrix, transpose
from duality.statements.building.products import broadcasted, multiply
from duality.statements.building.sums import add, coefficient, scale, terms
from duality.statements.building.units import all_units
from duality.statements.nodes import Node, Range
from duality.statements.sizes import ONE, SCALAR, Size


def inner(left: Node, right: Node) -> Node:
    """<left, right>: the sum of the products of the entries; linear in either side."""
    if is_zero(left) or is_zero(right):
        return number(0)
    if left.is_scalar:
        return multiply(left, right)
    if right.kind == "add":
        return add(*(scale(value, inner(left, term)) for value, term in terms(right)))
    value, bare = coefficient(left)
    if value != 1:
        return scale(value, inner(bare, right))
    for one, other in ((left, right), (right, left)):
        found = broadcasted(one)
        if found is not None:
            return multiply(found, total(other))
    if left.is_column:
        return multiply(transpose(right), left)
    if left.shape[0].is_one():
        return multiply(left, transpose(right))
    return _matrices(left, right)


def _matrices(left: Node, right: Node) -> Node:
    for one, other in ((left, right), (right, left)):
        if one.kind == "diagonal_matrix":
            return inner(one.args[0], diagonal(other))
    return trace(multiply(transpose(right), left))


def total(node: Node) -> Node:
    """1'A1: the sum of all entries."""
    if node.is_scalar:
        return node
    if node.kind == "add":
        return add(*(scale(value, total(term)) for value, term in terms(node)))
    if node.kind == "ones":
        return multiply(size_node(node.shape[0]), size_node(node.shape[1]))
    if node.kind == "unit":
        return number(1)
    if node.kind == "product" and node.mark[0]:
        count = node.mark[0]
        return multiply(*node.args[:count], total(multiply(*node.args[count:])))
    if node.kind == "times" and node.is_column and len(node.args) == 2 and not _both_vary(node):
        return multiply(transpose(node.args[0]), node.args[1])
    rows, columns = node.shape
    result = node if rows.is_one() else multiply(ones((ONE, rows)), node)
    return result if columns.is_one() else multiply(result, ones((columns, ONE)))


def _both_vary(node: Node) -> bool:
    return all(arg.varying for arg in node.args)


def trace(node: Node) -> Node:
    """tr(A); a product with a vector in it becomes a number u'Av."""
    if node.is_scalar:
        return node
    if node.kind == "add":
        return add(*(scale(value, trace(term)) for value, term in terms(node)))
    if node.kind == "identity":
        return size_node(node.shape[0])
    if node.kind == "zero":
        return number(0)
    if node.kind == "diagonal_matrix":
        return total(node.args[0])
    if node.kind == "sum":
        return over(node.mark[0], trace(node.args[0]))
    if node.kind == "product":
        count = node.mark[0]
        scalars, chain = node.args[:count], node.args[count:]
        if scalars:
            return multiply(*scalars, trace(multiply(*chain)))
        for k in range(1, len(chain)):
            if chain[k].shape[0].is_one():
                return multiply(*chain[k:], *chain[:k])
    return Node("trace", (node,), SCALAR)


def over(range: Range, body: Node) -> Node:
    """The sum of the bodies over a range of indexes; factors that do not depend on the indexes stand before it."""
    if range.guards:
        known = [guard for guard in range.guards if not guard.left.letters and not guard.right.letters]
        if not all(guard.holds({}) for guard in known):
            return zero(body.shape)
        range = Range(range.loops, tuple(guard for guard in range.guards if guard not in known))
    if not range.loops and not range.guards:
        return body
    if is_zero(body):
        return zero(body.shape)
    if body.kind == "add":
        return add(*(scale(value, over(range, term)) for value, term in terms(body)))
    if body.kind == "diagonal_matrix":
        return diagonal_matrix(over(range, body.args[0]))
    if range.guards:
        # Outside of the guards an index may have no entry: everything stays inside.
        return Node("sum", (body,), body.shape, (range,))
    if body.kind == "number":
        return multiply(body, _counted(range, number(1)))
    names = {loop.name for loop in range.loops}
    if not depends(body, names):
        return multiply(_counted(range, number(1)), body)
    whole = all_units(range, body)
    if whole is not None:
        return whole
    if body.kind == "product" and body.mark[0]:
        count = body.mark[0]
        fixed = [s for s in body.args[:count] if not depends(s, names)]
        if fixed:
            moving = [s for s in body.args[:count] if depends(s, names)]
            rest = multiply(*moving, *body.args[count:]) if moving or count < len(body.args) else number(1)
            return multiply(*fixed, over(range, rest))
    return _bilinear_sum(range, body) or Node("sum", (body,), body.shape, (range,))


def _bilinear_sum(range: Range, body: Node) -> Node | None:
    """The sum of Q[i, j]*x[i]*y[j] over all entries of Q is x'*Q*y; ``None`` for any other sum."""
    if body.kind != "product" or body.mark[0] != 3 or len(range.loops) != 2 or range.guards:
        return None
    if any(part.kind != "symbol" or part.mark[0].range.loops for part in body.args):
        return None
    matrix = next((part for part in body.args if len(part.mark[1]) == 2), None)
    vectors = [part for part in body.args if len(part.mark[1]) == 1 and part.mark[0].shape[1].is_one()]
    if matrix is None or len(vectors) != 2:
        return None
    first, second = matrix.mark[1]
    spans = {Size(0, ((loop.name, 1),)): (loop.lower, loop.upper) for loop in range.loops}
    ends = [(Size(1), size) for size in matrix.mark[0].shape]
    if first == second or spans.get(first) != ends[0] or spans.get(second) != ends[1]:
        return None
    sides = [[part for part in vectors if part.mark[1] == (index,)] for index in (first, second)]
    if not all(len(side) == 1 for side in sides):
        return None
    left, right = (symbol(side[0].mark[0]) for side in sides)
    return multiply(transpose(left), symbol(matrix.mark[0]), right)


def _counted(range: Range, body: Node) -> Node:
    """How many indexes there are, where the range is a plain box."""
    names = {loop.name for loop in range.loops}
    ends = [size for loop in range.loops for size in (loop.lower, loop.upper)]
    if any(letter in names for size in ends for letter, _ in size.letters):
        return Node("sum", (body,), body.shape, (range,))
    return multiply(*(size_node(loop.upper - loop.lower + 1) for loop in range.loops))


def depends(node: Node, names: set[str]) -> bool:
    """Whether one of the letters occurs in an index, a size or a range of the node."""
    for part in node.walk():
        sizes = part.mark[1] if part.kind == "symbol" else part.mark[:1] if part.kind == "size" else ()
        if part.kind == "unit":
            sizes = part.mark[1:]
        if any(letter in names for size in sizes for letter, _ in size.letters):
            return True
        if part.kind == "sum":
            ends = [s for loop in part.mark[0].loops for s in (loop.lower, loop.upper)]
            ends += [s for guard in part.mark[0].guards for s in (guard.left, guard.right)]
            if any(letter in names for size in ends for letter, _ in size.letters):
                return True
    return False


def weighted(weight: Node, node: Node) -> Node:
    """<weight, node> for entrywise functions, written as a sum of entries."""
    return total(times(weight, node))
