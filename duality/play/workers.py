"""Computations in child processes, one at a time: a new one replaces the one that runs, a late one is killed.

One idle child is kept ready, so that its imports are done when the next text comes.
"""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import asdict
from enum import Enum

from duality.play.job import Fault, Job, Outcome
from duality.play.limits import GRACE, START_UP

MOST_ANSWER = 64 * 1024 * 1024
"""Bytes of one answer: a page of 2 MB is usual."""


class Lost(Enum):
    """Why a computation has no outcome."""

    STOPPED = "stopped"
    REPLACED = "replaced"
    BROKEN = "broken"


class Workers:
    """Starts, feeds and kills the children. Belongs to one event loop."""

    def __init__(self, grace: float = GRACE) -> None:
        self.grace = grace
        self._idle: Process | None = None
        self._busy: Process | None = None
        self._replaced: set[int] = set()

    async def warm(self) -> None:
        """Makes sure that a child waits for work."""
        if self._idle is None or self._idle.returncode is not None:
            self._idle = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "duality.play.worker", stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=MOST_ANSWER
            )

    async def compute(self, job: Job) -> Outcome | Lost:
        """The job's outcome; whatever still runs for an earlier job is killed."""
        await self.stop()
        await self.warm()
        process, self._idle = self._idle, None
        assert process is not None
        self._busy = process
        try:
            await asyncio.wait_for(_ready(process), START_UP)
            answer = await asyncio.wait_for(_ask(process, job), job.seconds + self.grace)
        except TimeoutError:
            return Lost.STOPPED
        finally:
            await _kill(process)
            if self._busy is process:
                self._busy = None
            was_replaced = id(process) in self._replaced
            self._replaced.discard(id(process))
        if answer is not None:
            return answer
        return Lost.REPLACED if was_replaced else Lost.BROKEN

    async def close(self) -> None:
        """Ends every child."""
        for process in (self._idle, self._busy):
            if process is not None:
                await _kill(process)

    async def stop(self) -> None:
        """Kills what runs; its caller is told that it was replaced."""
        if self._busy is not None:
            self._replaced.add(id(self._busy))
            await _kill(self._busy)


async def _ready(process: Process) -> None:
    """Until the child has loaded what it needs."""
    assert process.stdout is not None
    await process.stdout.readline()


async def _ask(process: Process, job: Job) -> Outcome | None:
    """The child's answer, ``None`` where it ended without one."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps(asdict(job)).encode() + b"\n")
        await process.stdin.drain()
        line = await process.stdout.readline()
    except (BrokenPipeError, ConnectionResetError):
        return None
    if not line.endswith(b"\n"):
        return None
    found = json.loads(line)
    fault = found["fault"]
    return Outcome(found["page"], None if fault is None else Fault(**fault))


async def _kill(process: Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):  # it may end by itself in between
            process.kill()
    await process.wait()
