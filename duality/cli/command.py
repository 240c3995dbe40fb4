"""The shape of a command: a name, its options, and what it does."""

from __future__ import annotations

import argparse
from typing import Protocol


class Command(Protocol):
    """``name`` selects it, ``arguments`` adds its options to its parser, ``run`` works and returns an exit code."""

    @property
    def name(self) -> str: ...

    @property
    def summary(self) -> str: ...

    @property
    def epilog(self) -> str: ...

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, chosen: argparse.Namespace) -> int: ...
