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
    answering,  # noqa: F401 (problems are derived and solved by it)
    functions,
)
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
from duality.results import (
    Check,
    Derivation,
    Grading,
    Iterations,
    Lesson,
    Report,
    offered,  # noqa: F401 (records of the model show themselves through it)
)

if TYPE_CHECKING:
    from duality.api import *  # noqa: F403

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
]
__all__ += api.__all__
__all__ += [name for name in functions.ONE_VARIABLE if name not in __all__]  # pyright: ignore[reportUnsupportedDunderAll]
__all__.sort(key=lambda name: (name[0].islower(), name))  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    """The functions of `duality.api`, and every function of one variable; what is asked for loads what it needs."""
    return getattr(api if name in api.__all__ else functions, name)


def __dir__() -> list[str]:
    return __all__
