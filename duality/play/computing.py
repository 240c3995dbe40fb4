"""A computation as an answer of the server: each thing that is found is a line of JSON, told at once.

``{"waiting": true}``, another computation runs; ``{"stage": ..., "page": address}``; last of all one of
``{"fault": ...}``, ``{"lost": ..., "seconds": ...}`` and a page of the stage "drawn" or "stopped". Whoever does not
accept application/x-ndjson gets the last line alone.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from duality.play.job import Job, Outcome
from duality.play.limits import READING
from duality.play.pages import Pages
from duality.play.reading import Fault, fault_in
from duality.play.requests import TOO_MANY, TOO_OFTEN, Rate, Refusal, job_of
from duality.play.workers import Lost, Workers

LINES = "application/x-ndjson"

POLL = 0.25
"""Seconds between two looks whether the browser still waits."""

Told = dict[str, Any]


class Computing:
    """Computations of one playground."""

    def __init__(self, pool: Workers, pages: Pages, seconds: float, headers: Mapping[str, str]) -> None:
        self.pool, self.pages, self.seconds, self.headers = pool, pages, seconds, headers
        self.rate = Rate()
        self.ended = False
        self.readers = ThreadPoolExecutor(2, thread_name_prefix="reading")

    async def warm(self) -> None:
        """The reader's modules are loaded before the first text comes."""
        await self._fault("min x")

    async def answer(self, request: Request) -> Response:
        """The text's pages, its fault, or what became of the computation."""
        job = await job_of(request, self.seconds)
        if not isinstance(job, Refusal):
            job = TOO_OFTEN if not self.rate.allows() else TOO_MANY if self.pool.is_full else job
        if isinstance(job, Refusal):
            return JSONResponse({"refused": job.message}, job.status, headers=self.headers)
        told = self._attended(request, self._told(job))
        if LINES in request.headers.get("accept", ""):
            written = (json.dumps(line).encode() + b"\n" async for line in told)
            return StreamingResponse(written, media_type=LINES, headers=self.headers)
        lines = [line async for line in told]
        return JSONResponse(lines[-1] if lines else {}, headers=self.headers)

    async def read(self, request: Request) -> Response:
        """The fault of a text that is being typed, told as soon as it is read; nothing where there is none."""
        job = await job_of(request, self.seconds)
        fault = None if isinstance(job, Refusal) else await self._fault(job.text)
        return JSONResponse({} if fault is None else {"fault": asdict(fault)}, headers=self.headers)

    async def _told(self, job: Job) -> AsyncIterator[Told]:
        fault = await self._fault(job.text)
        if fault is not None:
            yield {"fault": asdict(fault)}
            return
        if self.pool.is_busy:
            yield {"waiting": True}
        async with self.pool.turn(), aclosing(self.pool.outcomes(job)) as outcomes:  # type: ignore[type-var]
            try:
                page = ""
                async for found in outcomes:
                    line = self._line(found, page)
                    page = line.get("page", page)
                    yield line
            finally:
                await self.pool.warm()

    async def _fault(self, text: str) -> Fault | None:
        """The fault of a text that is quickly read; a slow one is left to the worker."""
        loop = asyncio.get_running_loop()
        try:
            return await asyncio.wait_for(loop.run_in_executor(self.readers, fault_in, text), READING)
        except TimeoutError:
            return None

    def _line(self, found: Outcome | Lost, page: str) -> Told:
        if isinstance(found, Lost):
            return {"lost": found.value, "seconds": self.seconds, **({"page": page} if page else {})}
        if found.stage == "broken" and found.fault is not None:
            return {"lost": found.stage, "seconds": self.seconds, "message": found.fault.message}
        if found.fault is not None:
            return {"fault": asdict(found.fault)}
        line = {"stage": found.stage, "page": f"/pages/{self.pages.keep(found.page)}"}
        return {**line, "seconds": self.seconds} if found.stage == "stopped" else line

    async def _attended(self, request: Request, told: AsyncIterator[Told]) -> AsyncIterator[Told]:
        """The same, given up as soon as nobody waits for it any more."""
        step: asyncio.Task[Told] | None = None
        try:
            while True:
                step = asyncio.ensure_future(anext(told))  # type: ignore[arg-type]
                while not step.done():
                    await asyncio.wait({step}, timeout=POLL)
                    if not step.done() and (self.ended or await request.is_disconnected()):
                        return
                try:
                    line = step.result()
                except StopAsyncIteration:
                    return
                yield line
        finally:
            if step is not None and not step.done():
                step.cancel()
                await asyncio.wait({step})
            await told.aclose()  # type: ignore[attr-defined]
