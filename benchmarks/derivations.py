"""Statements in letters: what deriving costs once everything is loaded, against reading the same text.

    python -m benchmarks.derivations [--rounds 5]

L, theta_D with its conditions, the explicit dual and the KKT system of every shipped statement, in memory, without the
comparison of theta_D with L. Printed are medians over the rounds of processor time; the exit code is 1 where the median
over the statements is above 5 ms.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

from prettytable import PrettyTable

import duality
from duality.statements.tower import derived

SHIPPED = Path(__file__).resolve().parents[1] / "problems" / "statements"
TARGET = 0.005
"""Seconds."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="runs of each (default 5)")
    rounds = parser.parse_args().rounds
    table = PrettyTable(["statement", "read, ms", "derive, ms", "ratio"], align="r")
    found: list[float] = []
    for path in sorted(SHIPPED.glob("*.dual")):
        text = path.read_text(encoding="utf-8")
        statement = duality.parse(text)
        reading = seconds(lambda text=text: duality.parse(text), rounds)
        deriving = seconds(lambda statement=statement: derived(statement), rounds)
        found.append(deriving)
        table.add_row([path.stem, f"{1000 * reading:.1f}", f"{1000 * deriving:.1f}", f"{deriving / reading:.2f}"])
    median = statistics.median(found)
    print(table)
    print(f"median {1000 * median:.1f} ms, target {1000 * TARGET:.0f} ms")
    return int(median > TARGET)


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Median processor time after one run that is not counted."""
    work()
    times = []
    for _ in range(rounds):
        began = process_time()
        work()
        times.append(process_time() - began)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
