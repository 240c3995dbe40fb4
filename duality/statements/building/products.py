"""Products: numbers first, then one flat chain of matrices.

A "product" node holds its scalar factors and then its chain; the mark counts the scalars. A part of the chain that is a
number (a row, then a column) becomes a scalar factor, so that b*(c'x) and (c'x)*b are one node.
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from duality.statements import building
from duality.statements.building.leaves import identity, is_zero, number, ones, size_node, zero
from duality.statements.building.linear import transpose
from duality.statements.building.sums import add, coefficient, content, scale, terms
from duality.statements.nodes import Node
from duality.statements.sizes import Shape


def multiply(*factors: Node) -> Node:
    """The matrix product, or a number times a matrix."""
    return reduce(_pair, factors)


def _pair(left: Node, right: Node) -> Node:
    shape = product_shape(left, right)
    if is_zero(left) or is_zero(right):
        return zero(shape)
    if left.kind == "number" or right.kind == "number":
        return scale(left.mark[0], right) if left.kind == "number" else scale(right.mark[0], left)
    first, a = content(left)
    second, b = content(right)
    scalars, chain = _merge(_split(a), _split(b))
    return scale(first * second, _made(scalars, chain, shape))


def product_shape(left: Node, right: Node) -> Shape:
    """The shape of left*right; a number on either side scales."""
    if left.is_scalar:
        return right.shape
    if right.is_scalar:
        return left.shape
    return (left.shape[0], right.shape[1])


def _split(node: Node) -> tuple[list[Node], list[Node]]:
    """Scalar factors and chain of a node."""
    if node.kind == "product":
        count = node.mark[0]
        return list(node.args[:count]), list(node.args[count:])
    if node.is_scalar:
        return ([] if node.kind == "number" else [node]), []
    return [], [node]


def _merge(left: tuple[list[Node], list[Node]], right: tuple[list[Node], list[Node]]) -> tuple[list[Node], list[Node]]:
    scalars = _unwrapped(left) + _unwrapped(right)
    chain = left[1] * (not _is_closed(left[1])) + right[1] * (not _is_closed(right[1]))
    return scalars, chain


def _unwrapped(side: tuple[list[Node], list[Node]]) -> list[Node]:
    """The scalars of a side; a chain that is a number counts as one."""
    return side[0] + ([_chain(side[1])] if _is_closed(side[1]) else [])


def _is_closed(chain: list[Node]) -> bool:
    return bool(chain) and chain[0].shape[0].is_one() and chain[-1].shape[1].is_one()


def _made(scalars: list[Node], chain: list[Node], shape: Shape) -> Node:
    chain, found, factor = _reduced(chain)
    sign, scalars = _entropies(_powers([*scalars, *found]))
    factor *= sign
    if _is_closed(chain) and (scalars or len(chain) == 1):
        scalars, chain = [*scalars, _chain(chain)], []
    if not chain and shape[0].is_one() and shape[1].is_one():
        if not scalars:
            return number(factor)
        return scale(factor, scalars[0] if len(scalars) == 1 else _scalar_product(scalars))
    if not chain:
        chain = [identity(shape[0])]
    if not scalars:
        return scale(factor, _chain(chain))
    if len(scalars) == 1 and scalars[0].kind == "add" and len(chain) == 1 and chain[0].kind == "ones":
        return scale(factor, add(*(scale(value, multiply(term, chain[0])) for value, term in terms(scalars[0]))))
    scalars = sorted(scalars, key=_order)
    return scale(factor, Node("product", (*scalars, *chain), shape, (len(scalars),)))


def _entropies(scalars: list[Node]) -> tuple[Fraction, list[Node]]:
    """t*log(t/q) as one factor, the entropy, with what stands before it."""
    for k, factor in enumerate(scalars):
        if factor.kind == "call" and factor.mark[0] == "log":
            others = scalars[:k] + scalars[k + 1 :]
            for j, other in enumerate(others):
                found = building.atoms.entropy(other, factor.args[0])
                if found is not None:
                    value, bare = coefficient(found)
                    rest, left = _entropies([*others[:j], *others[j + 1 :], bare])
                    return value * rest, left
    return Fraction(1), scalars


def _scalar_product(scalars: list[Node]) -> Node:
    ordered = sorted(scalars, key=_order)
    return Node("product", tuple(ordered), ordered[0].shape, (len(ordered),))


def _chain(chain: list[Node]) -> Node:
    """A chain as one node; a number c'x is written with the parameter in front."""
    if len(chain) == 1:
        return chain[0]
    shape = (chain[0].shape[0], chain[-1].shape[1])
    if _is_closed(chain) and rank(chain[0]) > rank(chain[-1]):
        chain = [transpose(factor) for factor in reversed(chain)]
    return Node("product", tuple(chain), shape, (0,))


