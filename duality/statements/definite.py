"""Whether a symmetric matrix in parameters and multipliers is definite, by rule."""

from __future__ import annotations

from duality.statements.building.linear import transpose
from duality.statements.nodes import Definite, Node
from duality.statements.signs import sign_of


def definiteness(node: Node) -> Definite:
    """ "definite" for X >> 0 strictly, "semidefinite" for X >> 0, "no" where neither is known."""
    if node.is_scalar:
        sign = sign_of(node)
        return "definite" if sign == "positive" else "semidefinite" if sign == "nonnegative" else "no"
    match node.kind:
        case "identity":
            return "definite"
        case "zero":
            return "semidefinite"
        case "symbol":
            return node.mark[0].definite
        case "inverse" | "pinv":
            return definiteness(node.args[0])
        case "diagonal_matrix":
            sign = sign_of(node.args[0])
            return "definite" if sign == "positive" else "semidefinite" if sign == "nonnegative" else "no"
        case "add":
            return _sum(node)
        case "sum":
            return "semidefinite" if definiteness(node.args[0]) != "no" else "no"
        case "product":
            return _product(node)
    return "no"


def _sum(node: Node) -> Definite:
    if any(value < 0 for value in node.mark):
        return "no"
    found = [definiteness(arg) for arg in node.args]
    if "no" in found:
        return "no"
    return "definite" if "definite" in found else "semidefinite"


def _product(node: Node) -> Definite:
    """s*P with a sign, and B'*P*B."""
    count = node.mark[0]
    signs = [sign_of(s) for s in node.args[:count]]
    if not all(s in ("positive", "nonnegative") for s in signs):
        return "no"
    chain = node.args[count:]
    if len(chain) == 1:
        inside = definiteness(chain[0])
        return "semidefinite" if inside == "definite" and "nonnegative" in signs else inside
    half = len(chain) // 2
    mirrored = tuple(transpose(c) for c in reversed(chain[len(chain) - half :])) == chain[:half]
    middle = chain[half] if len(chain) % 2 else None
    return "semidefinite" if mirrored and (middle is None or definiteness(middle) != "no") else "no"
