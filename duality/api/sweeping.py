"""One problem at many values of its letters, on any executor of ``concurrent.futures``; rows as they finish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from itertools import product
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal

from duality import api
from duality.api.sweep_rows import Point, SweepRow, csv_header, csv_line, json_line, key_of, rows_of
from duality.errors import DualityError, ProblemError
from duality.model.problem import Problem
from duality.named_tuples import NamedTuple

if TYPE_CHECKING:
    from duality.statements import Statement

AHEAD = 4
"""Points handed out for each process beyond those that it works on."""


class Task(NamedTuple):
    """A problem as what another process can take: a text of the language, its file, or a function of the point."""

    source: str | Path | Callable[..., Any]
    letters: tuple[str, ...]
    data: Mapping[str, Any] | Callable[..., Mapping[str, Any]] | None
    time_limit: float | None


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
    if not isinstance(grid, Mapping) or any(isinstance(v, str) or not isinstance(v, Iterable) for v in grid.values()):
        raise ProblemError(f"{grid!r} is no grid", help='give values by name: {"lam": [0.1, 1, 10]}')
    if jobs is not None and (not isinstance(jobs, int) or jobs < 1):
        raise ProblemError(f"{jobs!r} is no number of processes", help="write jobs=2")
    names = tuple(grid)
    points = [tuple(zip(names, values, strict=True)) for values in product(*(list(grid[name]) for name in names))]
    if not points:
        raise ProblemError("the grid has no points", help='give values by name: {"lam": [0.1, 1, 10]}')
    return Sweep(
        _task(problem, names, data, time_limit), points, executor, jobs, None if table is None else Path(table)
    )


def _task(problem: Any, names: tuple[str, ...], data: Any, time_limit: float | None) -> Task:
    """Letters are given as numbers; what is left goes to ``data`` or to the problem's own function."""
    if callable(problem) and not isinstance(problem, Problem):
        return Task(problem, (), data, time_limit)
    if isinstance(problem, (str, Path)):
        text = problem if isinstance(problem, str) else problem.read_text(encoding="utf-8")
        known = names if data is None else _letters_of_text(text, names)
        return Task(problem, known, data, time_limit)
    found = api.stated.in_vectors(problem)
    if found is not None:
        from duality import statements

        known = tuple(n for n in names if found.declared(n) is not None or n in found.sizes)
        plain = found.bind()
        return Task(statements.write(plain), _all_used(names, known, data), data, time_limit)
    from duality import language

    scalar = api.stated.stated(problem)
    known = tuple(n for n in names if n in {letter.name for letter in scalar.parameters})
    return Task(language.write(scalar), _all_used(names, known, data), data, time_limit)


