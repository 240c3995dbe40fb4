"""The package's functions: read or state a problem, derive, solve, check."""

from duality.api.answering import check, derive, dual_of_dual, grade, iterations, lesson, solve
from duality.api.functions import (
    abs,
    array,
    eq,
    exp,
    huber,
    ln,
    log,
    max,
    min,
    norm,
    norm1,
    norminf,
    piecewise,
    sqrt,
    sum,
)
from duality.api.many import sweep
from duality.api.matrices import (
    block,
    diag,
    eigmax,
    eye,
    logdet,
    logsumexp,
    matrix,
    norm2,
    normnuc,
    ones,
    trace,
    vector,
)
from duality.api.pages import exercises, page
from duality.api.pictures import figure
from duality.api.sensitivity import sensitivity
from duality.api.stating import from_cvxpy, maximize, member, minimize, parameter, parse, read, variables, write
from duality.model.views import offer

offer(derive=derive, solve=solve)

__all__ = [
    "abs",
    "array",
    "block",
    "check",
    "derive",
    "diag",
    "dual_of_dual",
    "eigmax",
    "eq",
    "exercises",
    "exp",
    "eye",
    "figure",
    "from_cvxpy",
    "grade",
    "huber",
    "iterations",
    "lesson",
    "ln",
    "log",
    "logdet",
    "logsumexp",
    "matrix",
    "max",
    "maximize",
    "member",
    "min",
    "minimize",
    "norm",
    "norm1",
    "norm2",
    "norminf",
    "normnuc",
    "ones",
    "page",
    "parameter",
    "parse",
    "piecewise",
    "read",
    "sensitivity",
    "solve",
    "sqrt",
    "sum",
    "sweep",
    "trace",
    "variables",
    "vector",
    "write",
]
