"""One table of what the engine costs beside its peers, all in one run.

    python -m benchmarks.all [--quick]

Start-up against a bare Python, statements of size against the raw solvers, the exact optimum against the numeric one,
small quadratic programs against cvxpy, KKT points, pages. Ratios of one run may be compared, seconds may not. A target
that is missed is named with its cause; the exit code is 1 where one is.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from prettytable import PrettyTable

import duality
from benchmarks import arrays, kkt_points, many_programs, small_programs, startup, written_out
from duality import statements


class Line(NamedTuple):
    """One comparison: what, its milliseconds, the peer and its milliseconds, and the ratio that is wanted."""

    group: str
    name: str
    ours: float
    peer: str
    theirs: float
    target: float | None
    cause: str = ""

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs

    @property
    def is_missed(self) -> bool:
        return self.target is not None and self.ratio > self.target


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one round, without the largest: under three minutes")
    quick = parser.parse_args().quick
    lines: list[Line] = []
    for group in (_startup, _statements, _written_out, _exact, _small, _kkt, _pages):
        for line in group(quick):
            lines.append(line)
            print(f"{line.group}: {line.name}", file=sys.stderr)
    return report(lines)


PEERS = {
    "cvxpy": "import cvxpy as c; x = c.Variable(2); c.Problem(c.Minimize(c.sum_squares(x)), [sum(x) >= 1]).solve()",
    "scipy": "from scipy.optimize import linprog; linprog([1, 1], A_ub=[[-1, -1]], b_ub=[-1])",
    "sympy": "import sympy; x, y, a = sympy.symbols('x y a'); sympy.solve([2*x - a, 2*y - a, x + y - 1], [x, y, a])",
}
"""The same small problem by others, as whole processes."""


def _startup(quick: bool) -> Iterator[Line]:
    commands = startup.commands() | {name: [sys.executable, "-c", code] for name, code in PEERS.items()}
    medians = {name: 1000 * value for name, value in startup.measure(commands, 2 if quick else 9).items()}
    bare = medians.pop(startup.BARE)
    for name, median in medians.items():
        target = {"derive": 9.0, "solve": 11.0}.get(name.split()[1]) if " " in name else None
        cause = "imports: classes are made and modules loaded before the first row is read"
        yield Line("start-up", name, median, "bare python", bare, target, cause)


CAUSES = {
    "band LP": "p* = d* is proved over the rationals, two fifths of a solve; the arrays cost some 5 ms, whatever n is",
    "SVM": "making the arrays and checking the answer cost some 5 ms beside the rows, whatever n is",
}


def _statements(quick: bool) -> Iterator[Line]:
    for found in arrays.measure(1 if quick else 3, quick=quick):
        name = f"{found.family.name}, n = {found.family.size:,}"
        cause = CAUSES.get(found.family.name, "evaluating theta_D and the residuals beside the solve")
        solver = "raw HiGHS" if "LP" in found.family.name else "raw Clarabel"
        yield Line("statements", name, 1000 * found.ours, solver, 1000 * found.raw, found.family.target, cause)
        ours, theirs = found.peaks
        heavy = "the data, the program and the answer stand in memory at once"
        yield Line("peak MB", name, ours, solver, theirs, arrays.MEMORY, heavy)


def _written_out(quick: bool) -> Iterator[Line]:
    trees = "rows are trees of expressions before they are arrays, some 20 us a row"
    first = "the certificate of the first statement of its kind costs some 70 ms, p* = d* over the rationals as much"
    for found in written_out.measure([1_500] if quick else [1_500, 10_000]):
        cause = first if "QP" in found.name else trees
        solver = "raw HiGHS" if "LP" in found.name else "raw Clarabel"
        yield Line("written out", f"{found.name}: state", 1000 * found.stated, solver, 1000 * found.raw, None)
        yield Line("written out", f"{found.name}: solve", 1000 * found.solved, solver, 1000 * found.raw, 20.0, cause)


def _exact(quick: bool) -> Iterator[Line]:
    from benchmarks.exact import measure

    for size in (1_000, 10_000):
        exact, numeric = measure(size, 2 if quick else 5)
        cause = "the blocks of the basis are solved one by one in Python"
        yield Line("exact", f"band LP over Q, n = {size:,}", 1000 * exact, "HiGHS", 1000 * numeric, 1.0, cause)


def _small(quick: bool) -> Iterator[Line]:
    ours, theirs = zip(*(small_programs.both(5, seed) for seed in range(4 if quick else 40)), strict=True)
    cause = "each is read, derived, certified and judged as a problem of its own; solve_many settles them together"
    mine, other = (1000 * statistics.median(values[1:]) for values in (ours, theirs))
    yield Line("small", "QP, n = 5, by itself", mine, "cvxpy", other, small_programs.TARGET, cause)
    rng = np.random.default_rng(1)
    data = [many_programs.made(rng, 5) for _ in range(1000)]
    statement = statements.parse(many_programs.STATED)
    duality.solve_many(statement, data[:2])
    began = time.process_time()
    found = duality.solve_many(statement, data)
    each = 1000 * (time.process_time() - began) / len(data)
    peers = [many_programs.cvxpy_time(entry, one.value) for entry, one in zip(data[:20], found, strict=False)]
    cause = "the exact active sets"
    yield Line(
        "small", "QP, n = 5, one of 1,000", each, "cvxpy", 1000 * statistics.median(peers), many_programs.TARGET, cause
    )


def _kkt(quick: bool) -> Iterator[Line]:
    seconds, _ = kkt_points.measure(6, 12, 2 if quick else 11)
    cause = "all active sets are searched"
    target = 1.0
    yield Line(
        "KKT points",
        "n = 6, m = 12",
        1000 * statistics.median(seconds),
        "100 ms",
        1000 * kkt_points.TARGET,
        target,
        cause,
    )


def _pages(quick: bool) -> Iterator[Line]:
    report = duality.solve(duality.read("problems/diet-lp.dual"))
    seconds: dict[str, list[float]] = {"text": [], "html": []}
    for _ in range(2 if quick else 5):
        for format in seconds:
            began = time.process_time()
            report.render(format)
            seconds[format].append(1000 * (time.process_time() - began))
    text, page = (min(values) for values in seconds.values())
    yield Line("pages", "page of diet-lp with its figures", page, "its text", text, None)


def report(lines: list[Line]) -> int:
    """The table, and what is missed with its cause."""
    table = PrettyTable(["group", "what", "ours", "peer", "peer's", "ratio", "target"], align="r")
    for column in ("group", "what", "peer"):
        table.align[column] = "l"
    for line in lines:
        target = "" if line.target is None else f"<= {line.target:g}"
        table.add_row(
            [line.group, line.name, f"{line.ours:.1f}", line.peer, f"{line.theirs:.1f}", f"{line.ratio:.2f}", target]
        )
    print(table)
    print("milliseconds; peaks in MB")
    missed = [line for line in lines if line.is_missed]
    for line in missed:
        print(f"missed: {line.group}, {line.name}: {line.ratio:.2f} instead of {line.target:g}; {line.cause}")
    print("every target is met" if not missed else f"{len(missed)} of {len(lines)} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
