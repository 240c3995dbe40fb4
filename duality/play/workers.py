"""Computations in child processes, one after another; a late one is killed, and so is one that nobody waits for.

One idle child is kept ready, so that its imports are done when the next text comes.
"""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from enum import Enum

from duality.play.job import Job, Outcome
from duality.play.limits import GRACE, JOBS, MOST_WAITING, START_UP
from duality.play.reading import Fault

MOST_ANSWER = 64 * 1024 * 1024
"""Bytes of one answer: a page of 2 MB is usual."""

SPARE = 1.0
"""Seconds beyond the worker's own limit, after which it is killed from here."""


class Lost(Enum):
    """Why a computation has no further outcome."""

    STOPPED = "stopped"
    BROKEN = "broken"


class Workers:
    """Starts, feeds and kills the children. Belongs to one event loop."""

    def __init__(self, grace: float = GRACE) -> None:
        self.grace = grace
        self.waiting = 0
        self._turn = asyncio.Lock()
        self._closed = False
        self._idle: Process | None = None
        self._children: set[Process] = set()
        self._jobs: dict[int, int] = {}

    @property
    def is_busy(self) -> bool:
        """A computation runs: another one would have to wait."""
        return self._turn.locked()

    @property
    def is_full(self) -> bool:
        """So many wait that there is no place for one more."""
        return self.waiting >= MOST_WAITING

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """One at a time, in the order of asking."""
        self.waiting += 1
        try:
            await self._turn.acquire()
        finally:
            self.waiting -= 1
        try:
            yield
        finally:
            self._turn.release()

    async def warm(self) -> None:
        """Makes sure that a child waits for work, until the end."""
        if not self._closed and (self._idle is None or self._idle.returncode is not None):
            self._idle = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "duality.play.worker", stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=MOST_ANSWER
            )
            self._children.add(self._idle)
            self._jobs[id(self._idle)] = -1

    async def outcomes(self, job: Job) -> AsyncIterator[Outcome | Lost]:
        """What a child finds, as it comes; a `Lost` where it ends before the last outcome. Left early, it is killed."""
        await self.warm()
        process, self._idle = self._idle, None
        if process is None:
            yield Lost.STOPPED
            return
        try:
            if self._jobs[id(process)] < 0:
                await asyncio.wait_for(_line(process), START_UP)
                self._jobs[id(process)] = 0
            self._jobs[id(process)] += 1
            clock = asyncio.get_running_loop().time
            end = clock() + job.seconds + self.grace + SPARE
            await _send(process, job)
            while (found := await asyncio.wait_for(_outcome(process), end - clock())) is not None:
                if found.is_last:
                    if found.stage in ("drawn", "fault") and self._jobs[id(process)] < JOBS:
                        self._idle, process = process, None
                    yield found
                    return
                yield found
            yield Lost.BROKEN if clock() < end - self.grace - SPARE else Lost.STOPPED
        except TimeoutError:
            yield Lost.STOPPED
        finally:
            if process is not None:
                await self._kill(process)

    async def close(self) -> None:
        """Ends every child, and starts no other."""
        self._closed = True
        for process in tuple(self._children):
            await self._kill(process)

    async def _kill(self, process: Process) -> None:
        if process.returncode is None:
            with suppress(ProcessLookupError):  # it may end by itself in between
                process.kill()
        self._children.discard(process)
        self._jobs.pop(id(process), None)
        await process.wait()


async def _send(process: Process, job: Job) -> None:
    assert process.stdin is not None
    with suppress(BrokenPipeError, ConnectionResetError):  # then there is no answer either
        process.stdin.write(json.dumps(asdict(job)).encode() + b"\n")
        await process.stdin.drain()


async def _line(process: Process) -> bytes:
    assert process.stdout is not None
    return await process.stdout.readline()


async def _outcome(process: Process) -> Outcome | None:
    """The child's next word, ``None`` where it ended without one."""
    line = await _line(process)
    if not line.endswith(b"\n"):
        return None
    found = json.loads(line)
    fault = found["fault"]
    return Outcome(found["stage"], found["page"], None if fault is None else Fault(**fault))
