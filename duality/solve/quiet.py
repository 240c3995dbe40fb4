"""Keeps what solvers print, from Python or below it, off standard output and standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import StringIO


@contextmanager
def quiet() -> Iterator[None]:
    """Python's streams and file descriptors 1 and 2 lead nowhere inside the block; a closed one is left alone."""
    streams = sys.stdout, sys.stderr
    for stream in streams:
        if stream is not None and not stream.closed:
            stream.flush()
    sink = os.open(os.devnull, os.O_WRONLY)
    kept: list[tuple[int, int]] = []
    try:
        for descriptor in (1, 2):
            try:
                kept.append((descriptor, os.dup(descriptor)))
            except OSError:
                continue
            os.dup2(sink, descriptor)
        # A notebook's streams are no file descriptors.
        sys.stdout, sys.stderr = StringIO(), StringIO()
        yield
    finally:
        try:
            _restore(streams, kept)
        except KeyboardInterrupt:
            # An interruption must not leave the terminal silent.
            _restore(streams, kept)
            raise
        finally:
            for descriptor in (sink, *(copy for _, copy in kept)):
                with suppress(OSError):
                    os.close(descriptor)


def _restore(streams: tuple, kept: list[tuple[int, int]]) -> None:
    """May be called twice."""
    for descriptor, copy in kept:
        os.dup2(copy, descriptor)
    sys.stdout, sys.stderr = streams
