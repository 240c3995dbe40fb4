"""Solves the cases and prints what is false, weaker, or broken: ``python -m tests.evidence.table [TEXT] [--all]``."""

from __future__ import annotations

import argparse
from functools import partial

import duality as du
from tests.evidence.case import KINDS, Case
from tests.evidence.judgement import judge
from tests.evidence.runs import Found, run


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="?", default="", help="part of a kind or title")
    parser.add_argument("--all", action="store_true", help="also the cases that are entirely right")
    options = parser.parse_args()
    counts = dict.fromkeys(("cases", "false", "weaker", "crash", "overrun"), 0)
    for kind, cases in KINDS.items():
        for title, case in cases.items():
            if options.only not in f"{kind}: {title}":
                continue
            outcome = run(partial(solved, case), case.limit)
            counts["cases"] += 1
            for name in ("false", "weaker", "crash", "overrun"):
                counts[name] += bool(getattr(outcome, name))
            told = [*(f"FALSE {words}" for words in outcome.false), *outcome.weaker]
            told += [f"CRASH {outcome.crash}"] * bool(outcome.crash) + ["OVERRUN"] * outcome.overrun
            if told or options.all:
                print(f"{kind}: {title} [{outcome.seconds:.1f} s] {'; '.join(told) or 'right'}", flush=True)
    print(", ".join(f"{number} {name}" for name, number in counts.items()))
    return 1 if counts["false"] or counts["crash"] or counts["overrun"] else 0


def solved(case: Case) -> Found:
    # By the clock only where the case is about the limit: a busy machine changes no other answer.
    limit = case.limit if case.limit < Case.limit else None
    found = judge(case, du.solve(du.parse(case.text), time_limit=limit))
    return found.false, found.weaker, {}


if __name__ == "__main__":
    raise SystemExit(main())
