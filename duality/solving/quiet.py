"""Keeps what solvers print, from Python or below it, off standard output and standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from io import StringIO
from threading import Lock
from typing import Any, TextIO

from duality.records import field, record


@contextmanager
def quiet() -> Iterator[None]:
    """Python's streams and file descriptors 1 and 2 lead nowhere inside the block; a closed one is left alone.

    Blocks may be nested and may overlap in several threads: the first turns the streams away, the last restores them.
    """
    _enter()
    try:
        yield
    finally:
        try:
            _leave()
        except KeyboardInterrupt:
            # An interruption must not leave the terminal silent.
            _leave()
            raise


@record(frozen=False, slots=False)
class _Turned:
    """What leads nowhere at present: how many blocks are open, and what the last of them restores."""

    depth: int = 0
    streams: tuple[TextIO, TextIO] | None = None
    descriptors: list[tuple[int, int]] = field(default_factory=list)


_turned = _Turned()
_lock = Lock()


def _enter() -> None:
    with _lock:
        if _turned.depth == 0:
            try:
                _turn_away()
            except BaseException:
                _restore()
                raise
        _turned.depth += 1


def _turn_away() -> None:
    _flush_below()
    _turned.streams = sys.stdout, sys.stderr
    for stream in _turned.streams:
        if stream is not None and not stream.closed:
            stream.flush()
    sink = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        try:
            _turned.descriptors.append((descriptor, os.dup(descriptor)))
        except OSError:
            continue
        os.dup2(sink, descriptor)
    os.close(sink)
    # A notebook's streams are no file descriptors.
    sys.stdout, sys.stderr = StringIO(), StringIO()


def _leave() -> None:
    """May be called again where it was interrupted."""
    with _lock:
        if _turned.depth > 1:
            _turned.depth -= 1
            return
        _restore()
        _turned.depth = 0


def _flush_below() -> None:
    """Empties the C library's own buffers: what waits there would come out after the streams are restored.

    Into a pipe or a file it buffers whole pages, so a banner that was printed inside the block ends up behind it.
    """
    _below().fflush(None)


@cache
def _below() -> Any:
    """The C library."""
    import ctypes

    return ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)


def _restore() -> None:
    _flush_below()
    for descriptor, copy in _turned.descriptors:
        os.dup2(copy, descriptor)
    if _turned.streams is not None:
        sys.stdout, sys.stderr = _turned.streams
    while _turned.descriptors:
        _, copy = _turned.descriptors.pop()
        with suppress(OSError):
            os.close(copy)
