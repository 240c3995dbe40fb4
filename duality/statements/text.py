"""Nodes as text of the problem language; reading the text gives the node again."""

from __future__ import annotations

from fractions import Fraction

from duality.statements import building
from duality.statements.building.atoms import ENTRYWISE
from duality.statements.building.linear import transpose
from duality.statements.nodes import Node
from duality.statements.sizes import Size

SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4
"""How tightly a text binds, so that brackets stand where they are needed and nowhere else."""

_NAMES = {
    "greatest": "max",
    "lambda_max": "eigmax",
    "least": "min",
    "maximum": "max",
    "minimum": "min",
    "pnorm": "norm",
}


def text(node: Node) -> str:
    """The node as a text of the language."""
    return _text(node)[0]


def within(node: Node, tightness: int) -> str:
    """The text, in brackets where it binds less tightly than asked."""
    found, binds = _text(node)
    return found if binds >= tightness else f"({found})"


def fraction(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def _text(node: Node) -> tuple[str, int]:
    match node.kind:
        case "number":
            value = node.mark[0]
            return fraction(value), SUM if value < 0 else PRODUCT if value.denominator != 1 else ATOM
        case "symbol":
            return symbol_text(node), ATOM
        case "size":
            return str(node.mark[0]), ATOM if node.mark[0].letter() else SUM
        case "ones":
            return _ones(node), ATOM
        case "zero":
            return f"zeros({_sizes(node)})", ATOM
        case "identity":
            return f"eye({node.mark[0]})", ATOM
        case "unit":
            return f"unit({node.mark[0]}, {node.mark[1]})", ATOM
        case "add":
            return _sum(node)
        case "product":
            return _product(Fraction(1), node)
        case "times":
            return _times(Fraction(1), node)
        case "transpose":
            return f"{within(node.args[0], ATOM)}'", ATOM
        case "power":
            return _power(Fraction(1), node)
        case "sum":
            return f"sum({text(node.args[0])} {node.mark[0]})", ATOM
        case "block":
            return _block(node), ATOM
        case "part":
            return _part(node), ATOM
        case "call":
            return _call(node)
    name = {"inverse": "inv", "diagonal_matrix": "diag", "diagonal": "diag", "trace": "tr"}.get(node.kind, node.kind)
    return f"{name}({text(node.args[0])})", ATOM


def _part(node: Node) -> str:
    """y[2] for an entry of a column, y[2..n + 1] for a part of it, Z_12 for a block."""
    heights, widths, row, column = node.mark
    whole = node.args[0]
    if len(widths) > 1 or whole.kind != "symbol":
        return f"{within(whole, ATOM)}_{row + 1}{column + 1}"
    start = Size(1)
    for height in heights[:row]:
        start = start + height
    place = str(start) if heights[row].is_one() else f"{start}..{start + heights[row] - 1}"
    declaration, indices = whole.mark
    return f"{declaration.name}[{', '.join([*map(str, indices), place])}]"


def symbol_text(node: Node) -> str:
    declaration, indices = node.mark
    return f"{declaration.name}[{', '.join(map(str, indices))}]" if indices else declaration.name


def _sizes(node: Node) -> str:
    rows, columns = node.shape
    return str(rows) if columns.is_one() else f"{rows}, {columns}"


def _ones(node: Node) -> str:
    rows, columns = node.shape
    return f"ones({columns})'" if rows.is_one() else f"ones({_sizes(node)})"


def _sum(node: Node) -> tuple[str, int]:
    if len(node.args) == 1:
        return _scaled(node.mark[0], node.args[0])
    fixed = any(not spreads(arg) for arg in node.args)
    order = range(len(node.args))
    parts = []
    for k in order:
        value, arg = _lowered(node.mark[k], node.args[k])
        shown, binds = _scaled(abs(value), spread(arg) if fixed else arg, inside=True)
        shown = shown if binds > SUM else f"({shown})"
        sign = "-" if value < 0 else "+"
        parts.append((f"-{shown}" if value < 0 else shown) if not parts else f" {sign} {shown}")
    return "".join(parts), SUM


def _lowered(value: Fraction, node: Node) -> tuple[Fraction, Node]:
    """-sum(max(0, -G)) as sum(min(0, G))."""
    inner = node.args[1] if node.kind == "product" and len(node.args) == 2 and _row_of_ones(node.args[0]) else node
    if value < 0 and inner.kind == "call" and inner.mark[0] == "pos":
        argument = inner.args[0]
        if argument.kind == "add" and all(v < 0 for v in argument.mark):
            least = building.call("least", building.zero(argument.shape), building.scale(-1, argument))
            return -value, least if inner is node else building.total(least)
    return value, node


def spreads(node: Node) -> bool:
    """Whether a term is a number spread over a matrix, or a multiple of the identity."""
    return node.kind in ("ones", "identity") or (
        node.kind == "product" and node.args[-1].kind == "ones" and node.mark[0] == len(node.args) - 1
    )


def spread(node: Node) -> Node:
    """The number alone: in a sum it is spread by itself."""
    if node.kind == "ones":
        return building.number(1)
    if node.kind == "product" and spreads(node):
        return building.multiply(*node.args[:-1])
    return node


def _scaled(value: Fraction, node: Node, inside: bool = False) -> tuple[str, int]:
    if node.kind == "number":
        return text(_number(value * node.mark[0])), PRODUCT
    if value < 0:
        shown, binds = _scaled(-value, node)
        return f"-{shown if binds > SUM else f'({shown})'}", SUM
    if node.kind == "identity" and inside:
        return ("I", ATOM) if value == 1 else (f"{fraction(value)}*I", PRODUCT)
    if node.kind == "product":
        return _product(value, node, inside)
    if node.kind == "times":
        return _times(value, node)
    if node.kind == "power" or (node.kind == "call" and node.mark[0] == "divided"):
        return _power(value, node) if node.kind == "power" else _divided(value, node)
    if value == 1:
        return _text(node)
    return f"{fraction(value)}*{within(node, PRODUCT)}", PRODUCT


def _number(value: Fraction) -> Node:
    return building.number(value)


def entry_of(chain: list[Node]) -> Node | None:
    """x[i] for unit(n, i)'*x, X[i, j] for unit(m, i)'*X*unit(n, j); ``None`` for any other chain."""
    if len(chain) not in (2, 3) or chain[1].kind != "symbol" or chain[0].kind != "transpose":
        return None
    units = [chain[0].args[0], *chain[2:]]
    if any(unit.kind != "unit" for unit in units) or len(units) != sum(not s.is_one() for s in chain[1].shape):
        return None
    declaration, indices = chain[1].mark
    return building.symbol(declaration, (*indices, *(unit.mark[1] for unit in units)))


def _product(value: Fraction, node: Node, inside: bool = False) -> tuple[str, int]:
    above, below, chain = parts_of_product(node)
    entry = entry_of(chain)
    if entry is not None:
        if value == 1 and not above and not below:
            return symbol_text(entry), ATOM
        above, chain = [*above, entry], []
    if any(s.kind == "call" and s.mark[0] == "divided" for s in above) and value.denominator != 1:
        above.sort(key=lambda s: s.kind == "call" and s.mark[0] == "divided")
    parts = [within(s, PRODUCT) for s in above]
    tail = _chain(chain, inside)
    if chain and not below:
        parts.append(tail)
    if below:
        shown = [fraction(value)] * (value.numerator != 1 and value.denominator == 1) or (
            [str(value.numerator)] * (value.numerator != 1)
        )
        top = "*".join([*shown, *parts]) or "1"
        under = [str(value.denominator)] * (value.denominator != 1) + [within(b, POWER) for b in below]
        bottom = under[0] if len(under) == 1 else f"({'*'.join(under)})"
        result = f"{top}/{bottom}"
        return (f"{result}*{tail}" if chain else result), PRODUCT
    if value != 1:
        parts.insert(0, fraction(value))
    return "*".join(parts), PRODUCT


def parts_of_product(node: Node) -> tuple[list[Node], list[Node], list[Node]]:
    """Scalar factors above and below the fraction line, and the chain of matrices."""
    count = node.mark[0]
    above = [s for s in node.args[:count] if not _below(s)]
    below = [_base(s) for s in node.args[:count] if _below(s)]
    return above, below, list(node.args[count:])


def _below(node: Node) -> bool:
    return node.kind == "power" and node.args[1].kind == "number" and node.args[1].mark[0] < 0


def _base(node: Node) -> Node:
    return building.power(node.args[0], building.number(-node.args[1].mark[0]))


def _chain(chain: list[Node], inside: bool = False) -> str:
    if not chain:
        return ""
    if inside and len(chain) == 1 and chain[0].kind == "identity":
        return "I"
    first, last = chain[0], chain[-1]
    if first.kind == "add" and first.shape[0].is_one() and len(first.args) > 1 and not first.is_scalar:
        return "*".join([f"({text(transpose(first))})'", *(within(c, POWER) for c in chain[1:])])
    if len(chain) > 2 and _row_of_ones(first) and last.kind == "ones" and last.shape[1].is_one():
        return f"sum({text(_remade(chain[1:-1]))})"
    if len(chain) > 1 and _row_of_ones(first):
        if len(chain) == 2 and chain[1].kind == "symbol":
            return f"1'{text(chain[1])}"
        if chain[-1].shape[1].is_one():
            return f"sum({text(_remade(chain[1:]))})"
        return "1'*" + "*".join(within(c, POWER) for c in chain[1:])
    return "*".join(within(c, POWER) for c in chain)


def _row_of_ones(node: Node) -> bool:
    return node.kind == "ones" and node.shape[0].is_one()


def _remade(chain: list[Node]) -> Node:
    return building.multiply(*chain)


def _times(value: Fraction, node: Node) -> tuple[str, int]:
    above = [a for a in node.args if not _below(a)]
    below = [_base(a) for a in node.args if _below(a)]
    shown = " .* ".join(within(a, POWER) for a in above) or "1"
    shown = " ./ ".join([shown, *(within(b, POWER) for b in below)])
    return (shown if value == 1 else f"{fraction(value)}*({shown})"), PRODUCT


def _power(value: Fraction, node: Node) -> tuple[str, int]:
    base, exponent = node.args
    if _below(node):
        under = _base(node)
        if node.is_scalar:
            bottom = within(under, POWER) if value.denominator == 1 else f"({value.denominator}*{within(under, POWER)})"
            return f"{value.numerator}/{bottom}", PRODUCT
        return (
            f"{fraction(value) if value.denominator == 1 else f'({fraction(value)})'} ./ {within(under, POWER)}",
            PRODUCT,
        )
    raised = within(exponent, ATOM)
    shown = f"{within(base, ATOM)}{'^' if node.is_scalar else '.^'}{raised}"
    return (shown, POWER) if value == 1 else (f"{fraction(value)}*{shown}", PRODUCT)


def _divided(value: Fraction, node: Node) -> tuple[str, int]:
    top, bottom = node.args[0], alone(node.args[1])
    sign = "/" if node.is_scalar else " ./ "
    above = "" if value.numerator == 1 else f"{value.numerator}*"
    under = within(bottom, POWER) if value.denominator == 1 else f"({value.denominator}*{within(bottom, PRODUCT)})"
    return f"{above}{within(top, PRODUCT)}{sign}{under}", PRODUCT


def _block(node: Node) -> str:
    wide = len(node.args) // node.mark[0]
    rows = [node.args[k : k + wide] for k in range(0, len(node.args), wide)]
    shown = [
        ", ".join("I" if c.kind == "identity" else "0" if c.kind == "zero" else text(c) for c in row) for row in rows
    ]
    return f"[{', '.join(f'[{row}]' for row in shown)}]"


def _call(node: Node) -> tuple[str, int]:
    name, args = node.mark[0], node.args
    star = "*" if node.is_scalar else " .* "
    slash = "/" if node.is_scalar else " ./ "
    match name:
        case "relent":
            top, below = args
            ratio = text(top) if _is_one(below) else f"{within(top, PRODUCT)}{slash}{within(alone(below), POWER)}"
            return f"{within(top, POWER)}{star}log({ratio})", PRODUCT
        case "softplus":
            return f"log(1 + exp({text(args[0])}))", ATOM
        case "hyperbola":
            return f"sqrt({text(building.atoms.as_squares(node))})", ATOM
        case "pos":
            return f"max(0, {text(args[0])})", ATOM
        case "divided":
            return _divided(Fraction(1), node)
        case "over":
            return _call(building.atoms.as_quotient(node))
        case "quadnorm":
            return f"sqrt({text(building.multiply(transpose(args[0]), args[1], args[0]))})", ATOM
        case "scaled_exp":
            top, below = args
            under = within(alone(below), POWER)
            return f"{under}{star}exp({within(top, PRODUCT)}{slash}{under})", PRODUCT
    shown = (text(alone(arg) if name in ENTRYWISE else arg) for arg in args)
    return f"{_NAMES.get(name, name)}({', '.join(shown)})", ATOM


def alone(node: Node) -> Node:
    """A number that is spread over a matrix, told as the number."""
    if node.kind == "zero":
        return building.number(0)
    found = None if node.is_scalar else building.products.broadcasted(node)
    return node if found is None else found


def _is_one(node: Node) -> bool:
    return node.kind == "ones" or (node.kind == "number" and node.mark[0] == 1)
