"""The tests that take long, by their measured times: ``python -m tests.slow DURATIONS`` writes their list anew.

DURATIONS is what ``pytest -n auto --durations=0 --durations-min=1 -m ''`` prints. The tests of the list are marked
``slow``, beside those that say so themselves: ``pytest -m slow`` runs them all.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("slow_tests.txt")
LIMIT = 2.0
"""Seconds from which a test is left to the slow run."""

_LINE = re.compile(r"\s*([\d.]+)s (?:call|setup)\s+(tests/\S+?::.+)$")


@cache
def slow_tests() -> frozenset[str]:
    return frozenset(LIST.read_text(encoding="utf-8").splitlines())


def measured(durations: str) -> list[str]:
    """The ids of the tests that took longer than the limit."""
    found = (_LINE.match(line) for line in durations.splitlines())
    return sorted({match[2].rstrip() for match in found if match is not None and float(match[1]) > LIMIT})


def main() -> int:
    text = Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace")
    LIST.write_text("".join(f"{name}\n" for name in measured(text)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
