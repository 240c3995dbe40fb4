"""What the process returns: 0 a report, 1 a check not met, 2 a faulty statement or usage, 3 no answer."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """With several files the largest one counts."""

    REPORTED = 0
    NOT_MET = 1
    FAULT = 2
    NO_ANSWER = 3
    INTERRUPTED = 130
