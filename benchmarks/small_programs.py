"""Many small convex quadratic programs: derived, solved and certified here, against the solve alone in cvxpy.

    python benchmarks/small_programs.py [--programs 50] [--variables 5]

Both libraries get the same programs in turn, stated in memory beforehand; each solve is one of this process's own CPU
times, and both find the same value. cvxpy compiles every program anew, as a program that is not parametrized must be.
The exit code is 1 where duality is not ten times faster.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time

import cvxpy as cp
import numpy as np
from prettytable import PrettyTable

import duality

TARGET = 0.1
"""Our time over cvxpy's."""

AGREED = 1e-5
"""Relative difference of the two values beyond which the comparison is void."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=int, default=50, help="how many (default 50)")
    parser.add_argument("--variables", type=int, default=5, help="n of each (default 5)")
    chosen = parser.parse_args()
    ours, theirs = zip(*(both(chosen.variables, seed) for seed in range(chosen.programs + 1)), strict=True)
    return report(list(ours[1:]), list(theirs[1:]))


def both(n: int, seed: int) -> tuple[float, float]:
    """CPU seconds of the two on min 1/2 sum q_i x_i^2 + c'x subject to Ax <= b, which x = 0 satisfies."""
    rng = random.Random(seed)
    q, c = [rng.randint(1, 9) for _ in range(n)], [rng.randint(-9, 9) for _ in range(n)]
    rows = [([rng.randint(-5, 5) for _ in range(n)], rng.randint(1, 5)) for _ in range(n)]
    objective = " + ".join(f"{a}/2*x{i}^2 + ({b})*x{i}" for i, (a, b) in enumerate(zip(q, c, strict=True)))
    lines = [" + ".join(f"({a})*x{i}" for i, a in enumerate(row)) + f" <= {b}" for row, b in rows]
    problem = duality.parse(
        "\n".join(["var " + ", ".join(f"x{i}" for i in range(n)), f"min {objective}", "s.t.", *lines])
    )
    x = cp.Variable(n)
    stated = cp.Problem(
        cp.Minimize(cp.sum(cp.multiply(np.array(q) / 2.0, x**2)) + np.array(c) @ x),
        [np.array([row for row, _ in rows]) @ x <= np.array([b for _, b in rows])],
    )
    began = time.process_time()
    report = duality.solve(problem)
    middle = time.process_time()
    stated.solve(solver=cp.CLARABEL)
    ended = time.process_time()
    value, reached = report.primal.value, stated.value
    if not isinstance(value, float) or not isinstance(reached, (float, np.floating)):
        raise SystemExit(f"program {seed}: no value, {value} here and {reached} by cvxpy")
    if report.verdict != "holds" or abs(value - reached) > AGREED * (1 + abs(value)):
        raise SystemExit(f"program {seed}: {report.verdict}, {value} here and {reached} by cvxpy")
    return middle - began, ended - middle


def report(ours: list[float], theirs: list[float]) -> int:
    """Medians and their ratio; 1 if the target is missed."""
    table = PrettyTable(["", "median ms", "mean ms"], align="r")
    table.align[""] = "l"
    for label, values in (("duality: derive, solve, certify", ours), ("cvxpy: solve", theirs)):
        table.add_row([label, f"{1000 * statistics.median(values):.2f}", f"{1000 * statistics.mean(values):.2f}"])
    print(table)
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"{len(ours)} programs, ratio {ratio:.2f}, target <= {TARGET:g}: {'met' if ratio <= TARGET else 'missed'}")
    return 0 if ratio <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
