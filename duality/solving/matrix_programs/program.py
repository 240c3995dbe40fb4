"""minimize f subject to relations between matrices, as a problem of cvxpy."""

from __future__ import annotations

from typing import Any

from duality.errors import BackendRefused, BackendUnavailable
from duality.solving import matrix_programs
from duality.solving.cvxpy_import import import_cvxpy

Value = Any


class MatrixProgram:
    """Collects variables and rows."""

    def __init__(self) -> None:
        try:
            import_cvxpy()
        except ImportError as missing:
            raise BackendUnavailable("cvxpy is not installed; pip install cvxpy") from missing
        self.functions = matrix_programs.atoms.functions()
        self.rows: list[Any] = []
        self.possible = True
        self.variables: dict[Any, Any] = {}

    def variable(self, key: Any, shape: tuple[int, int], *, symmetric: bool = False, boolean: bool = False) -> Value:
        """A new matrix of variables; the key is a name and the indexes of a member."""
        import cvxpy as cp

        name, at = key
        told = f"{name}[{', '.join(map(str, at))}]" if at else name
        made = cp.Variable(shape, name=told, symmetric=symmetric and shape[0] > 1, boolean=boolean)
        self.variables[key] = made
        return made

    def add(self, relation: str, left: Value, right: Value) -> None:
        """A row left relation right; ">>" compares symmetric matrices. A row without variables holds or does not."""
        if not any(hasattr(side, "variables") for side in (left, right)):
            self.possible = self.possible and _holds(relation, left, right)
            self.rows.append(None)
            return
        match relation:
            case "<=" | "<":
                self.rows.append(left <= right)
            case ">=" | ">":
                self.rows.append(right - left <= 0)
            case "=":
                self.rows.append(left - right == 0)
            case _:
                first, second = (left, right) if relation == ">>" else (right, left)
                gap = first - second
                self.rows.append((gap + gap.T) / 2 >> 0)

    def problem(self, objective: Value, *, maximize: bool = False) -> Any:
        """The ``cvxpy.Problem``. Raises `BackendRefused` where it is not convex as written."""
        import cvxpy as cp

        rows = [row for row in self.rows if row is not None]
        if not self.possible:
            rows.append(cp.Constant(1) <= 0)
        goal = cp.sum(objective)
        problem = cp.Problem(cp.Maximize(goal) if maximize else cp.Minimize(goal), [*rows, *_cones(objective, rows)])
        if not problem.is_dcp():
            raise BackendRefused("the program is not convex as it is written")
        return problem


def _holds(relation: str, left: Any, right: Any) -> bool:
    """Whether a row of numbers holds, up to rounding."""
    import numpy as np

    gap = np.asarray(left, dtype=float) - np.asarray(right, dtype=float)
    allowance = 1e-9 * (1 + float(np.abs(left).max()) + float(np.abs(right).max()))
    match relation:
        case "<=" | "<":
            return bool(gap.max() <= allowance)
        case ">=" | ">":
            return bool(gap.min() >= -allowance)
        case "=":
            return bool(np.abs(gap).max() <= allowance)
    gap = gap if relation == ">>" else -gap
    return bool(np.linalg.eigvalsh((gap + gap.T) / 2)[0] >= -allowance)


def _cones(objective: Any, rows: list[Any]) -> list[Any]:
    """The exponential cones of perspectives."""
    variables = {v.id: v for e in [objective, *rows] if hasattr(e, "variables") for v in e.variables()}
    return [v.exponential for v in variables.values() if hasattr(v, "exponential")]
