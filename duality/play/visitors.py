"""Who may ask: this machine's browser, on a page of the playground itself, and not slowly for ever."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlsplit

import h11
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from duality.play.limits import SLOW

HOSTS = ("127.0.0.1", "localhost")


class SameOrigin:
    """Refuses a request for another host (a name rebound to this machine), and one from another site's page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = _refused(scope, Headers(scope=scope)) if scope["type"] == "http" else None
        if refused is not None:
            await refused(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _refused(scope: Scope, headers: Headers) -> PlainTextResponse | None:
    if not _is_own(headers.get("host", ""), scope["server"][1]):
        return PlainTextResponse("this host is not served", 400)
    if "\0" in scope["path"]:  # no name of a file on any system
        return PlainTextResponse("there is nothing here", 404)
    site = headers.get("sec-fetch-site", "same-origin")
    origin = headers.get("origin")
    own = origin is None or origin == f"http://{headers['host']}"
    # A page that was made is shown in a frame of its own origin, "null": it asks for nothing.
    if own and (site in ("same-origin", "none") or headers.get("sec-fetch-mode") == "navigate"):
        return None
    return PlainTextResponse("requests from other sites are refused", 403)


def _is_own(host: str, port: int | None) -> bool:
    try:
        stated = urlsplit(f"//{host}")
    except ValueError:  # brackets that hold no address
        return False
    return stated.hostname in HOSTS and _port(stated.netloc) in (None, port)


def _port(netloc: str) -> int | None:
    _, colon, port = netloc.rpartition(":")
    return int(port) if colon and port.isdecimal() else None


class Impatient(H11Protocol):
    """Closes a connection whose request's head does not arrive in time, however it trickles."""

    seconds = SLOW
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._wait()
        elif self._late is not None:
            self._late.cancel()
            self._late = None

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self._late is not None:
            self._late.cancel()

    def _wait(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(self.seconds, self.transport.close)
