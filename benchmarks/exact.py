"""p* = d* over the rationals from HiGHS' basis, against the numeric solve of the same band program.

python -m benchmarks.exact [--variables 10000] [--rounds N]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time

from benchmarks.families import FAMILIES
from duality.solving.arrays import optimize
from duality.solving.arrays.exact import exact_optimum
from duality.statements import parse
from duality.statements.arrays.canonical import Canonical
from duality.statements.binding import symbols
from duality.statements.theta import Bound
from duality.statements.tower import derived

TARGET = 1.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--variables", type=int, default=10_000, help="n (default 10000)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds that are timed (default 5)")
    chosen = parser.parse_args()
    exact, numeric = measure(chosen.variables, chosen.rounds)
    print(
        f"exact {1000 * exact:.1f} ms, HiGHS {1000 * numeric:.1f} ms, ratio {exact / numeric:.2f}, target <= {TARGET:g}"
    )
    return 0 if exact <= TARGET * numeric else 1


def measure(size: int, rounds: int) -> tuple[float, float]:
    """Median CPU seconds of the exact optimum and of the numeric one, after one round that is not counted."""
    family = FAMILIES[0]
    bound = Bound(derived(parse(family.text)), family.data(size))
    letters = symbols(bound.derived.statement.parameters, bound.arrays, bound.sizes)
    program = Canonical(bound.derived, letters, bound.sizes).program
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + 1):
        began = time.process_time()
        found = optimize(program)
        middle = time.process_time()
        assert exact_optimum(program, found) is not None
        seconds[0].append(time.process_time() - middle)
        seconds[1].append(middle - began)
    exact, numeric = (statistics.median(values[1:]) for values in seconds)
    return exact, numeric


if __name__ == "__main__":
    sys.exit(main())
