"""The last resort of a time limit: ends a process that holds Python's lock, with what was known in one line.

A library that neither returns nor lets another thread run leaves nothing inside the process that could end it, or say
anything. So a child process waits beside it, hears now and then what is known, and at the end says that and sends a
signal whose handler is the system's own ``_exit``: it runs whatever Python does, and ends with the signal's number.
"""

from __future__ import annotations

import os
import select
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import NoReturn

from duality.cli.exit_codes import ExitCode
from duality.cli.narration import CLEAR

Tell = Callable[[str], None]

MOST = 1024
"""Bytes of what is known: a pipe takes so many at once or none."""


@contextmanager
def last_resort(seconds: float | None) -> Iterator[Tell]:
    """After these seconds the process ends, whatever it does, with the last words told; ``None``: never."""
    if seconds is None or not hasattr(os, "fork"):
        yield lambda words: None
        return
    hearing, telling = os.pipe()
    os.set_blocking(telling, False)
    with warnings.catch_warnings():
        # The child takes no lock that another thread could hold: it waits, writes and ends.
        warnings.simplefilter("ignore", DeprecationWarning)
        parent, child = os.getpid(), os.fork()
    if child == 0:
        os.close(telling)
        _watch(parent, hearing, monotonic() + seconds)
    os.close(hearing)
    before = _handled(_address_of_exit())

    def tell(words: str) -> None:
        with suppress(OSError):  # full, or nobody listens any more
            os.write(telling, words.encode("utf-8", "backslashreplace")[: MOST - 1] + b"\n")

    try:
        yield tell
    finally:
        os.close(telling)
        os.waitpid(child, 0)
        _handled(before)


def _watch(parent: int, hearing: int, end: float) -> NoReturn:
    """The child: until the parent ends or its time is over."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for descriptor in (0, 1):
            with suppress(OSError):
                os.close(descriptor)
        heard = b""
        while (left := end - monotonic()) > 0:
            if select.select([hearing], [], [], left)[0]:
                more = os.read(hearing, 1 << 16)
                if not more:
                    os._exit(0)
                heard = (heard + more)[-2 * MOST :]
        if os.getppid() != parent:
            # It was killed, and a process that it left behind kept the pipe open.
            os._exit(0)
        words = heard.splitlines()
        if words:
            os.write(2, CLEAR.encode() * os.isatty(2) + words[-1] + b"\n")
        os.kill(parent, signal.SIGQUIT)
    finally:
        os._exit(0)


def _address_of_exit() -> int | None:
    import ctypes

    return ctypes.cast(ctypes.CDLL(None)._exit, ctypes.c_void_p).value


def _handled(address: int | None) -> int | None:
    """Sets the handler below Python's own handlers, and returns the one before it."""
    import ctypes

    assert int(signal.SIGQUIT) == ExitCode.NO_ANSWER
    install = ctypes.CDLL(None).signal
    install.argtypes, install.restype = (ctypes.c_int, ctypes.c_void_p), ctypes.c_void_p
    return install(signal.SIGQUIT, address)
