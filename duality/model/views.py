"""What an object of the model shows and does with the help of rooms above it: ``problem.solve()``, say.

The model imports nothing that lies above it. A room above offers its functions here, by name, when it is loaded; a
method of the model asks for one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_OFFERED: dict[str, Callable[..., Any]] = {}


def offer(**functions: Callable[..., Any]) -> None:
    """Called once by a room, as it is loaded."""
    _OFFERED.update(functions)


def view(name: str) -> Callable[..., Any]:
    """The function of that name; ``RuntimeError`` where only a part of the package was imported."""
    if name not in _OFFERED:
        raise RuntimeError(f"{name!r} needs the whole package: import duality")
    return _OFFERED[name]
