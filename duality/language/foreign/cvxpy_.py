"""cvxpy: the text of a script with one ``cp.Problem`` to a statement; its syntax tree is walked, nothing is run."""

from __future__ import annotations

import ast

from duality.language.foreign.cvxpy_values import Script
from duality.language.foreign.python_trees import tree_of
from duality.language.foreign.untranslatable import Untranslatable

_IDLE = (ast.Import, ast.ImportFrom, ast.Pass)


def translate(text: str) -> str:
    """The statement; raises `Untranslatable`."""
    values = Script()
    try:
        return _translated(tree_of(text), values)
    except Untranslatable as reason:
        raise Untranslatable(f"{reason}; in Python, duality.from_cvxpy(prob) takes the problem itself") from None


def _translated(tree: ast.Module, values: Script) -> str:
    for statement in tree.body:
        _run(statement, values)
    problem = values.problem
    if problem is None:
        raise Untranslatable("there is no cp.Problem(...) in it")
    return values.written(problem.objective, problem.rows)


def _run(statement: ast.stmt, values: Script) -> None:
    match statement:
        case ast.Assign(targets=[ast.Name(name)], value=value):
            values.define(name, value)
        case ast.Assign(targets=[ast.Tuple(names)], value=ast.Tuple(parts)) if len(names) == len(parts):
            for name, part in zip(names, parts, strict=True):
                _run(ast.copy_location(ast.Assign([name], part), statement), values)
        case ast.Assign(targets=[ast.Attribute(ast.Name(name), "value")], value=value):
            values.give(name, value)
        case ast.AugAssign(target=ast.Name(name), op=ast.Add(), value=value):
            values.extend(name, value)
        case ast.Expr(ast.Call(ast.Attribute(ast.Name(name), "append"), [value])):
            values.append(name, value)
        case ast.Expr(ast.Call(ast.Name("print"))) | ast.Expr(ast.Constant() | ast.Attribute() | ast.Name()):
            pass
        case (
            ast.Expr(ast.Call(ast.Attribute(value, "solve")))
            | ast.Assign(targets=[ast.Name(_)], value=ast.Call(ast.Attribute(value, "solve")))
        ):
            values.evaluate(value)
        case ast.Expr(ast.Call(ast.Attribute(_, "Problem")) as value):
            values.evaluate(value)
        case _ if isinstance(statement, _IDLE):
            pass
        case _:
            raise Untranslatable(f"line {statement.lineno}: '{ast.unparse(statement)[:60]}' is not understood")
