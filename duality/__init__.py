"""State an optimization problem as a textbook does; get its dual, both optimal values, and what is proved about them.

>>> import duality as du
>>> x, y = du.variables("x y")
>>> problem = du.minimize(x**2 + y**2, subject_to={"budget": x + y >= 1})
>>> report = du.solve(problem)
>>> report.primal.value, report.dual.value, report.verdict
(0.5, 0.5, 'holds')
"""

from typing import TYPE_CHECKING, Any

from duality import api
from duality.api import (
    abs,
    array,
    check,
    derive,
    dual_of_dual,
    eq,
    exp,
    functions,
    grade,
    huber,
    iterations,
    lesson,
    ln,
    log,
    max,
    maximize,
    member,
    min,
    minimize,
    norm,
    norm1,
    norminf,
    parameter,
    parse,
    piecewise,
    read,
    solve,
    sqrt,
    sum,
    variables,
    write,
)
from duality.api.functions import ONE_VARIABLE
from duality.errors import (
    BackendError,
    BackendFailed,
    BackendRefused,
    BackendUnavailable,
    DefectError,
    DerivationError,
    DualityError,
    InapplicableError,
    ProblemError,
    ProblemSyntaxError,
    UnknownNameError,
)
from duality.model.array import Array
from duality.model.expression import Comparison, Expression
from duality.model.parameter import Parameter
from duality.model.problem import Problem
from duality.results import Check, Derivation, Grading, Iterations, Lesson, Report

if TYPE_CHECKING:
    from duality.api import (
        block,
        diag,
        eigmax,
        exercises,
        eye,
        figure,
        from_cvxpy,
        geomean,
        logdet,
        logsumexp,
        matrix,
        norm2,
        normnuc,
        ones,
        page,
        sensitivity,
        solve_many,
        sumlargest,
        sweep,
        trace,
        vector,
    )

__all__ = [
    "Array",
    "BackendError",
    "BackendFailed",
    "BackendRefused",
    "BackendUnavailable",
    "Check",
    "Comparison",
    "DefectError",
    "Derivation",
    "DerivationError",
    "DualityError",
    "Expression",
    "Grading",
    "InapplicableError",
    "Iterations",
    "Lesson",
    "Parameter",
    "Problem",
    "ProblemError",
    "ProblemSyntaxError",
    "Report",
    "UnknownNameError",
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
    "geomean",
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
    "solve_many",
    "sqrt",
    "sum",
    "sumlargest",
    "sweep",
    "trace",
    "variables",
    "vector",
    "write",
]
__all__ += [name for name in ONE_VARIABLE if name not in __all__]  # pyright: ignore[reportUnsupportedDunderAll]
__all__.sort(key=lambda name: (name[0].islower(), name))  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    """What is loaded when it is asked for: pages, matrices, sweeps, and every function of one variable."""
    return getattr(api if name in __all__ and name not in ONE_VARIABLE else functions, name)


def __dir__() -> list[str]:
    return __all__
