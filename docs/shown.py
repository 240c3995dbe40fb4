"""Commands and code that the pages show: what they are, and what running them gives.

A ``console`` block holds commands after a dollar sign; the lines below one are its output, and none means that the
output is not shown. A ``dual`` block whose first line is ``# NAME.dual`` is a file that the commands of the page may
read. List items below a console block that begin with code quote the output of its last command.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
from pathlib import Path
from typing import NamedTuple

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# ([\w-]+\.dual)\n")
QUOTE = re.compile(r"^- `([^`]+)`", re.MULTILINE)


class Shown(NamedTuple):
    """A command, the output below it (empty: not shown), and what the page quotes from it."""

    command: str
    output: str
    quotes: tuple[str, ...]


def fences(text: str, language: str) -> list[str]:
    """The bodies of the blocks in one language."""
    return [body for kind, body in FENCE.findall(text) if kind == language]


def files(text: str) -> dict[str, str]:
    """The problem files that the page states."""
    found = {}
    for body in fences(text, "dual"):
        named = FILE.match(body)
        if named is not None:
            found[named[1]] = body
    return found


def commands(text: str) -> list[Shown]:
    """Every command of the page in order."""
    found: list[Shown] = []
    blocks = [match for match in FENCE.finditer(text) if match[1] == "console"]
    starts = [match.start() for match in FENCE.finditer(text)]
    for block in blocks:
        end = min((start for start in starts if start > block.start()), default=len(text))
        quotes = tuple(QUOTE.findall(text[block.end() : end]))
        parts = re.split(r"^\$ ", block[2], flags=re.MULTILINE)[1:]
        for k, part in enumerate(parts, 1):
            command, _, output = part.partition("\n")
            found.append(Shown(command, output, quotes if k == len(parts) else ()))
    return found


def run(command: str, folder: Path) -> tuple[int, str]:
    """Exit code and output of one command of this package, run in the folder."""
    from duality.cli import main

    program, *arguments = shlex.split(command)
    if program != "duality":
        raise ValueError(f"the pages run duality only, not {program!r}")
    before, color = Path.cwd(), os.environ.get("NO_COLOR")
    out = io.StringIO()
    os.chdir(folder)
    os.environ["NO_COLOR"] = "1"
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            try:
                code = main(arguments)
            except SystemExit as leaving:
                code = int(leaving.code or 0)
    finally:
        os.chdir(before)
        if color is None:
            del os.environ["NO_COLOR"]
        else:
            os.environ["NO_COLOR"] = color
    return int(code), out.getvalue()


def refreshed(text: str, folder: Path) -> str:
    """The page with the output of every command that shows one, as the program prints it now."""
    for name, body in files(text).items():
        (folder / name).write_text(body, encoding="utf-8")
    for shown in commands(text):
        _, output = run(shown.command, folder)
        if shown.output.strip():
            text = text.replace(f"$ {shown.command}\n{shown.output}", f"$ {shown.command}\n{output.rstrip()}\n")
    return text