def rank(node: Node) -> int:
    """Ones first, then parameters, variables, multipliers: the side of c'x on which a factor stands."""
    if node.kind == "ones":
        return 0
    roles = {s.mark[0].role for s in node.symbols()}
    return 3 if "multiplier" in roles else 2 if "variable" in roles else 1


def _order(node: Node) -> tuple[int, str]:
    return rank(node), str(node)


def _reduced(chain: list[Node]) -> tuple[list[Node], list[Node], Fraction]:
    """The chain without identities and without parts that are numbers; those parts; the rational factor."""
    factor, found, result = Fraction(1), [], []
    for node in chain:
        if node.kind == "identity":
            continue
        value, bare = coefficient(node)
        factor *= value
        if bare.kind == "ones" and result and result[-1].kind == "ones" and not _is_closed([result[-1], bare]):
            middle = bare.shape[0]
            found += [] if middle.is_one() else [size_node(middle)]
            bare = ones((result.pop().shape[0], bare.shape[1]))
        result.append(bare)
        if result[-1].shape[1].is_one() and not node.is_scalar:
            result, numbers = _closed_tail(result)
            found += numbers
    if not result and chain:
        closed = _is_closed(chain) or any(found)
        result = [] if closed else [chain[0]]
    return result, found, factor


def _closed_tail(chain: list[Node]) -> tuple[list[Node], list[Node]]:
    """Takes off a tail that begins with a row and ends with a column, unless it is the whole chain."""
    for start in range(len(chain) - 1, -1, -1):
        if chain[start].shape[0].is_one() and start < len(chain) - 1:
            tail = chain[start:]
            if all(n.kind == "ones" for n in tail):
                return chain[:start], [size_node(tail[0].shape[1])]
            return (chain[:start], [_chain(tail)]) if start else (chain, [])
    return chain, []


def _powers(scalars: list[Node]) -> list[Node]:
    """Equal scalar factors and powers of one base are collected."""
    bases: dict[Node, Node | None] = {}
    for node in scalars:
        base, exponent = (node.args[0], node.args[1]) if node.kind == "power" else (node, number(1))
        if exponent.kind == "number" and base in bases and bases[base] is not None:
            known = bases[base]
            assert known is not None
            bases[base] = number(known.mark[0] + exponent.mark[0])
        elif exponent.kind == "number" and base not in bases:
            bases[base] = exponent
        else:
            bases[node] = None
    made = [base if e is None else building.atoms.power(base, e) for base, e in bases.items()]
    return [node for node in made if not (node.kind == "number" and node.mark[0] == 1)]


def broadcast(node: Node, shape: Shape) -> Node:
    """A number as the matrix whose entries it is."""
    if node.shape == shape:
        return node
    if is_zero(node):
        return zero(shape)
    return multiply(node, ones(shape))


def broadcasted(node: Node) -> Node | None:
    """s where the node is s times a matrix of ones."""
    value, bare = coefficient(node)
    if value != 1:
        found = broadcasted(bare)
        return None if found is None else scale(value, found)
    if node.kind == "ones":
        return number(1)
    if node.kind == "add" and len(node.args) > 1:
        parts = [(factor, broadcasted(term)) for factor, term in terms(node)]
        return add(*(scale(factor, part) for factor, part in parts if part)) if all(p for _, p in parts) else None
    if node.kind == "product" and node.args and node.args[-1].kind == "ones" and node.mark[0] == len(node.args) - 1:
        return multiply(*node.args[:-1])
    return None
