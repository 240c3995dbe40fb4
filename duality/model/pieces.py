r"""Functions in pieces as the language writes them: {x^2 if x >= 0; -x otherwise}, and as cases in LaTeX.

The node is ``Call("piecewise", (u, v, f, g))``: f where u >= v, and g elsewhere; further pieces are nested in f and g.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeGuard

from duality.model.expression import Call, Expression, Negative, Number

PIECEWISE = "piecewise"

Show = Callable[[Expression], str]
Case = tuple[Expression, Expression, str, Expression]
"""(f, u, relation, v): f where u relation v."""


def in_pieces(left: Expression, right: Expression, then: Expression, otherwise: Expression) -> Expression:
    """``then`` where left >= right, ``otherwise`` elsewhere."""
    return Call(PIECEWISE, (left, right, then, otherwise))


def is_in_pieces(node: Expression) -> TypeGuard[Call]:
    """The node itself is a function in pieces."""
    return isinstance(node, Call) and node.function == PIECEWISE


def cases(arguments: Sequence[Expression]) -> tuple[list[Case], Expression]:
    """(the cases in order, what holds otherwise); a nested piece on either side is written in the same braces."""
    found: list[Case] = []
    left, right, then, otherwise = arguments
    while True:
        turned = is_in_pieces(then) and not is_in_pieces(otherwise)
        first, rest = (otherwise, then) if turned else (then, otherwise)
        if _is_number(left) and not _is_number(right):
            found.append((first, right, ">" if turned else "<=", left))
        else:
            found.append((first, left, "<" if turned else ">=", right))
        if not is_in_pieces(rest):
            return found, rest
        left, right, then, otherwise = rest.arguments


def _is_number(node: Expression) -> bool:
    return isinstance(node.operand if isinstance(node, Negative) else node, Number)


def pieces_text(arguments: Sequence[Expression], show: Show) -> str:
    """{x^2 if x >= 0; -x otherwise}."""
    found, last = cases(arguments)
    rows = [f"{show(f)} if {show(u)} {relation} {show(v)}" for f, u, relation, v in found]
    return "{" + "; ".join([*rows, f"{show(last)} otherwise"]) + "}"


def pieces_latex(arguments: Sequence[Expression], show: Show) -> str:
    r"""\begin{cases} x^{2} & \text{if } x \ge 0 \\ -x & \text{otherwise} \end{cases}."""
    signs = {">=": r"\ge", "<=": r"\le"}
    found, last = cases(arguments)
    rows = [rf"{show(f)} & \text{{if }} {show(u)} {signs.get(r, r)} {show(v)}" for f, u, r, v in found]
    return r"\begin{cases} " + r" \\ ".join([*rows, rf"{show(last)} & \text{{otherwise}}"]) + r" \end{cases}"


Condition = tuple[str, Expression, Expression]
"""(relation, u, v): u relation v, with <=, >=, <, > or =."""


def pieces_tree(pieces: Sequence[tuple[Expression, Sequence[Condition]]], last: Expression) -> Expression:
    """The first body all of whose conditions hold, else the last one."""
    for body, conditions in reversed(pieces):
        rest, last = last, body
        for relation, u, v in reversed(conditions):
            match relation:
                case ">=":
                    last = in_pieces(u, v, last, rest)
                case "<=":
                    last = in_pieces(v, u, last, rest)
                case ">":
                    last = in_pieces(v, u, rest, last)
                case "<":
                    last = in_pieces(u, v, rest, last)
                case _:
                    last = in_pieces(u, v, in_pieces(v, u, last, rest), rest)
    return last
