"""Keeps what solvers print, from Python or below it, off standard output and standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO


@contextmanager
def quiet() -> Iterator[None]:
    """Python's streams and file descriptors 1 and 2 lead nowhere inside the block; a closed one is left alone."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not stream.closed:
            stream.flush()
    sink = os.open(os.devnull, os.O_WRONLY)
    kept = []
    try:
        for descriptor in (1, 2):
            try:
                copy = os.dup(descriptor)
            except OSError:
                continue
            kept.append((descriptor, copy))
            os.dup2(sink, descriptor)
        # A notebook's streams are no file descriptors.
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            yield
    finally:
        for descriptor, copy in kept:
            os.dup2(copy, descriptor)
            os.close(copy)
        os.close(sink)
