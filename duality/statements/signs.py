"""The signs of parameters and multipliers, by rule: what is declared, and what sums and products make of it."""

from __future__ import annotations

from duality import statements
from duality.statements import building
from duality.statements.nodes import Node, Sign

_OPPOSITE: dict[Sign, Sign] = {
    "any": "any",
    "nonnegative": "nonpositive",
    "positive": "negative",
    "nonpositive": "nonnegative",
    "negative": "positive",
}

POSITIVE = frozenset({"exp", "hyperbola"})
NONNEGATIVE = frozenset(
    {"abs", "geomean", "huber", "norm", "norm1", "norm2", "norminf", "normnuc", "pnorm", "pos", "quadnorm"}
    | {"softplus", "sqrt", "trsqrt"}
)


def opposite(sign: Sign) -> Sign:
    """The sign of -t."""
    return _OPPOSITE[sign]


def sign_of(node: Node) -> Sign:
    """The sign that all entries of a node have; "any" where none is known."""
    match node.kind:
        case "number":
            value = node.mark[0]
            return "positive" if value > 0 else "negative" if value < 0 else "nonnegative"
        case "symbol":
            return node.mark[0].sign
        case "size" | "ones":
            return "positive"
        case "identity" | "zero" | "unit":
            return "nonnegative"
        case "add":
            return _sum(
                [sign_of(a) if v > 0 else opposite(sign_of(a)) for v, a in zip(node.mark, node.args, strict=True)]
            )
        case "transpose" | "diagonal" | "sum" | "part":
            return sign_of(node.args[0])
        case "trace":
            return _diagonal_sign(node.args[0])
        case "diagonal_matrix":
            return _with_zeros(sign_of(node.args[0]))
        case "product" | "times":
            return _product(node)
        case "power":
            return _power(node)
        case "call":
            name = node.mark[0]
            return "positive" if name in POSITIVE else "nonnegative" if name in NONNEGATIVE else "any"
    return "any"


def _with_zeros(sign: Sign) -> Sign:
    """The sign of entries of which some are 0."""
    return "nonnegative" if sign == "positive" else "nonpositive" if sign == "negative" else sign


def _sum(signs: list[Sign]) -> Sign:
    if all(s in ("positive", "nonnegative") for s in signs):
        return "positive" if "positive" in signs else "nonnegative"
    if all(s in ("negative", "nonpositive") for s in signs):
        return "negative" if "negative" in signs else "nonpositive"
    return "any"


def _product(node: Node) -> Sign:
    result: Sign = "positive"
    for arg in node.args:
        sign = sign_of(arg)
        if sign == "any":
            return _congruence(node)
        if sign in ("negative", "nonpositive"):
            result, sign = opposite(result), opposite(sign)
        if sign == "nonnegative":
            result = "nonnegative" if result in ("positive", "nonnegative") else "nonpositive"
    return result


def _congruence(node: Node) -> Sign:
    """v'v, v'Pv with P semidefinite."""
    chain = node.args[node.mark[0] :] if node.kind == "product" else ()
    scalars = [sign_of(s) for s in node.args[: node.mark[0]]] if node.kind == "product" else ["any"]
    if node.is_scalar and chain and all(s in ("positive", "nonnegative") for s in scalars):
        half = len(chain) // 2
        middle = chain[half] if len(chain) % 2 else None
        mirrored = tuple(building.linear.transpose(c) for c in reversed(chain[len(chain) - half :])) == chain[:half]
        if mirrored and (middle is None or statements.definite.definiteness(middle) != "no"):
            return "nonnegative"
    return "any"


def _power(node: Node) -> Sign:
    base, exponent = node.args
    inside = sign_of(base)
    if inside == "positive":
        return "positive"
    if exponent.kind == "number" and exponent.mark[0] % 2 == 0 and exponent.mark[0] > 0:
        return "positive" if inside == "negative" else "nonnegative"
    if exponent.kind == "number" and exponent.mark[0] == -1 and inside == "negative":
        return "negative"
    return "nonnegative" if inside == "nonnegative" else "any"


def _diagonal_sign(node: Node) -> Sign:
    found = statements.definite.definiteness(node)
    return "positive" if found == "definite" else "nonnegative" if found == "semidefinite" else "any"
