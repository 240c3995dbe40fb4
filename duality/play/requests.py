"""A request's body: read up to a limit and in time, then checked field by field."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from time import monotonic

from starlette.requests import Request

from duality.play.job import Job
from duality.play.limits import MAX_BODY, MAX_TEXT, MOST_A_MINUTE, SLOW
from duality.records import record
from duality.report.notation import NOTATIONS
from duality.report.page.words import LANGUAGES

MINUTE = 60.0


@record
class Refusal:
    """The HTTP status and the words for the user."""

    status: int
    message: str


TOO_LARGE = Refusal(413, f"the text is larger than {MAX_TEXT:,} bytes; the command line takes larger problems")
TOO_SLOW = Refusal(408, f"the request was not complete within {SLOW:g} s")
TOO_OFTEN = Refusal(429, f"more than {MOST_A_MINUTE} computations within a minute; wait a little")
TOO_MANY = Refusal(429, "too many computations wait for their turn; wait until one is done")


class Rate:
    """At most ``most`` times a minute."""

    def __init__(self, most: int = MOST_A_MINUTE) -> None:
        self._moments: deque[float] = deque(maxlen=most)

    def allows(self) -> bool:
        """Counts this time, unless it is one too many."""
        now = monotonic()
        if len(self._moments) == self._moments.maxlen and now - self._moments[0] < MINUTE:
            return False
        self._moments.append(now)
        return True


async def job_of(request: Request, seconds: float, slow: float = SLOW) -> Job | Refusal:
    """The job that a request asks for, or why it is refused."""
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        return Refusal(415, "the request is not JSON")
    try:
        body = await asyncio.wait_for(_body(request), slow)
    except TimeoutError:
        return TOO_SLOW
    if body is None:
        return TOO_LARGE
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        return Refusal(400, "the request is not JSON")
    return _job(asked, seconds)


async def _body(request: Request) -> bytes | None:
    """The bytes, ``None`` as soon as there are too many."""
    stated = request.headers.get("content-length", "0")
    if not stated.isdecimal() or int(stated) > MAX_BODY:
        return None
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return body


def _job(asked: object, seconds: float) -> Job | Refusal:
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return Refusal(400, "the request has no text")
    text: str = asked["text"]
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        return Refusal(400, "the text is not valid Unicode")
    if size > MAX_TEXT:
        return TOO_LARGE
    notation, language = asked.get("notation", "lihang"), asked.get("language", "en")
    if notation not in [known.name for known in NOTATIONS] or language not in LANGUAGES:
        return Refusal(400, "the notation or the language is unknown")
    return Job(text, seconds, notation, language, asked.get("hide_answers") is True)
