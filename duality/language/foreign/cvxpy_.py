"""cvxpy: the text of a script with one ``cp.Problem`` to a statement; its syntax tree is walked, nothing is run."""

from __future__ import annotations

import ast

from duality.language.foreign.cvxpy_values import Problem, Values
from duality.language.foreign.untranslatable import Untranslatable
from duality.language.foreign.writing import statement_text

_IDLE = (ast.Import, ast.ImportFrom, ast.Pass)


def translate(text: str) -> str:
    """The statement; raises `Untranslatable`."""
    import warnings

    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Untranslatable("it is no Python text") from None
    values = Values()
    for statement in tree.body:
        _run(statement, values)
    problem = values.problem
    if problem is None:
        raise Untranslatable("there is no cp.Problem(...) in it")
    return _written(problem, values)


def _run(statement: ast.stmt, values: Values) -> None:
    match statement:
        case ast.Assign(targets=[ast.Name(name)], value=value):
            values.define(name, value)
        case ast.AugAssign(target=ast.Name(name), op=ast.Add(), value=value):
            values.extend(name, value)
        case ast.Expr(ast.Call(ast.Attribute(ast.Name(name), "append"), [value])):
            values.append(name, value)
        case ast.Expr(ast.Call(ast.Name("print"))) | ast.Expr(ast.Constant()):
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


def _written(problem: Problem, values: Values) -> str:
    declared = [f"{name}[{', '.join(f'1..{n}' for n in shape)}]" if shape else name for name, shape in values.variables]
    lines = [f"var {', '.join(declared)}"] if declared else []
    lines += [f"domain {row}" for row in values.domain]
    lines.append(f"{problem.objective.sense} {problem.objective.expression}")
    return statement_text(lines, problem.rows)
