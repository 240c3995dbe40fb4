"""Harmful statements through a whole solve: ``python -m tests.reliability.fuzz --count 500 --seed 0``.

Prints every exception that is none of the package's, every solve that goes on a second beyond its limit, and every one
that holds a gigabyte; then the counts. The limit is one of work, so that a busy machine judges as an idle one does.
"""

from __future__ import annotations

import argparse
from functools import cache, partial

import duality as du
from duality.model.budget import Budget, spending
from tests.evidence.runs import Found, Outcome, run
from tests.reliability.statements import extreme_statement

LIMIT = 2.0
MEGABYTES = 1000
REHEARSED = ("min x^4 - x + sin(y)*y\ns.t. x*y <= 1\ny >= exp(x)", "min x\ndomain x in {0, 1, 3}\ns.t. x^2 + y^2 <= 2")
"""Solved before the first statement: the start-up of libraries is no work of a statement."""


def statement(number: int, seed: int) -> str:
    return extreme_statement(f"{seed}-{number}")


@cache
def _rehearse() -> None:
    for text in REHEARSED:
        du.solve(text, time_limit=5).render("json")


def examined(text: str) -> Outcome:
    _rehearse()
    return run(partial(_told, text), LIMIT)


def faults(outcome: Outcome) -> list[str]:
    """What must not be, in words."""
    found = [f"TRACEBACK {outcome.crash}"] * bool(outcome.crash)
    found += [f"OVERRUN {outcome.seconds:.1f} s"] * outcome.overrun
    return found + [f"MEMORY {outcome.megabytes:.0f} MB"] * (outcome.megabytes > MEGABYTES)


def _told(text: str) -> Found:
    """Solves the text and says the report in every plain format."""
    try:
        with spending(Budget.of(LIMIT)):
            report = du.solve(du.parse(text))
    except du.DefectError:
        raise
    except du.DualityError as error:
        return (), (), {"refused": str(error).splitlines()[0]}
    for form in ("text", "json", "latex", "markdown"):
        assert report.render(form)
    return (), (), {"told": f"p* {report.primal.value} {report.primal.label}, d* {report.dual.value}"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="number of the first statement")
    options = parser.parse_args()
    refused = bad = 0
    for number in range(options.first, options.first + options.count):
        text = statement(number, options.seed)
        outcome = examined(text)
        refused += "refused" in outcome.notes
        found = faults(outcome)
        bad += bool(found)
        if found:
            print(f"-- {number}:\n{text}  " + "\n  ".join(found), flush=True)
    print(f"{options.count} statements, {refused} refused, {bad} with faults")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
