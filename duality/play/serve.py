"""Runs the playground on 127.0.0.1 until it is interrupted."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

from duality import play
from duality.errors import DualityError
from duality.play.limits import MOST_CONNECTIONS, TIME_LIMIT

if TYPE_CHECKING:
    from types import FrameType

HOST = "127.0.0.1"


class PortTaken(DualityError):
    """Another program listens on the port."""


def listening(port: int) -> socket.socket:
    """A socket of this machine alone on the port, 0 for any free one. Raises `PortTaken`."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere it would share the port with a program that listens
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port))
        # From here on a browser that is early waits instead of being turned away.
        found.listen()
    except OSError as error:
        found.close()
        raise PortTaken(
            f"port {port} of {HOST} cannot be used ({error.strerror}); choose another with --port"
        ) from error
    return found


def address(at: socket.socket) -> str:
    """http://127.0.0.1:PORT/"""
    return f"http://{HOST}:{at.getsockname()[1]}/"


def serve(at: socket.socket, start: str = "", seconds: float = TIME_LIMIT) -> None:
    """Answers requests on the socket until Ctrl-C; ``start`` is the text that the editor shows first."""
    import uvicorn

    app = play.application.application(start, seconds)

    class Ending(uvicorn.Server):
        """Gives up the running computation as soon as it is asked to end."""

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            app.state.computing.ended = True
            super().handle_exit(sig, frame)

    settings = uvicorn.Config(
        app,
        log_level="error",
        lifespan="on",
        access_log=False,
        http=play.visitors.Impatient,
        ws="none",
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=1,
    )
    Ending(settings).run(sockets=[at])