def _letters_of_text(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    import re

    return tuple(name for name in names if re.search(rf"\b{re.escape(name)}\b", text))


def _all_used(names: tuple[str, ...], known: tuple[str, ...], data: Any) -> tuple[str, ...]:
    unknown = [name for name in names if name not in known]
    if unknown and not callable(data):
        raise ProblemError(
            f"the problem has no letter {', '.join(unknown)}",
            help="give data=FUNCTION where it is an argument of the data, such as a seed",
        )
    return known


def solved_point(task: Task, point: Point) -> SweepRow:
    """One point, in whatever process; a fault becomes a row that says why."""
    started = perf_counter()
    try:
        return _solved(task, point)._replace(seconds=perf_counter() - started)
    except (DualityError, ArithmeticError, ValueError, TypeError, KeyError, OSError) as fault:
        first = str(fault).strip().splitlines() or [""]
        told = f"{type(fault).__name__}: {first[0].removeprefix('error: ')}"
        return SweepRow(point, status="failed", error=told, seconds=perf_counter() - started)


def _solved(task: Task, point: Point) -> SweepRow:
    values = dict(point)
    rest = {name: value for name, value in values.items() if name not in task.letters}
    data = task.data(**rest) if callable(task.data) else task.data
    settings = {name: values[name] for name in task.letters}
    if callable(task.source):
        problem = task.source(**values)
    else:
        stated = api.stating.read if isinstance(task.source, Path) else api.stating.parse
        problem = stated(task.source, settings=settings)  # type: ignore[arg-type]
    return _row(point, api.answering.solve(problem, data=data, time_limit=task.time_limit))


def _row(point: Point, report: Any) -> SweepRow:
    if not hasattr(report, "primal"):
        raise ProblemError("letters are left without values", help="give each of them values in the grid")
    primal, dual = report.primal, report.dual
    return SweepRow(
        point,
        str(getattr(primal.status, "value", primal.status)),
        primal.value,
        str(primal.label),
        dual.value,
        str(dual.label),
        report.gap,
        report.verdict,
        variables=_listed(primal.point),
        multipliers=_listed(dual.point),
    )


def _listed(point: Any) -> tuple[tuple[str, Any], ...]:
    """Plain numbers and lists, by name."""
    if point is None:
        return ()
    return tuple((str(name), _plain(value)) for name, value in dict(point).items())


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if hasattr(value, "tolist"):
        return value.squeeze().tolist()
    return float(value)


class Sweep:
    """The rows of a sweep: iterate for those that finish, ``rows`` for all of them in the order of the grid."""

    def __init__(
        self, task: Task, points: list[Point], executor: Executor | None, jobs: int | None, table: Path | None
    ) -> None:
        self.names = tuple(name for name, _ in points[0])
        self._task = task
        self._points = points
        self._executor = executor
        self._jobs = jobs
        self._table = table
        self._found: dict[Any, SweepRow] = {}
        if table is not None:
            if table.suffix not in (".csv", ".jsonl"):
                raise ProblemError(f"{table} is neither a .csv nor a .jsonl file", help="choose one of the two")
            # A point that failed is tried again.
            self._found = {key_of(row.point): row for row in rows_of(table, self.names) if not row.error}

    def __len__(self) -> int:
        return len(self._points)

    def __iter__(self) -> Iterator[SweepRow]:
        """Rows as they finish, those of an earlier run first; each is in the table when it is given out."""
        left = []
        for point in self._points:
            known = self._found.get(key_of(point))
            if known is None:
                left.append(point)
            else:
                yield known._replace(point=point)
        if not left:
            return
        self._begin_table()
        for row in self._computed(left):
            self._found[key_of(row.point)] = row
            self._add(row)
            yield row

    def _computed(self, points: list[Point]) -> Iterator[SweepRow]:
        if self._executor is not None:
            yield from _handed_out(self._executor, self._task, points, 64)
            return
        from multiprocessing import get_context
        from os import cpu_count

        jobs = min(self._jobs or cpu_count() or 1, len(points))
        if jobs == 1:
            yield from (solved_point(self._task, point) for point in points)
            return
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            yield from _handed_out(pool, self._task, points, jobs * AHEAD)

    @property
    def rows(self) -> tuple[SweepRow, ...]:
        """All rows in the order of the grid; what is not solved yet is solved now."""
        missing = any(key_of(point) not in self._found for point in self._points)
        if missing:
            for _ in self:
                pass
        return tuple(self._found[key_of(point)]._replace(point=point) for point in self._points)

    def csv(self) -> str:
        """The table: the grid's names, status, p*, d*, labels, gap, verdict, seconds, error."""
        return csv_header(self.names) + "".join(map(csv_line, self.rows))

    def json_lines(self) -> str:
        """One object a row, with x* and the multipliers."""
        return "".join(map(json_line, self.rows))

    def __str__(self) -> str:
        from duality.report.columns import in_columns

        head = [*self.names, "p*", "d*", "verdict", "error"]
        rows = [[*(value for _, value in row.point), row.primal, row.dual, row.verdict, row.error] for row in self.rows]
        return "\n".join(in_columns([head, *([str(cell) for cell in row] for row in rows)], "r" * len(head)))

    def _begin_table(self) -> None:
        """A new table has a header; of an old one a line that was cut off, and failed points, are taken away."""
        if self._table is None:
            return
        line = json_line if self._table.suffix == ".jsonl" else csv_line
        head = "" if self._table.suffix == ".jsonl" else csv_header(self.names)
        self._write(head + "".join(line(row) for row in self._found.values()), "w")

    def _add(self, row: SweepRow) -> None:
        if self._table is not None:
            self._write((json_line if self._table.suffix == ".jsonl" else csv_line)(row), "a")

    def _write(self, text: str, mode: Literal["w", "a"]) -> None:
        assert self._table is not None
        try:
            with self._table.open(mode, encoding="utf-8") as stream:
                stream.write(text)
        except OSError as fault:
            raise ProblemError(f"cannot write {self._table}: {fault.strerror}", help="choose another file") from fault


def _handed_out(executor: Executor, task: Task, points: list[Point], most: int) -> Iterator[SweepRow]:
    """Rows as they finish, with at most so many points handed out at a time."""
    waiting = iter(points)
    running: dict[Future[SweepRow], Point] = {}

    def hand_out() -> None:
        for point in waiting:
            running[executor.submit(solved_point, task, point)] = point
            if len(running) >= most:
                return

    hand_out()
    try:
        while running:
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                point = running.pop(future)
                fault = future.exception()
                if fault is None:
                    yield future.result()
                else:
                    yield SweepRow(point, status="failed", error=f"{type(fault).__name__}: {fault}")
            hand_out()
    finally:
        for future in running:
            future.cancel()
