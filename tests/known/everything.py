"""All known problems, by class and name, from the ``.toml`` files of this folder."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.known.problem import Known

FOLDER = Path(__file__).parent


def read_class(name: str) -> dict[str, Known]:
    """The problems of one file."""
    tables = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return {title: Known(**table) for title, table in tables.items()}


CLASSES = {path.stem: read_class(path.stem) for path in sorted(FOLDER.glob("*.toml"))}
