"""The child process: loads what a page needs, waits for one job on standard input, answers once, ends.

The answer goes to a copy of standard output, and standard output itself to nowhere, so that nothing that a solver
prints can mix with it. It says that it is ready; a job and an answer are one line of JSON each.
"""

from __future__ import annotations

import json
import os
import sys

from duality.play.job import Job, run

REHEARSAL = "min x^4 - x\ns.t. x <= 1"

READY = "ready"
"""Said once everything is loaded: the limit of a computation counts from then on."""


def main() -> None:
    """One job."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    _load_ahead()
    answers.write(READY + "\n")
    answers.flush()
    line = sys.stdin.buffer.readline()
    if not line:
        return
    json.dump(run(Job(**json.loads(line))).data(), answers)
    answers.write("\n")
    answers.flush()


def _load_ahead() -> None:
    """A small problem's page: the libraries that pages need are then loaded, while the user still types."""
    run(Job(REHEARSAL, seconds=5.0))


if __name__ == "__main__":
    main()
