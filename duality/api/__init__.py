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
    sqrt,
    sum,
)
from duality.api.pages import exercises, page
from duality.api.pictures import figure
from duality.api.sensitivity import sensitivity
from duality.api.stating import maximize, member, minimize, parameter, parse, read, variables, write
from duality.model.views import offer

offer(derive=derive, solve=solve)

__all__ = [
    "abs",
    "array",
    "check",
    "derive",
    "dual_of_dual",
    "eq",
    "exercises",
    "exp",
    "figure",
    "grade",
    "huber",
    "iterations",
    "lesson",
    "ln",
    "log",
    "max",
    "maximize",
    "member",
    "min",
    "minimize",
    "norm",
    "norm1",
    "norminf",
    "page",
    "parameter",
    "parse",
    "read",
    "sensitivity",
    "solve",
    "sqrt",
    "sum",
    "variables",
    "write",
]
