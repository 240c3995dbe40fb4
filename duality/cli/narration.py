"""A progress line on standard error, from the first second on, on a terminal only."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

FIRST_AFTER = 1.0
EVERY = 0.5
CLEAR = "\r\x1b[K"


class Progress:
    """Shows what is being done, for whom and since when; erases itself."""

    def __init__(self, subject: str, stream: TextIO) -> None:
        self.subject = subject
        self.stage = "reading"
        self._stream = stream
        self._began = monotonic()
        self._done = threading.Event()
        self._shown = False
        self._thread = threading.Thread(target=self._show, daemon=True)

    def narrate(self, stage: str) -> None:
        """The stage that begins now."""
        self.stage = stage

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends and erases the line."""
        self._done.set()
        self._thread.join()
        if self._shown:
            self._stream.write(CLEAR)
            self._stream.flush()

    def _show(self) -> None:
        wait = FIRST_AFTER
        while not self._done.wait(wait):
            wait = EVERY
            self._shown = True
            self._stream.write(f"{CLEAR}{self.subject}: {self.stage} ... {monotonic() - self._began:.0f} s")
            self._stream.flush()


@contextmanager
def progress(subject: str, wanted: bool) -> Iterator[Progress]:
    """A progress line while the body runs, if it is wanted and somebody looks on."""
    line = Progress(subject, sys.stderr)
    if not (wanted and sys.stderr.isatty()):
        yield line
        return
    line.start()
    try:
        yield line
    finally:
        line.stop()
