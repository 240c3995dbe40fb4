"""Random statements against points: ``python -m tests.evidence.fuzz --count 300 --seed 0``.

Prints every false strong statement, every suspicion, every exception that is none of the package's, and every solve
that is longer than its limit and a second; then the counts.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import partial
from random import Random

import duality as du
from tests.evidence.claims import Claims
from tests.evidence.oracle import Oracle
from tests.evidence.runs import Found, Outcome, run
from tests.evidence.statements import Statement, random_statement

LIMIT = 2.0


def statements(count: int, seed: int, first: int = 0) -> Iterator[Statement]:
    for k in range(first, first + count):
        yield random_statement(Random(f"{seed}-{k}"))


def examined(statement: Statement) -> Outcome:
    return run(partial(_claims, statement), LIMIT)


def _claims(statement: Statement) -> Found:
    try:
        report = du.solve(du.parse(statement.text), time_limit=LIMIT)
    except du.DefectError:
        raise
    except du.DualityError as error:
        return (), (), {"refused": f"{type(error).__name__}: {str(error).splitlines()[0]}"}
    import time

    spent = time.process_time()
    claims = Claims(report, Oracle(statement))
    false, suspect = tuple(claims.false()), tuple(claims.suspect())
    return false, suspect, {"oracle": str(time.process_time() - spent), "told": told(report)}


def told(report: du.Report) -> str:
    sides = (f"{side.value!r} {side.label} {side.attained}" for side in (report.primal, report.dual))
    return ", ".join((*sides, report.verdict))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="number of the first statement")
    options = parser.parse_args()
    counts = dict.fromkeys(("statements", "false", "suspect", "tracebacks", "overruns", "refused"), 0)
    for k, statement in enumerate(statements(options.count, options.seed, options.first), options.first):
        outcome = examined(statement)
        lines = [f"FALSE {words}" for words in outcome.false] + [f"SUSPECT {words}" for words in outcome.weaker]
        lines += [f"TRACEBACK {outcome.crash}"] * bool(outcome.crash)
        lines += [f"OVERRUN {outcome.seconds:.1f} s"] * outcome.overrun
        lines += [f"REFUSED {outcome.notes[key]}" for key in ("refused",) if key in outcome.notes]
        counts["statements"] += 1
        for name, found in zip(
            ("false", "suspect", "tracebacks", "overruns", "refused"),
            (outcome.false, outcome.weaker, outcome.crash, outcome.overrun, "refused" in outcome.notes),
            strict=True,
        ):
            counts[name] += bool(found)
        if counts["statements"] % 100 == 0:
            print(f"-- {counts['statements']} examined", flush=True)
        if lines:
            print(f"-- {k}: {outcome.notes.get('told', '')}\n{statement.text}  " + "\n  ".join(lines), flush=True)
    print(", ".join(f"{number} {name}" for name, number in counts.items()))
    return 1 if counts["false"] or counts["tracebacks"] or counts["overruns"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
