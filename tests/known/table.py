"""Runs the package on the known problems and prints what it got right: ``python -m tests.known.table``.

python -m tests.known.table [--only TEXT] [--limit SECONDS] [--all]
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection

from prettytable import PrettyTable

import duality as du
from tests.known.everything import CLASSES
from tests.known.judgement import judge
from tests.known.problem import Known


def main() -> int:
    options = _options()
    table = PrettyTable(["class", "problem", "p*", "d*", "verdict", "false", "missing", "s"])
    table.align = "l"
    table.max_width = 60
    total = false = missing = 0
    for kind, name, known in _chosen(options.only):
        row = _run(known, options.limit)
        total, false, missing = total + 1, false + bool(row[3]), missing + bool(row[4])
        if options.all or row[3] or row[4]:
            table.add_row([kind, name, *row])
    print(table)
    print(f"{total} problems, {false} with a false statement, {missing} with something missing")
    return 1 if false else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="part of a class or problem name")
    parser.add_argument("--limit", type=float, default=20.0, help="seconds a problem")
    parser.add_argument("--all", action="store_true", help="also the problems that are entirely right")
    return parser.parse_args()


def _chosen(text: str) -> Iterator[tuple[str, str, Known]]:
    for kind, problems in CLASSES.items():
        for name, known in problems.items():
            if text in kind or text in name:
                yield kind, name, known


def _run(known: Known, limit: float) -> list[str]:
    """One problem in a process of its own, which is ended at its limit."""
    near, far = multiprocessing.Pipe(duplex=False)
    start = time.perf_counter()
    process = multiprocessing.get_context("fork").Process(target=_answer, args=(known, far))
    process.start()
    far.close()
    try:
        row = near.recv() if near.poll(limit) else ["", "", "", "", f"no answer within {limit:g} s"]
    except EOFError:
        row = ["", "", "", "CRASH", ""]
    process.kill()
    process.join()
    return [*row, f"{time.perf_counter() - start:.1f}"]


def _answer(known: Known, channel: Connection) -> None:
    report = du.solve(du.parse(known.text))
    found = judge(known, report)
    channel.send(
        [
            f"{report.primal.value} {report.primal.label}",
            f"{report.dual.value} {report.dual.label}",
            report.strong_duality.verdict,
            "\n".join(found.false),
            "\n".join(found.missing),
        ]
    )


if __name__ == "__main__":
    raise SystemExit(main())
