"""A playground of its own for a test: a real server on a free port, in a process that is ended afterwards."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def playground(*arguments: str, text: str | None = None) -> Iterator[str]:
    """The address of a running playground."""
    command = [sys.executable, "-m", "duality", "play", "--no-open", *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        if text is not None:
            process.stdin.write(text)
        process.stdin.close()
        try:
            yield process.stdout.readline().split()[4]
        finally:
            process.terminate()
            process.wait(timeout=30)
