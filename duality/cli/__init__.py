"""The command line: arguments -> api -> renderer -> exit code."""

from duality.cli.main import main

__all__ = ["main"]
