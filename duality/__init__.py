"""State an optimization problem as a textbook does; get its dual, both optimal values, and what is proved about them.

>>> import duality as du
>>> x, y = du.variables("x y")
>>> problem = du.minimize(x**2 + y**2, subject_to={"budget": x + y >= 1})
>>> report = du.solve(problem)
>>> report.primal.value, report.dual.value, report.verdict
(0.5, 0.5, 'holds')
"""

# Importing a subpackage binds its name here: the packages derive and solve first, the functions of these names after.
import duality.derive
import duality.solve  # noqa: F401
from duality.api import (
    abs,
    check,
    cos,
    cosh,
    derive,
    eq,
    exp,
    figure,
    grade,
    huber,
    iterations,
    lesson,
    log,
    max,
    maximize,
    member,
    min,
    minimize,
    norm,
    norm1,
    norminf,
    parse,
    read,
    sin,
    sinh,
    solve,
    sqrt,
    sum,
    tan,
    tanh,
    variables,
    write,
)
from duality.errors import (
    BackendError,
    BackendFailed,
    BackendRefused,
    BackendUnavailable,
    DerivationError,
    DualityError,
    InapplicableError,
    ProblemError,
    ProblemSyntaxError,
    UnknownNameError,
)
from duality.model.expression import Comparison, Expression
from duality.model.problem import Problem
from duality.results import Check, Derivation, Grading, Iterations, Lesson, Report

__all__ = [
    "BackendError",
    "BackendFailed",
    "BackendRefused",
    "BackendUnavailable",
    "Check",
    "Comparison",
    "Derivation",
    "DerivationError",
    "DualityError",
    "Expression",
    "Grading",
    "InapplicableError",
    "Iterations",
    "Lesson",
    "Problem",
    "ProblemError",
    "ProblemSyntaxError",
    "Report",
    "UnknownNameError",
    "abs",
    "check",
    "cos",
    "cosh",
    "derive",
    "eq",
    "exp",
    "figure",
    "grade",
    "huber",
    "iterations",
    "lesson",
    "log",
    "max",
    "maximize",
    "member",
    "min",
    "minimize",
    "norm",
    "norm1",
    "norminf",
    "parse",
    "read",
    "sin",
    "sinh",
    "solve",
    "sqrt",
    "sum",
    "tan",
    "tanh",
    "variables",
    "write",
]
