"""Solves many statements, each in a process of its own that is ended when it overruns, and judges them there."""

from __future__ import annotations

import multiprocessing
import resource
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

import duality as du

GRACE = 1.0
"""Seconds beyond the limit within which a solve returns on an idle machine."""
PATIENCE = 8
"""Seconds of work beyond the limit after which a process is ended."""


@dataclass(frozen=True)
class Outcome:
    """What one process found: ``crash`` is the last frame in the package and the exception."""

    false: tuple[str, ...] = ()
    weaker: tuple[str, ...] = ()
    crash: str = ""
    seconds: float = 0.0
    overrun: bool = False
    megabytes: float = 0.0
    """The most memory that the process held."""
    notes: dict[str, str] = field(default_factory=dict)


Found = tuple[tuple[str, ...], tuple[str, ...], dict[str, str]]


def run(work: Callable[[], Found], limit: float) -> Outcome:
    """``work`` in a forked process; its processor time beyond ``limit`` and `GRACE` is an overrun.

    A busy machine slows the clock on the wall, so processor time is what is limited, and the wall twenty times later.
    """
    near, far = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_answer, args=(work, limit, far))
    process.start()
    far.close()
    try:
        outcome = near.recv() if near.poll(20 * (limit + PATIENCE)) else None
    except EOFError:
        outcome = None
    process.kill()
    process.join()
    if outcome is not None:
        return outcome
    if process.exitcode in (-signal.SIGXCPU, -signal.SIGKILL):
        return Outcome(seconds=limit + PATIENCE, overrun=True)
    return Outcome(crash=f"the process died: {process.exitcode}")


def _answer(work: Callable[[], Found], limit: float, channel: Connection) -> None:
    most = int(limit) + PATIENCE
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
    start, processor = time.perf_counter(), time.process_time()
    crash, found = "", ((), (), {})
    try:
        found = work()
    except Exception as error:  # noqa: BLE001 - the crash is what is looked for
        crash = _told(error)
    # On a busy machine the wall says little: a solve that waits for no one is measured by its own work.
    seconds = min(time.perf_counter() - start, time.process_time() - processor + _children())
    seconds -= float(found[2].get("oracle", 0.0))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    channel.send(Outcome(found[0], found[1], crash, seconds, seconds > limit + GRACE, megabytes, found[2]))


def _children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _told(error: BaseException) -> str:
    if isinstance(error, du.DefectError) and error.__cause__ is not None:
        error = error.__cause__
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/duality/" in f.filename]
    place = f"{frames[-1].filename.split('/duality/', 1)[1]}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''} at {place}"
