"""One command under supervision: a progress line on a terminal, a time limit that holds, Ctrl-C that ends in a report.

The work runs in the calling thread and stops by itself in time; this thread looks on. A stage that does not stop is
interrupted, like by Ctrl-C; where even that does not help, because a library never returns, the last words are said
from here and the process ends. Below all of it `last_resort` ends a process that holds Python's lock.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from duality.api.effort import reserve
from duality.api.progress import Progress
from duality.cli.exit_codes import ExitCode
from duality.cli.last_resort import Tell, last_resort
from duality.cli.memory import is_short_of_memory
from duality.cli.narration import Line, by_then, told
from duality.named_tuples import NamedTuple

if TYPE_CHECKING:
    from duality.api.progress import Progress

FIRST_AFTER = 1.0
EVERY = 0.5
TICK = 0.05

GRACE = 0.5
"""Seconds beyond the limit for a report by the working thread; then the last words are said."""

HARD = 1.0
"""Seconds beyond the limit after which a process that holds Python's lock is ended."""

TOO_LATE = "the time limit was passed"

PATIENCE = 2.0
"""Seconds after Ctrl-C, or at the memory limit, for the running library to return."""


class LastWords(NamedTuple):
    """What goes to standard output and to standard error before the process ends with the code."""

    text: str
    complaint: str
    code: int


Speak = Callable[["Progress"], LastWords]


class Supervision:
    """Looks on from a thread of its own, told by the clock ``now``."""

    def __init__(
        self,
        subject: str,
        time_limit: float | None = None,
        *,
        line: Line | None = None,
        speak: Speak | None = None,
        now: Callable[[], float] = monotonic,
        leave: Callable[[int], object] = os._exit,
    ) -> None:
        self.subject, self.time_limit, self.line, self.speak = subject, time_limit, line, speak
        self.now, self.leave = now, leave
        self.known = Progress()
        self.began = now()
        self.worker = threading.get_ident()
        self.interruptions = [] if time_limit is None else [time_limit - reserve(time_limit) / 2, time_limit]
        self.called: float | None = None
        self.filled: float | None = None
        self.bell: int | None = None
        self.outlets: dict[int, int] = {}
        self._shown = 0.0
        self.tell: Tell | None = None
        self._told = ""
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look_on, daemon=True)

    @property
    def left(self) -> float | None:
        """Seconds of the time limit that are left."""
        return None if self.time_limit is None else max(self.time_limit - (self.now() - self.began), 0.01)

    def start(self) -> None:
        # Solvers are kept quiet by turning the descriptors themselves elsewhere.
        self.outlets = {descriptor: copy for descriptor in (1, 2) if (copy := copied(descriptor)) is not None}
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread and erases the line."""
        self._done.set()
        self._thread.join()
        if self.line is not None:
            self.line.close()
        for copy in self.outlets.values():
            os.close(copy)

    def look(self) -> None:
        """What there is to do at this moment."""
        elapsed = self.now() - self.began
        if self.line is not None and elapsed >= FIRST_AFTER and elapsed - self._shown >= EVERY:
            self._shown = elapsed
            self.line.show(f"{self.subject}: {told(self.known, elapsed)}")
        if self.tell is not None:
            self._keep_told(self.tell)
        self._keep_time(elapsed)
        self._keep_memory()
        if self.called is None and self.bell is not None and _rung(self.bell):
            self.called = self.now()
        if self.called is not None and self.now() - self.called >= PATIENCE and not self.known.finished:
            self.known.stopped = self.known.stopped or "user"
            self._end(ExitCode.INTERRUPTED)

    def _keep_told(self, tell: Tell) -> None:
        """Whoever watches from outside hears what is new."""
        words = f"{self.subject}: {TOO_LATE} while {self.known.stage}; {by_then(self.known)}"
        if words != self._told:
            self._told = words
            tell(words)

    def _keep_time(self, elapsed: float) -> None:
        if self.time_limit is None or self.known.finished:
            return
        if elapsed >= self.time_limit + GRACE:
            self.known.stopped = self.known.stopped or "time"
            self._end(None)
        elif self.interruptions and elapsed >= self.interruptions[0]:
            # The first one spares the verification, which is what the rest of the time is for.
            if len(self.interruptions) == 1 or not self.known.is_verifying:
                self._interrupt()
            self.interruptions.pop(0)

    def _keep_memory(self) -> None:
        if self.known.finished or not (self.filled is not None or is_short_of_memory()):
            return
        if self.filled is None:
            self.filled = self.now()
            self._interrupt(MemoryError)
        elif self.now() - self.filled >= PATIENCE:
            self._end(None)

    def _interrupt(self, by: type[BaseException] = KeyboardInterrupt) -> None:
        with self.known.lock:
            if not self.known.finished:
                self.known.stopped = self.known.stopped or ("memory" if by is MemoryError else "time")
                interrupt_thread(self.worker, by)

    def _end(self, code: int | None) -> None:
        if self.speak is None:
            return
        words = self.speak(self.known)
        if self.line is not None:
            self.line.close()
        for descriptor, said in ((1, words.text), (2, words.complaint and f"{words.complaint}\n")):
            if descriptor in self.outlets:
                _write(self.outlets[descriptor], said)
        self.leave(words.code if code is None else code)

    def _look_on(self) -> None:
        while not self._done.wait(TICK):
            self.look()


@contextmanager
def supervised(
    subject: str, time_limit: float | None, *, wanted: bool = True, speak: Speak | None = None
) -> Iterator[Supervision]:
    """Supervision while the body runs; with ``speak`` it may end the process, saying that first."""
    line = Line(sys.stderr) if wanted and sys.stderr.isatty() else None
    watching = Supervision(subject, time_limit, line=line, speak=speak)
    hard = None if time_limit is None or speak is None else time_limit + HARD
    with last_resort(hard) as tell, _calls(watching):
        watching.tell = None if hard is None else tell
        watching.start()
        try:
            yield watching
        finally:
            watching.stop()


@contextmanager
def _calls(watching: Supervision) -> Iterator[None]:
    """Ctrl-C is noticed at once, even while a library runs that does not come back to Python."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(os, "set_blocking"):
        yield
        return
    reading, writing = os.pipe()
    for end in (reading, writing):
        os.set_blocking(end, False)
    before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    watching.bell = reading
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        os.close(writing)
        os.close(reading)


def _rung(bell: int) -> bool:
    try:
        return not {signal.SIGINT, signal.SIGTERM}.isdisjoint(os.read(bell, 256))
    except BlockingIOError:
        return False


def copied(descriptor: int) -> int | None:
    """A copy of an open descriptor."""
    try:
        return os.dup(descriptor)
    except OSError:
        return None


def _write(descriptor: int, text: str) -> None:
    """All of it, past Python's own buffers, which the working thread may hold."""
    data = text.encode("utf-8", "backslashreplace")
    while data:
        data = data[os.write(descriptor, data) :]


def interrupt_thread(identity: int, by: type[BaseException] = KeyboardInterrupt) -> None:
    """Raises the exception in a thread, at its next step in Python."""
    import ctypes

    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(identity), ctypes.py_object(by))
