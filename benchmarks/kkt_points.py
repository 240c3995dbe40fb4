"""All KKT points of small nonconvex quadratic programs, exactly: n variables, m affine inequalities.

    python benchmarks/kkt_points.py [--rounds N] [--variables 6] [--rows 12]

Each round draws a new program with small integers and times the search over all active sets, from the standard form to
the list, in seconds of this process's own CPU time, so that a busy machine does not count. Printed are the median, the
slowest round and the numbers of points; the exit code is 1 where the median misses the target of 0.1 s at n = 6,
m = 12. For comparison: a general computer algebra ``solve`` of the same KKT system does not finish at this size.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from itertools import combinations_with_replacement

from duality.derivation.kkt_points import kkt_points
from duality.derivation.standardize import standardize
from duality.language import parse
from duality.model.budget import Budget
from duality.model.form import StandardForm

TARGET = 0.1
"""Seconds, for 6 variables and 12 inequalities."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=11, help="programs that are timed (default 11)")
    parser.add_argument("--variables", type=int, default=6, help="n (default 6)")
    parser.add_argument("--rows", type=int, default=12, help="m (default 12)")
    chosen = parser.parse_args()
    seconds, points = measure(chosen.variables, chosen.rows, chosen.rounds)
    return report(chosen.variables, chosen.rows, seconds, points)


def program(size: int, rows: int, seed: int) -> StandardForm:
    """A random nonconvex quadratic over a random polyhedron around the origin."""
    rng = random.Random(seed)
    names = [f"x[{k}]" for k in range(1, size + 1)]
    terms = [f"({rng.randint(-9, 9)})*{a}*{b}" for a, b in combinations_with_replacement(names, 2)]
    terms += [f"({rng.randint(-9, 9)})*{name}" for name in names]
    lines = [
        "  " + " + ".join(f"({rng.randint(-9, 9)})*{name}" for name in names) + f" <= {rng.randint(1, 20)}"
        for _ in range(rows)
    ]
    return standardize(parse("\n".join([f"var x[1..{size}]", "min " + " + ".join(terms), "s.t.", *lines])))


def measure(size: int, rows: int, rounds: int) -> tuple[list[float], list[int]]:
    """Seconds and numbers of points, after one round that is not counted."""
    seconds: list[float] = []
    points: list[int] = []
    for seed in range(rounds + 1):
        form = program(size, rows, seed)
        start = time.process_time()
        found = kkt_points(form, budget=Budget.of(60.0))
        spent = time.process_time() - start
        if found is None or not found.complete:
            raise SystemExit(f"the list of seed {seed} is not complete")
        if seed:
            seconds.append(spent)
            points.append(len(found.points))
    return seconds, points


def report(size: int, rows: int, seconds: list[float], points: list[int]) -> int:
    """Prints the table; 1 if the target is missed."""
    median = statistics.median(seconds)
    print(f"all KKT points, n = {size}, m = {rows}, {len(seconds)} programs")
    print(f"median {1000 * median:.1f} ms, slowest {1000 * max(seconds):.1f} ms, {min(points)} to {max(points)} points")
    if (size, rows) != (6, 12):
        return 0
    missed = median > TARGET
    print(f"the target of {1000 * TARGET:.0f} ms is {'missed' if missed else 'met'}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
