"""The child process: loads what a page needs, waits for jobs on standard input, answers each as it goes.

The answers go to a copy of standard output, and standard output itself to nowhere, so that nothing that a solver
prints can mix with them. It says that it is ready; a job and an answer are one line of JSON each. It ends when its
standard input does, in the middle of a job too: no computation outlives the server.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
from dataclasses import asdict
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Any, TextIO

from duality.api.progress import Progress
from duality.play.job import Job, Outcome, bounds_page, drawn, run, solved
from duality.play.limits import GRACE
from duality.play.reading import Fault

REHEARSAL = Job("min x^4 - x\ns.t. x <= 1", seconds=5.0)
"""A small problem, answered before the first one: the libraries are then loaded, while the user still types."""

READY = "ready"
"""Said once a problem can be solved at once: the limit of a computation counts from then on."""

PATIENCE = 1.0
"""Seconds beyond the limit for a computation to end in a report by itself."""


def main() -> None:
    """Jobs until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    asked: SimpleQueue[Job] = SimpleQueue()
    Thread(target=_listen, args=(asked,), daemon=True).start()
    rehearsed = solved(REHEARSAL, lambda outcome: None, Progress())
    answers.write(READY + "\n")
    answers.flush()
    # What pictures need is loaded beside the first job, or before it comes.
    Thread(target=drawn, args=(rehearsed, REHEARSAL), daemon=True).start()
    while True:
        job = asked.get()
        told = _Told(answers)
        sys.excepthook = told.broken
        # Below Python: a library that never returns and keeps the interpreter to itself.
        faulthandler.dump_traceback_later(job.seconds + GRACE, exit=True)
        with _Limited(job, told) as known:
            run(job, told.say, known)
        faulthandler.cancel_dump_traceback_later()


class _Told:
    """Writes one job's answers; after the last one no more."""

    def __init__(self, answers: TextIO) -> None:
        self.answers, self.lock, self.ended = answers, Lock(), False

    def say(self, outcome: Outcome) -> None:
        with self.lock:
            if not self.ended:
                self.ended = outcome.is_last
                json.dump(asdict(outcome), self.answers)
                self.answers.write("\n")
                self.answers.flush()

    def broken(self, kind: type[BaseException], error: BaseException, trace: Any) -> None:
        """A defect, in one line: what failed, and where."""
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = "" if trace is None else f" in {trace.tb_frame.f_globals.get('__name__')}, line {trace.tb_lineno}"
        self.say(Outcome("broken", fault=Fault(f"{kind.__name__}: {error}"[:300] + place)))


class _Limited:
    """A computation stops by itself in time; where it does not, its bounds are told from here, and the process ends."""

    def __init__(self, job: Job, told: _Told) -> None:
        self.job, self.told, self.known, self.done = job, told, Progress(), Event()
        self.watcher = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Progress:
        self.watcher.start()
        return self.known

    def __exit__(self, *_: object) -> None:
        self.done.set()

    def _watch(self) -> None:
        if self.done.wait(self.job.seconds + PATIENCE) or self.known.finished:
            return
        page = bounds_page(self.job, self.known)
        if page is not None and not self.done.is_set():
            self.told.say(Outcome("stopped", page))
            os._exit(0)


def _listen(asked: SimpleQueue[Job]) -> None:
    for line in sys.stdin.buffer:
        asked.put(Job(**json.loads(line)))
    os._exit(0)


if __name__ == "__main__":
    main()
