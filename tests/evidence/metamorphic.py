"""Known answers under changes that cannot change them: ``python -m tests.evidence.metamorphic --sample 60 --seed 0``.

Prints a table of what became false, weaker, slower than its limit or broke, by change; 0 false and 0 weaker is the bar.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

from prettytable import PrettyTable

import duality as du
from tests.corpus.answers import corpus_folder, read_answers
from tests.evidence.case import Case
from tests.evidence.changes import CHANGES, Change
from tests.evidence.judgement import judge
from tests.evidence.runs import Found, Outcome, run
from tests.known.everything import CLASSES

LIMIT = 20.0
STRENGTH = {"numerical": 0, "global": 1, "enclosed": 2, "exact": 3}


@dataclass(frozen=True)
class Told:
    """How strongly a report tells each of its answers."""

    p: int
    d: int
    p_attained: bool
    d_attained: bool
    verdict: bool

    @classmethod
    def of(cls, report: du.Report) -> Told:
        sides = report.primal, report.dual
        strengths = [-1 if s.status == "unknown" or s.value is None else STRENGTH[s.label] for s in sides]
        return cls(*strengths, *(s.attained is not None for s in sides), report.verdict != "unknown")

    def weaker_than(self, other: Told) -> Iterator[str]:
        names = ("p*", "d*", "p* attained", "d* attained", "verdict")
        own, others = self._entries, other._entries
        words = {-1: "unknown", **{v: k for k, v in STRENGTH.items()}}
        for name, a, b in zip(names, own, others, strict=True):
            if a < b:
                yield (
                    f"{name}: {words[b]} became {words[a]}"
                    if isinstance(a, int) and name in ("p*", "d*")
                    else f"{name} became unknown"
                )

    @property
    def _entries(self) -> tuple[int, ...]:
        return self.p, self.d, self.p_attained, self.d_attained, self.verdict


def known_cases() -> dict[str, Case]:
    """The problems of tests/known and of the corpus, with the tolerance of their own digits."""
    found = {}
    for kind, problems in CLASSES.items():
        for name, k in problems.items():
            found[f"{kind}: {name}"] = Case(k.text, k.p, k.d, k.p_attained, k.d_attained, near=_near(k.p, k.d, 1e-5))
    folder = corpus_folder()
    for a in read_answers(folder) if folder else ():
        if a.proved:
            text = a.path.read_text(encoding="utf-8")
            attained = a.p_attained if a.status == "optimal" else None
            found[f"corpus: {a.name}"] = Case(
                text, a.p_star, a.d_star, attained, a.d_attained, near=_near(a.p_star, a.d_star, 1e-5)
            )
    return found


def _near(p: float, d: float | None, tolerance: float) -> float:
    return tolerance * max(1.0, *(abs(v) for v in (p, d) if v is not None and abs(v) < float("inf")), 1.0)


def changed(case: Case, change: Change) -> Case | None:
    """The changed statement with its answers; ``None`` where the change does not apply."""
    problem = du.parse(case.text)
    new = change.apply(problem)
    if new is None:
        return None
    sense = problem.sense
    p, d = (None if v is None else change.value(v, sense) for v in (case.p, case.d))
    assert p is not None
    near = case.tolerance * abs(change.factor) + 1e-15 * abs(change.shift)
    verdict = case.truth
    return Case(du.write(new), p, d, case.p_attained, case.d_attained, verdict, near)


def examined(case: Case, base: Told | None) -> Outcome:
    return run(partial(_judged, case, base), LIMIT)


def _judged(case: Case, base: Told | None) -> Found:
    # Without a limit by the clock: on a busy machine an answer may take longer, and must not become weaker.
    report = du.solve(du.parse(case.text))
    told = Told.of(report)
    weaker = tuple(told.weaker_than(base)) if base is not None else ()
    return judge(case, report).false, weaker, {"told": told}


def pairs(only: str, sample: int | None, seed: int) -> Iterator[tuple[str, Case, Change]]:
    """Problems and changes, by problem; a sample of them where a number is given."""
    everything = [(name, case, change) for name, case in known_cases().items() if only in name for change in CHANGES]
    if sample is not None and sample < len(everything):
        places = sorted(Random(seed).sample(range(len(everything)), sample))
        everything = [everything[k] for k in places]
    yield from everything


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="part of a problem's name")
    parser.add_argument("--sample", type=int, help="number of pairs of a problem and a change")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rows: dict[str, list[str]] = defaultdict(list)
    bases: dict[str, Outcome] = {}
    counts = dict.fromkeys(("pairs", "false", "weaker", "crash", "overrun"), 0)
    for name, case, change in pairs(options.only, options.sample, options.seed):
        new = changed(case, change)
        if new is None:
            continue
        base = bases.get(name) or bases.setdefault(name, examined(case, None))
        if "told" not in base.notes:
            continue
        outcome = examined(new, base.notes["told"])
        counts["pairs"] += 1
        for key in ("false", "weaker", "crash", "overrun"):
            counts[key] += bool(getattr(outcome, key))
        words = [f"FALSE {w}" for w in outcome.false] + list(outcome.weaker)
        words += [f"CRASH {outcome.crash}"] * bool(outcome.crash) + ["OVERRUN"] * outcome.overrun
        if outcome.false and base.false:
            words.append("(false before the change, too)")
        if words:
            rows[change.name].append(f"{name}: {'; '.join(words)}")
            print(f"{change.name} | {rows[change.name][-1]}", flush=True)
    table = PrettyTable(["change", "exceptions", "which"], align="l", max_width=100)
    for change in CHANGES:
        table.add_row([change.name, len(rows[change.name]), "\n".join(rows[change.name])])
    print(table)
    print(", ".join(f"{number} {name}" for name, number in counts.items()))
    return 1 if counts["false"] or counts["weaker"] or counts["crash"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
