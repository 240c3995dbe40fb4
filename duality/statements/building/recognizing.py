"""Sums under a logarithm or a root that are one function: log(1 + exp(t)), log(sum(c*exp(t))), sqrt(t'*P*t)."""

from __future__ import annotations

from fractions import Fraction

from duality import statements
from duality.statements import building
from duality.statements.building.blocks import block
from duality.statements.building.leaves import identity, is_number, number, zero
from duality.statements.building.linear import transpose
from duality.statements.building.products import broadcast, broadcasted, multiply
from duality.statements.building.sums import add, scale, terms
from duality.statements.building.units import listed
from duality.statements.nodes import Node


def logarithm(node: Node) -> Node | None:
    """log(node) as logsumexp, entry by entry as log(1 + exp(t)), log(exp(s) + exp(t)) = s + log(1 + exp(t - s)).

    ``None`` where the node is no sum of positive multiples of exp.
    """
    if node.kind == "ones" or is_number(node, 1):
        return zero(node.shape)
    if not node.varying:
        return None
    parts = terms(node)
    one = next((t for v, t in parts if v == 1 and (t.kind == "ones" or is_number(t, 1))), None)
    if len(parts) == 2 and one is not None:
        value, other = next(pair for pair in parts if pair[1] is not one)
        if value == 1 and other.kind == "call" and other.mark[0] == "exp":
            return building.call("softplus", other.args[0])
    if not node.is_scalar:
        powers = [t.args[0] for v, t in parts if v == 1 and t.kind == "call" and t.mark[0] == "exp"]
        if len(parts) != 2 or len(powers) != 2:
            return None
        return add(powers[0], building.call("softplus", add(powers[1], scale(-1, powers[0]))))
    cells = [_exponents(value, term) for value, term in parts]
    if any(cell is None for cell in cells):
        return None
    made = tuple((cell,) for cell in cells if cell is not None)
    return building.call("logsumexp", made[0][0] if len(made) == 1 else block(made))


def _exponents(value: Fraction, node: Node) -> Node | None:
    """The column t with value*node = sum(exp(t)); ``None`` where there is none."""
    if value <= 0:
        return None
    if not node.varying:
        known = statements.signs.sign_of(node) == "positive"
        return building.call("log", scale(value, node)) if known else None
    if node.kind == "sum":
        inner = _exponents(value, node.args[0])
        return None if inner is None or not inner.is_scalar else listed(node.mark[0], inner)
    factors = node.args if node.kind == "product" else (node,)
    moving = [f for f in factors if f.varying]
    if len(moving) != 1 or moving[0].kind not in ("call", "sum"):
        return None
    found = moving[0]
    weights = [f for f in factors if not f.varying]
    if any(statements.signs.sign_of(w) != "positive" for w in weights):
        return None
    if found.kind == "sum":
        exponents = _exponents(Fraction(1), found)
    else:
        exponents = found.args[0] if found.mark[0] == "exp" else None
    if exponents is None or not exponents.is_column:
        return None
    for weight in [number(value), *weights]:
        if weight.kind == "ones" or is_number(weight, 1):
            continue
        turned = transpose(weight)
        if turned.shape not in (exponents.shape, (exponents.shape[1], exponents.shape[1])):
            return None
        exponents = add(exponents, broadcast(building.call("log", turned), exponents.shape))
    return exponents


def root_of_squares(node: Node) -> Node | None:
    """sqrt(t'*P*t) for a semidefinite P, sqrt(u'u + c) as the norm of [u, sqrt(c)]; ``None`` for any other node."""
    parts = terms(node)
    if len(parts) == 1:
        found = _quadratic_root(*parts[0])
        if found is not None:
            return found
    cells = [_square_root(value, term) for value, term in parts]
    if len(parts) < 2 or any(cell is None for cell in cells):
        return None
    return building.call("norm", block(tuple((cell,) for cell in cells if cell is not None)))


def hyperbola(node: Node) -> Node | None:
    """sqrt(t^2 + c), entry by entry, for data c > 0 as one function of t; ``None`` for any other node."""
    parts = terms(node)
    moving = [(value, term) for value, term in parts if term.varying]
    if len(moving) != 1 or len(parts) < 2:
        return None
    (value, term), level = moving[0], add(*(scale(v, t) for v, t in parts if not t.varying))
    square = term.kind == "power" and is_number(term.args[1], 2)
    if not square or value <= 0 or statements.signs.sign_of(level) != "positive":
        return None
    single = broadcasted(level)
    return multiply(
        building.call("sqrt", number(value)),
        building.call("hyperbola", term.args[0], scale(1 / value, level if single is None else single)),
    )


def _quadratic_root(value: Fraction, node: Node) -> Node | None:
    """sqrt(value*s*u'*P*u)."""
    if value <= 0 or node.kind != "product":
        return None
    count = node.mark[0]
    scalars, chain = node.args[:count], node.args[count:]
    if any(s.varying or statements.signs.sign_of(s) not in ("positive", "nonnegative") for s in scalars):
        return None
    half = len(chain) // 2
    right = chain[len(chain) - half :]
    if not half or tuple(transpose(c) for c in reversed(right)) != chain[:half]:
        return None
    middle = chain[half] if len(chain) % 2 else identity(right[0].shape[0])
    while len(right) > 1 and not right[0].varying:
        middle = multiply(transpose(right[0]), middle, right[0])
        right = right[1:]
    if middle.varying or statements.definite.definiteness(middle) == "no":
        return None
    size = building.call("quadnorm", multiply(*right), middle)
    return multiply(building.call("sqrt", multiply(number(value), *scalars)), size)


def _square_root(value: Fraction, node: Node) -> Node | None:
    """A column u with u'u = value*node."""
    if value <= 0:
        return None
    if not node.varying:
        known = statements.signs.sign_of(node) in ("positive", "nonnegative")
        return building.call("sqrt", scale(value, node)) if known else None
    root = building.call("sqrt", number(value))
    if node.kind == "power" and is_number(node.args[1], 2):
        base = node.args[0]
        inner = base.args[0] if base.kind == "call" and base.mark[0] == "norm" else base
        return multiply(root, inner) if inner.is_column else None
    if node.kind == "product" and not node.mark[0] and len(node.args) == 2 and transpose(node.args[0]) == node.args[1]:
        return multiply(root, node.args[1])
    return None
