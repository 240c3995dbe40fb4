"""What the Python functions return: derivations and reports that print, typeset, and turn into sympy."""

from duality.model.derivation import KKT, Lagrangian
from duality.model.dual_of_dual import DualOfDual
from duality.results import offered  # noqa: F401 (records of the model show themselves through it)
from duality.results.answer import Answer
from duality.results.checks import Check, Grading, Lesson
from duality.results.derivation import Derivation
from duality.results.formulas import DualFunction, DualProblem
from duality.results.iterations import Iterations
from duality.results.report import Report

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
