"""Statements of size against the raw solver on the same arrays, in one run: time and peak memory.

    python -m benchmarks.arrays [--rounds N] [--only band] [--quick]

Ours is everything in memory, from the statement that was read before to the report: the derivation with its
certificate, the arrays, the solve, theta_D at the multipliers or the exact optimum, the residuals. Theirs is HiGHS or
Clarabel on arrays that stand ready, with its own settings. Seconds are this process's own CPU time, medians of
interleaved rounds after one that is not counted; peak memory is that of fresh processes. Both find the same value,
else the comparison is void. The exit code is 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from prettytable import PrettyTable

import duality
from benchmarks.families import FAMILIES, Family

MEMORY = 2.0
"""Our peak over the raw solver's."""

AGREED = 1e-4
"""Relative difference of the two values beyond which the comparison is void."""

SLOW = {"lasso 2,000 x 10,000"}
"""Left out of a quick run: the raw solver alone takes more than half a minute."""


class Measured(NamedTuple):
    """Median CPU seconds of both, and both peaks in MB."""

    family: Family
    ours: float
    raw: float
    peaks: tuple[float, float]

    @property
    def ratio(self) -> float:
        return self.ours / self.raw


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="rounds that are timed (default 3)")
    parser.add_argument("--only", default="", help="families whose name begins like this")
    parser.add_argument("--quick", action="store_true", help="without what takes more than half a minute")
    parser.add_argument("--peak", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.peak:
        return _peak(*chosen.peak.split(":"))
    return report(list(measure(chosen.rounds, chosen.only, quick=chosen.quick)))


def measure(rounds: int, only: str = "", *, quick: bool = False) -> Iterator[Measured]:
    """Every family in turn."""
    for k, family in enumerate(FAMILIES):
        if family.name.startswith(only) and not (quick and family.name in SLOW):
            yield _measured(k, family, rounds)


def _measured(number: int, family: Family, rounds: int) -> Measured:
    data = family.data(family.size)
    raw, statement = family.raw(data), duality.parse(family.text)
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + 1):
        began = time.process_time()
        reached = raw()
        middle = time.process_time()
        value = _ours(statement, data)
        seconds[0].append(time.process_time() - middle)
        seconds[1].append(middle - began)
        if abs(value - reached) > AGREED * (1 + abs(reached)):
            raise SystemExit(f"{family.name}, n = {family.size}: {value} here and {reached} by the raw solver")
    ours, theirs = (statistics.median(s[1:]) for s in seconds)
    return Measured(family, ours, theirs, (_peak_of(number, "ours"), _peak_of(number, "raw")))


def _ours(statement: Any, data: dict[str, Any]) -> float:
    """Derives, solves and checks."""
    report = duality.solve(statement, data=data)
    assert report.verdict == "holds" and report.primal.value is not None
    return report.primal.value


def _peak_of(number: int, whose: str) -> float:
    command = [sys.executable, "-m", "benchmarks.arrays", "--peak", f"{number}:{whose}"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # HiGHS prints its banner from the constructor.
    return float(told.split()[-1])


def _peak(number: str, whose: str) -> int:
    """Peak resident memory of this process in MB, which solves once."""
    family = FAMILIES[int(number)]
    data = family.data(family.size)
    _ours(duality.parse(family.text), data) if whose == "ours" else family.raw(data)()
    # ru_maxrss of a new process begins with its parent's; the kernel's own mark does not.
    marks = Path("/proc/self/status")
    told = marks.read_text().partition("VmHWM:")[2].split()[0] if marks.exists() else _largest()
    print(int(told) / 1024)
    return 0


def _largest() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def rows(found: list[Measured]) -> list[list[str]]:
    """What the table shows of each family."""
    return [
        [
            f"{m.family.name}, n = {m.family.size:,}",
            f"{1000 * m.ours:.1f}",
            f"{1000 * m.raw:.1f}",
            f"{m.ratio:.2f}",
            f"<= {m.family.target:g}",
            f"{m.peaks[0]:.0f} / {m.peaks[1]:.0f}",
        ]
        for m in found
    ]


def misses(found: list[Measured]) -> list[str]:
    """What misses its target."""
    told = [f"{m.family.name}, n = {m.family.size:,}: {m.ratio:.2f}" for m in found if m.ratio > m.family.target]
    heavy = [m for m in found if m.peaks[0] > MEMORY * m.peaks[1]]
    return told + [f"{m.family.name}, n = {m.family.size:,}: memory {m.peaks[0] / m.peaks[1]:.1f} x" for m in heavy]


def report(found: list[Measured]) -> int:
    """The table; 1 if a target is missed."""
    table = PrettyTable(["statement", "ours, ms", "raw, ms", "ratio", "target", "peak MB, ours / raw"], align="r")
    table.align["statement"] = "l"
    table.add_rows(rows(found))
    print(table)
    missed = misses(found)
    print("every target is met" if not missed else "missed: " + "; ".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
