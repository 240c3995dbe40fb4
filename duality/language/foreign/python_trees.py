"""Syntax trees of programs in Python: read, never run."""

from __future__ import annotations

import ast

from duality.language.foreign.untranslatable import Untranslatable


def tree_of(text: str) -> ast.Module:
    """The syntax tree of a program; raises `Untranslatable`."""
    import warnings

    try:
        with warnings.catch_warnings(action="ignore"):
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Untranslatable("it is not understood as a program") from None


def expression_of(text: str) -> ast.expr:
    """The tree of one expression; raises `Untranslatable`."""
    match tree_of(text.strip()).body:
        case [ast.Expr(value)]:
            return value
    raise Untranslatable(f"the line '{text.strip()[:60]}'")


def called(node: ast.Call) -> str:
    """The name of the function, without that of its module."""
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(name):
            return name
    return ""


def unknown(node: ast.expr) -> Untranslatable:
    """The refusal of a part that is not understood."""
    return Untranslatable(f"line {node.lineno}: '{ast.unparse(node)[:60]}' is not understood")


def is_infinite(node: ast.expr) -> bool:
    """inf, np.inf, -Inf, GRB.INFINITY, float("inf")."""
    match node:
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            return is_infinite(operand)
        case ast.Name(name) | ast.Attribute(attr=name):
            return name.lower() in ("inf", "infty", "infinity")
        case ast.Call(func, [], []):
            return is_infinite(func)
        case ast.Call(ast.Name("float"), [ast.Constant(str() as word)]):
            return word.lower().lstrip("+-") in ("inf", "infinity")
    return False
