"""Data held against what is declared of the letters: signs, symmetry, definiteness, assumptions.

theta_D is derived under the declarations, so that data which break one would get a formula that does not hold for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duality import statements
from duality.errors import ProblemError
from duality.statements import tower
from duality.statements.arrays.definite import DENSE, is_semidefinite
from duality.statements.binding import symbols
from duality.statements.evaluating import Values, evaluate
from duality.statements.evaluating.floats import functions
from duality.statements.nodes import Declaration
from duality.statements.statement import Assumption, Statement
from duality.statements.writing import assumption_text, parameter_text

LARGEST = 2000
"""Rows of a matrix up to which its eigenvalues are computed."""

ROUNDING = 1e-9


def check_data(statement: Statement, arrays: Mapping[str, Any], sizes: Mapping[str, int]) -> None:
    """Raises `ProblemError` for the first declaration or assumption that the data break."""
    for declaration in statement.parameters:
        array = arrays.get(declaration.name)
        if array is not None:
            _check(declaration, array)
    if any(size not in sizes for size in statement.sizes):
        return
    for assumption in statement.assumptions:
        _check_assumption(assumption, statement, arrays, sizes)


def _check(declaration: Declaration, array: Any) -> None:
    entries = array.data if hasattr(array, "toarray") else array
    lowest, highest = _ends(array, entries)
    kept = {
        "any": True,
        "positive": lowest > 0,
        "nonnegative": lowest >= 0,
        "negative": highest < 0,
        "nonpositive": highest <= 0,
    }[declaration.sign]
    if not kept:
        worst = lowest if declaration.sign in ("positive", "nonnegative") else highest
        raise _broken(declaration, f"{declaration.name} has the value {worst:g}")
    if declaration.symmetric:
        _check_symmetric(declaration, array)


def _ends(array: Any, entries: Any) -> tuple[float, float]:
    """The least and the largest entry; a sparse matrix has zeros, too."""
    if entries.size == 0:
        return 0.0, 0.0
    lowest, highest = float(entries.min()), float(entries.max())
    full = entries is array or entries.size == array.shape[0] * array.shape[1]
    return (lowest, highest) if full else (min(lowest, 0.0), max(highest, 0.0))


def _check_symmetric(declaration: Declaration, array: Any) -> None:
    import numpy as np

    if hasattr(array, "toarray") and array.shape[0] > DENSE:
        _check_sparse(declaration, array)
        return
    dense = array.toarray() if hasattr(array, "toarray") else array
    whole = dense.reshape(-1, *dense.shape[-2:]) if dense.ndim >= 2 else dense.reshape(1, 1, -1)
    size = max(1.0, float(np.abs(whole).max(initial=0.0)))
    if whole.shape[1] != whole.shape[2] or float(np.abs(whole - whole.swapaxes(1, 2)).max()) > ROUNDING * size:
        raise _broken(declaration, f"{declaration.name} is not symmetric")
    if declaration.definite == "no" or whole.shape[1] > LARGEST:
        return
    lowest = float(np.linalg.eigvalsh(whole).min())
    if lowest < -ROUNDING * size or (declaration.definite == "definite" and lowest <= 0):
        raise _broken(declaration, f"{declaration.name} has the eigenvalue {lowest:.6g}")


def _check_sparse(declaration: Declaration, array: Any) -> None:
    """Without eigenvalues: what is semidefinite passes as definite."""
    size = max(1.0, float(abs(array).max()))
    if array.shape[0] != array.shape[1] or float(abs(array - array.T).max()) > ROUNDING * size:
        raise _broken(declaration, f"{declaration.name} is not symmetric")
    if declaration.definite != "no" and not is_semidefinite(array):
        raise _broken(declaration, f"{declaration.name} has a negative eigenvalue")


def _broken(declaration: Declaration, found: str) -> ProblemError:
    return ProblemError(
        f"{found}, and it is declared as {parameter_text(declaration)}",
        help="theta_D is derived under the declarations: change the data, or declare less",
    )


def _check_assumption(
    assumption: Assumption, statement: Statement, arrays: Mapping[str, Any], sizes: Mapping[str, int]
) -> None:
    import numpy as np

    values = Values(symbols(statement.parameters, arrays, sizes), sizes, functions())
    assert assumption.right is not None
    if assumption.relation == "rank":
        found = int(np.linalg.matrix_rank(_dense(evaluate(assumption.left, values))))
        wanted = round(float(_dense(evaluate(assumption.right, values))[0, 0]))
        if found != wanted:
            raise ProblemError(
                f"the statement assumes {assumption_text(assumption)}, and the rank of these data is {found}",
                help="give other data, or take away the assumption",
            )
        return
    left, right, relation = assumption.left, assumption.right, assumption.relation
    if relation in ("<", "<<"):
        left, right, relation = right, left, {"<": ">", "<<": ">>"}[relation]
    if not statements.theta.holds(tower.conditions.Condition(relation, left, right, ""), values):  # type: ignore[arg-type]
        raise ProblemError(
            f"the statement assumes {assumption_text(assumption)}, which these data break",
            help="give other data, or take away the assumption",
        )


def _dense(value: Any) -> Any:
    return value.toarray() if hasattr(value, "toarray") else value
