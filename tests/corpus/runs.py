"""Runs the worker, each problem in a process that is ended at its time limit."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.corpus.answers import CHECKOUT


def run_all(task: str, names: Sequence[str], time_limit: float, jobs: int = 2) -> list[dict]:
    """One record a name, in the order given, ``jobs`` at a time."""
    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(lambda name: run(task, name, time_limit), names))


def run(task: str, name: str, time_limit: float) -> dict:
    """The worker's record of one problem; a time-out or a crash is a record with "error"."""
    command = [sys.executable, "-m", "tests.corpus.worker", task, name]
    try:
        done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=time_limit, check=False)
    except subprocess.TimeoutExpired:
        return {"error": f"no answer within {time_limit:g} s", "seconds": time_limit}
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        return {"error": f"CRASH: {last}", "seconds": 0.0}
    return json.loads(done.stdout.splitlines()[-1])
