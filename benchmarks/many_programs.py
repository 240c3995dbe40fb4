"""Many small convex quadratic programs together: derived once, each settled exactly, against cvxpy one by one.

    python benchmarks/many_programs.py [--programs 1000] [--variables 5]

Programs are stated in memory beforehand; times are those of this process's own CPU. The statement's time includes its
derivation and the comparison of theta_D with L. The exit code is 1 where either way is not ten times faster.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from typing import Any

import cvxpy as cp
import numpy as np
from prettytable import PrettyTable

import duality as du

TARGET = 0.1
"""Our time over cvxpy's."""

PEERS = 40
"""Programs that cvxpy solves: its time a program does not depend on their number."""

STATED = """
param q in R++^n, c in R^n, A in R^(m, n), b in R^m
var   x in R^n
min   1/2*sum(q .* x.^2) + c'x
s.t.  r: A*x <= b
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=int, default=1000, help="how many (default 1000)")
    parser.add_argument("--variables", type=int, default=5, help="n of each (default 5)")
    chosen = parser.parse_args()
    rng = np.random.default_rng(1)
    data = [made(rng, chosen.variables) for _ in range(chosen.programs)]
    statement = du.parse(STATED)
    problems = [in_scalars(entry) for entry in data]
    du.solve_many(problems[:2])
    du.solve_many(statement, data[:2])
    began = time.process_time()
    theta = str(du.derive(du.parse(STATED)).dual_function)
    by_statement = du.solve_many(statement, data)
    first = time.process_time()
    by_problem = du.solve_many(problems)
    second = time.process_time()
    peers = [cvxpy_time(entry, found.value) for entry, found in zip(data[:PEERS], by_statement, strict=False)]
    if any(a.exact != b.exact for a, b in zip(by_statement, by_problem, strict=True)):
        raise SystemExit("the two ways differ")
    table = PrettyTable(["", "ms a program", "over cvxpy"], align="r")
    table.align[""] = "l"
    peer = statistics.median(peers)
    ratios = []
    for label, seconds in (("one statement, all data", first - began), ("a list of problems", second - first)):
        each = seconds / len(data)
        ratios.append(each / peer)
        table.add_row([label, f"{1000 * each:.3f}", f"{each / peer:.3f}"])
    table.add_row(["cvxpy with Clarabel, one by one", f"{1000 * peer:.3f}", "1"])
    print(f"theta_D = {theta}", table, sep="\n")
    print(f"{len(data)} programs, target <= {TARGET:g}: {'met' if max(ratios) <= TARGET else 'missed'}")
    return 0 if max(ratios) <= TARGET else 1


def made(rng: Any, n: int) -> dict[str, Any]:
    """Small integers; x = 0 is feasible."""
    return {
        "q": rng.integers(1, 10, n),
        "c": rng.integers(-9, 10, n),
        "A": rng.integers(-5, 6, (n, n)),
        "b": rng.integers(1, 6, n),
    }


def in_scalars(data: dict[str, Any]) -> du.Problem:
    n = len(data["c"])
    x = du.variables(f"x[1..{n}]")
    squares = du.sum([int(data["q"][i]) * x[i] ** 2 / 2 for i in range(n)])
    return du.minimize(squares + data["c"] @ x, {"r": data["A"] @ x <= data["b"]})


def cvxpy_time(data: dict[str, Any], value: float) -> float:
    x = cp.Variable(len(data["c"]))
    squares = cp.sum(cp.multiply(data["q"] / 2, x**2))
    problem = cp.Problem(cp.Minimize(squares + data["c"] @ x), [data["A"] @ x <= data["b"]])
    began = time.process_time()
    found = problem.solve(solver=cp.CLARABEL)
    ended = time.process_time()
    if abs(float(found) - value) > 1e-5 * (1 + abs(value)):
        raise SystemExit(f"{value} here and {found} by cvxpy")
    return ended - began


if __name__ == "__main__":
    sys.exit(main())
