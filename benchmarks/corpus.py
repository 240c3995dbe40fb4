"""Whole processes over a folder of problems: how long ``duality solve`` takes for each, and what kept it.

    python benchmarks/corpus.py [FOLDER] [--time-limit S] [--jobs N] [--only PART] [--slowest N]

FOLDER is searched for ``*.dual`` (default: the shipped problems, or the folder in DUALITY_CORPUS). Wall time depends
on what else the machine does; the processor's time of each process, children included, hardly does. The exit code is 1
where the median of the processor's time misses `MEDIAN`, or a process outlives its time limit by more than a second.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from prettytable import PrettyTable

CHECKOUT = Path(__file__).resolve().parents[1]
MEDIAN = 1.5
BEYOND = 1.0
"""Seconds by which a process may exceed its limit."""


class Run(NamedTuple):
    """One process: its wall time and the processor's, the exit code, and the report's own account of the stages."""

    name: str
    wall: float
    processor: float
    code: int
    stages: dict[str, float]
    verdict: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("DUALITY_CORPUS", CHECKOUT / "problems")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(default))
    parser.add_argument("--time-limit", type=float, default=20.0, help="seconds for each problem (default 20)")
    parser.add_argument("--jobs", type=int, default=1, help="processes at a time (default 1)")
    parser.add_argument("--only", default="", help="names that contain this")
    parser.add_argument("--slowest", type=int, default=20, help="how many to list (default 20)")
    chosen = parser.parse_args()
    files = sorted(path for path in chosen.folder.rglob("*.dual") if chosen.only in path.stem)
    if not files:
        parser.error(f"{chosen.folder} holds no problem files")
    # Without a cache the compilation would be measured.
    compileall.compile_dir(CHECKOUT / "duality", quiet=2)
    with ThreadPoolExecutor(chosen.jobs) as pool:
        runs = list(pool.map(lambda path: timed(path, chosen.time_limit), files))
    return report(runs, chosen.time_limit, chosen.slowest)


def timed(path: Path, limit: float) -> Run:
    """``duality solve`` of one file; the processor's time is that of the process alone, whatever runs beside it."""
    command = [sys.executable, "-m", "duality", "solve", str(path), "--json", "--time-limit", f"{limit:g}"]
    with tempfile.TemporaryFile() as out:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=CHECKOUT, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode()
    data = json.loads(text) if text else {"seconds": {}, "strong_duality": {"verdict": "no report"}}
    processor = usage.ru_utime + usage.ru_stime
    return Run(path.stem, wall, processor, process.returncode, data["seconds"], data["strong_duality"]["verdict"])


def report(runs: Sequence[Run], limit: float, slowest: int) -> int:
    """The slowest ones and the quantiles; 1 if a target is missed."""
    table = PrettyTable(["problem", "wall s", "processor s", "derive", "solve", "verify", "verdict", "code"])
    table.align = "r"
    table.align["problem"] = table.align["verdict"] = "l"
    for run in sorted(runs, key=lambda run: -run.processor)[:slowest]:
        stages = [f"{run.stages.get(stage, 0.0):.2f}" for stage in ("derive", "solve", "verify")]
        table.add_row([run.name, f"{run.wall:.2f}", f"{run.processor:.2f}", *stages, run.verdict, run.code])
    print(table)
    totals = PrettyTable(["", "median", "mean", "90 %", "largest"])
    totals.align = "r"
    for label, values in (("wall s", [r.wall for r in runs]), ("processor s", [r.processor for r in runs])):
        ordered = sorted(values)
        high = ordered[min(len(ordered) - 1, int(0.9 * len(ordered)))]
        middle = [statistics.median(ordered), statistics.mean(ordered), high, ordered[-1]]
        totals.add_row([label, *(f"{value:.2f}" for value in middle)])
    print(totals)
    late = [run.name for run in runs if run.wall > limit + BEYOND]
    print(f"{len(runs)} problems; beyond the limit of {limit:g} s: {', '.join(late) or 'none'}")
    return 1 if late or statistics.median(run.processor for run in runs) > MEDIAN else 0


if __name__ == "__main__":
    sys.exit(main())
