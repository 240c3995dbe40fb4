"""Many solves of one kind: a grid of values, a table of answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duality import api

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from duality.api.solving_many import Settled
    from duality.api.sweeping import Sweep
    from duality.model.problem import Problem
    from duality.statements import Statement


def sweep(
    problem: Problem | Statement | str | Path | Callable[..., Any],
    grid: Mapping[str, Iterable[Any]],
    *,
    data: Mapping[str, Any] | Callable[..., Mapping[str, Any]] | None = None,
    executor: Executor | None = None,
    jobs: int | None = None,
    table: str | Path | None = None,
    time_limit: float | None = None,
) -> Sweep:
    """Every point of a grid solved: ``sweep(lasso, {"lam": [0.1, 1, 10], "seed": range(8)}, data=make)``.

    Names of the grid are letters of the problem; the others are arguments of ``data``, a function that makes the data
    of a statement, or of the problem itself where that is a function. Iterating gives rows as they finish, ``csv()``
    and ``json_lines()`` the table. ``table`` is a .csv or .jsonl file that rows are added to: points that it has are
    not solved again. ``executor`` is any of ``concurrent.futures``; without one, ``jobs`` processes of this machine
    work, which import the program anew: guard it with ``if __name__ == "__main__"``. ``time_limit`` is in seconds, for
    each point. A point that fails is a row whose ``error`` says why.
    """
    from duality.api.sweeping import sweep

    return sweep(problem, grid, data=data, executor=executor, jobs=jobs, table=table, time_limit=time_limit)


def solve_many(
    problems: Sequence[Problem] | Statement | str, data: Iterable[Mapping[str, Any]] | None = None
) -> list[Settled]:
    """p* = d*, x* and the multipliers of many small linear and convex quadratic programs, exact, in one process.

    Give a list of problems, or one statement with the data of each. A statement is derived once for all of them:
    ``duality.derive(statement)`` has theta_D and the dual. All programs of one shape share the numeric work, and each
    is then settled over the rationals by itself. `ProblemError` for a program that is not linear or convex quadratic.
    """
    return api.solving_many.solved_many(problems, data)
