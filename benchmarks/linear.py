"""Linear programs of size: deriving, solving and the exact optimum, against HiGHS and against reading the text.

    python benchmarks/linear.py [--rounds N] [--variables 1000] [--dense 100]

A band program (n variables, n/2 rows of eight terms) is read from text, derived, solved and verified; HiGHS reads the
same program from an MPS file and solves it. The exact optimum over the rationals, from the basis that HiGHS found, is
timed on a dense program. All are seconds of this process's own CPU time, medians of interleaved rounds; the exit code
is 1 where a ratio misses its target.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import highspy
from prettytable import PrettyTable

import duality
from duality.derivation.standardize import standardize
from duality.solving.exact.hinted import optimum_from
from duality.solving.hints.simplex import simplex_hint
from duality.solving.task import Limits, Task

ROW = 8
"""Terms of a row of the band."""

Row = tuple[dict[int, int], int]
"""Coefficients by variable, and the least value of the row."""

TARGETS = (
    ("derive / read", "derive", "read the text", 0.01),
    ("read + derive + print / read MPS", "read, derive, print", "HiGHS reads the MPS file", 5.0),
    ("derive, solve, verify / HiGHS", "derive, solve, verify", "HiGHS solves", 1.1),
    ("exact optimum / HiGHS, dense", "exact optimum, dense", "HiGHS solves, dense", 0.3),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="rounds that are timed (default 3)")
    parser.add_argument("--variables", type=int, default=1000, help="n of the band program (default 1000)")
    parser.add_argument("--dense", type=int, default=100, help="n of the dense program (default 100)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seconds = measure(chosen.variables, chosen.dense, chosen.rounds, Path(folder))
    return report(seconds)


def band(n: int, rng: random.Random) -> tuple[list[int], list[Row]]:
    """min c'x over x >= 0 and rows of eight neighbors."""
    rows = [({(2 * j + k) % n: rng.randint(1, 5) for k in range(ROW)}, rng.randint(5, 20)) for j in range(n // 2)]
    return [rng.randint(1, 9) for _ in range(n)], rows


def dense(n: int, rng: random.Random) -> tuple[list[int], list[Row]]:
    """The same with every variable in each of n / 2 rows."""
    rows = [({i: rng.randint(1, 99) for i in range(n)}, rng.randint(500, 2000)) for _ in range(n // 2)]
    return [rng.randint(10, 99) for _ in range(n)], rows


def text(costs: list[int], rows: list[Row]) -> str:
    """The program in the problem language."""
    lines = ["var " + ", ".join(f"x{i}" for i in range(len(costs)))]
    lines += ["min " + " + ".join(f"{c}*x{i}" for i, c in enumerate(costs)), "s.t."]
    lines += [f"  r{j}: {' + '.join(f'{a}*x{i}' for i, a in row.items())} >= {b}" for j, (row, b) in enumerate(rows)]
    return "\n".join([*lines, *(f"domain x{i} >= 0" for i in range(len(costs)))]) + "\n"


def model(costs: list[int], rows: list[Row]) -> highspy.Highs:
    """The program in HiGHS."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    for cost in costs:
        highs.addCol(cost, 0.0, highspy.kHighsInf, 0, [], [])
    for row, least in rows:
        highs.addRow(least, highspy.kHighsInf, len(row), list(row), [float(a) for a in row.values()])
    return highs


def mps_read(path: Path) -> None:
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.readModel(str(path))


def measure(variables: int, size: int, rounds: int, folder: Path) -> dict[str, float]:
    """Median CPU seconds of each stage, after one round that is not counted."""
    small, large = dense(size, random.Random(2)), band(variables, random.Random(1))
    statement, mps = text(*large), folder / "band.mps"
    model(*large).writeModel(str(mps))
    problem = duality.parse(statement)
    program = Task(standardize(duality.parse(text(*small)))).program
    assert program is not None, "a linear program has exact rows"
    hint = simplex_hint(program, Limits())
    seconds: dict[str, list[float]] = {}

    def timed(label: str, work: Callable[[], object]) -> None:
        began = time.process_time()
        done = work()
        seconds.setdefault(label, []).append(time.process_time() - began)
        assert done is not False, f"{label} found no answer"

    for _ in range(rounds + 1):
        first, second = model(*large), model(*small)
        timed("read the text", lambda: duality.parse(statement))
        timed("derive", lambda: duality.derive(problem))
        timed("read, derive, print", lambda: str(duality.derive(duality.parse(statement))))
        timed("derive, solve, verify", lambda: duality.solve(problem).verdict == "holds")
        timed("HiGHS reads the MPS file", lambda: mps_read(mps))
        timed("HiGHS solves", first.run)
        timed("exact optimum, dense", lambda: optimum_from(program, hint) is not None)
        timed("HiGHS solves, dense", second.run)
    return {label: statistics.median(values[1:]) for label, values in seconds.items()}


def report(seconds: dict[str, float]) -> int:
    """The stages and the ratios; 1 if a target is missed."""
    stages = PrettyTable(["stage", "ms"], align="r")
    stages.align["stage"] = "l"
    stages.add_rows([[label, f"{1000 * value:.1f}"] for label, value in seconds.items()])
    ratios = PrettyTable(["ratio", "measured", "target"], align="r")
    ratios.align["ratio"] = "l"
    missed = 0
    for label, ours, theirs, target in TARGETS:
        ratio = seconds[ours] / seconds[theirs]
        missed += ratio > target
        ratios.add_row([label, f"{ratio:.2f}", f"<= {target:g}"])
    print(stages)
    print(ratios)
    print("every target is met" if not missed else f"{missed} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
