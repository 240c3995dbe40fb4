"""Rows written out one by one, in a text and in Python, against the raw solver on the same arrays.

    python -m benchmarks.written_out [--sizes 1500 5000 10000]

A band LP (n variables, n/2 rows of eight terms), a dense LP, a separable QP and exponentials with a band of rows:
seconds of this process's own CPU time to read or state it, to its printed report, and of HiGHS or Clarabel by itself;
peak memory.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import clarabel
import numpy as np
from prettytable import PrettyTable
from scipy import sparse

import duality
from benchmarks import linear


class Measured(NamedTuple):
    """Seconds to state the problem, to its report, and of the raw solver; the label of p*."""

    name: str
    stated: float
    solved: float
    raw: float
    label: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_500, 5_000, 10_000])
    table = PrettyTable(["problem", "stated, ms", "solved, ms", "raw, ms", "solved / raw", "p*"], align="r")
    table.align["problem"] = "l"
    for found in measure(parser.parse_args().sizes):
        told = [f"{1000 * value:.0f}" for value in (found.stated, found.solved, found.raw)]
        table.add_row([found.name, *told, f"{found.solved / found.raw:.1f}", found.label])
    print(table)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


def measure(sizes: list[int]) -> Iterator[Measured]:
    """Every problem in turn, after a small one that loads what is loaded once."""
    duality.solve(linear.text(*linear.band(600, random.Random(1))))
    for n in sizes:
        costs, rows = linear.band(n, random.Random(1))
        text = linear.text(costs, rows)
        raw = _seconds(linear.model(costs, rows).run)
        yield _measured(f"band LP, text, n = {n:,}", raw, duality.parse, text)
        yield _measured(f"band LP, Python, n = {n:,}", raw, _in_python, costs, rows)
        centers, least = (np.random.default_rng(3).integers(0, 9, k) for k in (n, n // 2))
        raw = _seconds(_clarabel(centers, least))
        yield _measured(f"separable QP, text, n = {n:,}", raw, duality.parse, _separable(centers, least))
        raw = _seconds(_cones(centers, least))
        yield _measured(f"exponentials, text, n = {n:,}", raw, duality.parse, _exponentials(centers, least))
    costs, rows = linear.dense(300, random.Random(2))
    raw = _seconds(linear.model(costs, rows).run)
    yield _measured("dense LP, text, 150 x 300", raw, duality.parse, linear.text(costs, rows))


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _measured(name: str, raw: float, state: Callable[..., Any], *data: Any) -> Measured:
    began = time.process_time()
    problem = state(*data)
    middle = time.process_time()
    report = duality.solve(problem)
    str(report)
    ended = time.process_time()
    assert report.verdict == "holds"
    return Measured(name, middle - began, ended - middle, raw, str(report.primal.label))


def _in_python(costs: list[int], rows: list[linear.Row]) -> Any:
    x = duality.variables(f"x[1..{len(costs)}]")
    stated = {f"r{j}": duality.sum([a * x[i] for i, a in row.items()]) >= least for j, (row, least) in enumerate(rows)}
    return duality.minimize(duality.sum([c * x[i] for i, c in enumerate(costs)]), stated, domain=[x >= 0])


def _separable(centers: Any, least: Any) -> str:
    """min 1/2 |x - t|^2 with n/2 rows of three neighbors."""
    n = len(centers)
    squares = " + ".join(f"1/2*(x{i} - {c})^2" for i, c in enumerate(centers))
    rows = [f"  r{j}: x{2 * j} + 2*x{2 * j + 1} + 3*x{(2 * j + 2) % n} <= {b}" for j, b in enumerate(least)]
    return "\n".join(["var " + ", ".join(f"x{i}" for i in range(n)), f"min {squares}", "s.t.", *rows])


def _exponentials(weights: Any, least: Any) -> str:
    """min sum (t_i + 1)*exp(-x_i) with the same rows."""
    n = len(weights)
    terms = " + ".join(f"{t + 1}*exp(-x{i})" for i, t in enumerate(weights))
    rows = [f"  r{j}: x{2 * j} + 2*x{2 * j + 1} + 3*x{(2 * j + 2) % n} <= {b}" for j, b in enumerate(least)]
    return "\n".join(["var " + ", ".join(f"x{i}" for i in range(n)), f"min {terms}", "s.t.", *rows])


def _band(n: int, m: int) -> Any:
    columns = (2 * np.arange(m)[:, None] + np.arange(3)).ravel() % n
    entries = np.tile([1.0, 2.0, 3.0], m), (np.repeat(np.arange(m), 3), columns)
    return sparse.csc_matrix(sparse.coo_matrix(entries, shape=(m, n)))


def _cones(weights: Any, least: Any) -> Callable[[], object]:
    """The bounds s of exp(-x) as variables, (-x_i, 1, s_i) in exponential cones."""
    n, m = len(weights), len(least)
    places = np.arange(n)
    entries = np.concatenate([np.ones(n), -np.ones(n)])
    cells = np.concatenate([3 * places, 3 * places + 2]), np.concatenate([places, n + places])
    cones = sparse.csr_matrix((entries, cells), shape=(3 * n, 2 * n))
    rows = sparse.hstack([_band(n, m), sparse.csr_matrix((m, n))])
    matrix = sparse.csc_matrix(sparse.vstack([rows, cones]))
    right = np.concatenate([1.0 * least, np.tile([0.0, 1.0, 0.0], n)])
    cost = np.concatenate([np.zeros(n), weights + 1.0])
    kinds = [clarabel.NonnegativeConeT(m)] + [clarabel.ExponentialConeT()] * n
    return _solving(sparse.csc_matrix((2 * n, 2 * n)), cost, matrix, right, kinds)


def _clarabel(centers: Any, least: Any) -> Callable[[], object]:
    n, m = len(centers), len(least)
    squares = sparse.csc_matrix(sparse.eye(n))
    return _solving(squares, -1.0 * centers, _band(n, m), 1.0 * least, [clarabel.NonnegativeConeT(m)])


def _solving(squares: Any, cost: Any, matrix: Any, right: Any, cones: list[Any]) -> Callable[[], object]:
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    return lambda: clarabel.DefaultSolver(squares, cost, matrix, right, cones, settings).solve()


if __name__ == "__main__":
    sys.exit(main())
