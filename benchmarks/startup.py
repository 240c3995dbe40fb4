"""Whole processes side by side: ``duality derive`` and ``duality solve`` of a small problem against a bare Python.

    python benchmarks/startup.py [--rounds N]

Each round runs every command once, in turn, so that a busy moment of the machine hits all of them alike. Printed are
medians of wall time and their ratios to ``python -c pass``; the exit code is 1 where a ratio misses its target.
Bytecode is compiled first: a missing cache would be measured otherwise.
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
TARGETS = {"derive": 12.0, "solve": 17.0}
PROBLEMS = {"QP": "min-norm", "LP": "diet-lp"}
BARE = "python -c pass"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21, help="runs of each command (default 21)")
    rounds = parser.parse_args().rounds
    compileall.compile_dir(CHECKOUT / "duality", quiet=2)
    medians = measure(commands(), rounds)
    return report(medians, rounds)


def commands() -> dict[str, list[str]]:
    """The bare interpreter first, then each command on each problem."""
    found = {BARE: [sys.executable, "-c", "pass"]}
    for verb in TARGETS:
        for kind, name in PROBLEMS.items():
            found[f"duality {verb} {name} ({kind})"] = [sys.executable, "-m", "duality", verb, name]
    return found


def measure(chosen: dict[str, list[str]], rounds: int) -> dict[str, float]:
    """Median wall seconds of each command over interleaved rounds, after one round that is not counted."""
    seconds: dict[str, list[float]] = {label: [] for label in chosen}
    for round_number in range(rounds + 1):
        for label, command in chosen.items():
            start = time.perf_counter()
            subprocess.run(
                command, cwd=CHECKOUT, env=os.environ | {"NO_COLOR": "1"}, stdout=subprocess.DEVNULL, check=True
            )
            if round_number:
                seconds[label].append(time.perf_counter() - start)
    return {label: statistics.median(times) for label, times in seconds.items()}


def report(medians: dict[str, float], rounds: int) -> int:
    """Prints the table; 1 if a target is missed."""
    bare = medians[BARE]
    print(f"medians of {rounds} interleaved rounds\n{'command':40}{'ms':>8}{'ratio':>8}{'target':>8}")
    missed = 0
    for label, median in medians.items():
        target = next((limit for verb, limit in TARGETS.items() if f" {verb} " in label), None)
        ratio = median / bare
        missed += target is not None and ratio > target
        print(f"{label:40}{1000 * median:8.1f}{ratio:8.1f}" + (f"{target:8.0f}" if target else ""))
    print("every target is met" if not missed else f"{missed} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
