"""What the Python functions return: derivations and reports that print, typeset, and turn into sympy."""

from typing import TYPE_CHECKING

from duality.model.derivation import KKT, Lagrangian
from duality.model.dual_of_dual import DualOfDual
from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.results import inner_infimum as inner_infimum
    from duality.results import iterating as iterating
    from duality.results import lookup as lookup
    from duality.results import numbers as numbers
    from duality.results import page as page
    from duality.results import primal_function as primal_function
    from duality.results import sympy_views as sympy_views
    from duality.results.answer import Answer
    from duality.results.checks import Check, Grading, Lesson
    from duality.results.derivation import Derivation
    from duality.results.formulas import DualFunction, DualProblem
    from duality.results.iterations import Iterations
    from duality.results.report import Report

__getattr__ = lazily(
    __name__,
    {
        "answer": "Answer",
        "checks": "Check Grading Lesson",
        "derivation": "Derivation",
        "formulas": "DualFunction DualProblem",
        "iterations": "Iterations",
        "report": "Report",
    },
)


__all__ = [
    "KKT",
    "Answer",
    "Check",
    "Derivation",
    "DualFunction",
    "DualOfDual",
    "DualProblem",
    "Grading",
    "Iterations",
    "Lagrangian",
    "Lesson",
    "Report",
]
