"""Answers one problem of the corpus in a process of its own: ``python -m tests.corpus.worker solve|derive NAME``.

Prints one JSON object. An exception of the package is an answer too: its name and words go to "error".
"""

from __future__ import annotations

import json
import math
import sys
import time
from fractions import Fraction
from pathlib import Path

import duality as du
from duality.results.answer import Answer as Answered
from tests.corpus.answers import Answer, corpus_folder, read_answers
from tests.corpus.closed_form import sample, theta


def main() -> None:
    task, name = sys.argv[1:]
    folder = corpus_folder()
    if folder is None:
        sys.exit("no corpus")
    start = time.perf_counter()
    try:
        if task == "solve":
            answer = next(a for a in read_answers(folder) if a.name == name)
            record = _solved(answer)
        else:
            record = _derived(folder / "families" / f"{name}.dual")
    except du.DualityError as error:
        record = {"error": f"{type(error).__name__}: {str(error).splitlines()[0]}"}
    record["seconds"] = time.perf_counter() - start
    print(json.dumps(record))


def _derived(path: Path) -> dict:
    function = du.derive(du.read(path)).dual_function.data
    return {
        "form": function.form,
        "checked": function.checked_at,
        "rules": [block.rule for block in function.blocks],
        "reason": function.reason,
    }


def _solved(answer: Answer) -> dict:
    problem = du.read(answer.path)
    report = du.solve(problem)
    function = report.derivation.dual_function.data
    record = {
        "form": function.form,
        "checked": function.checked_at,
        "primal": _side(report.primal),
        "dual": _side(report.dual),
        "strong": report.strong_duality.verdict,
        "theorem": report.strong_duality.theorem,
        "convexity": report.convexity.verdict,
        "slater": report.slater.verdict,
        "warnings": list(report.warnings),
    }
    if answer.theta is not None:
        record["theta"] = _compared(answer, report.derivation)
    return record


def _side(answer: Answered) -> dict:
    return {
        "status": answer.status,
        "value": answer.value,
        "label": answer.label,
        "lower": answer.lower,
        "upper": answer.upper,
        "attained": answer.attained,
        "backend": answer.data.backend,
    }


def _compared(answer: Answer, derivation: du.Derivation) -> dict:
    """Counts where theta_D was right, and tells the first places where it was wrong."""
    names: dict[str, str] = {}
    counts = {"inequality": 0, "equality": 0}
    for constraint in derivation.form.constraints:
        kind = constraint.constraint.kind
        counts[kind] += 1
        names[f"{'lam' if kind == 'inequality' else 'nu'}{counts[kind]}"] = constraint.name
    right, wrong = 0, []
    for point in sample(answer.theta or (), tuple(names), answer.name):
        expected = theta(answer.theta or (), point)
        found = _theta_found(derivation, {names[key]: number for key, number in point.items()})
        if expected == found or math.isclose(expected, found, rel_tol=1e-9, abs_tol=1e-9):
            right += 1
        else:
            wrong.append({"at": {key: str(v) for key, v in point.items()}, "expected": expected, "found": found})
    return {"right": right, "wrong": wrong}


def _theta_found(derivation: du.Derivation, multipliers: dict[str, Fraction]) -> float:
    return float(derivation.dual_function({name: float(number) for name, number in multipliers.items()}))


if __name__ == "__main__":
    main()
