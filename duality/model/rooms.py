"""Rooms that load what they hold when it is first asked for, so that a small problem loads little."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def lazily(room: str, homes: Mapping[str, str] | None = None) -> Callable[[str], object]:
    """The ``__getattr__`` of a package (PEP 562): its modules by name, and ``homes``: modules with the names they hold.

    With it ``room.module.function(...)`` loads the module at the first call. Any other name is an `AttributeError`. A
    package that uses it lists its modules under ``TYPE_CHECKING`` for type checkers.
    """
    offered = {name: module for module, names in (homes or {}).items() for name in names.split()}

    def attribute(name: str) -> object:
        if name in offered:
            value = getattr(import_module(f"{room}.{offered[name]}"), name)
            setattr(sys.modules[room], name, value)
            return value
        if not name.startswith("_"):
            # To look for the module before it is loaded would be to search the folders twice.
            try:
                return import_module(f"{room}.{name}")
            except ModuleNotFoundError as missing:
                if missing.name != f"{room}.{name}":
                    raise
        raise AttributeError(f"module {room!r} has no attribute {name!r}")

    return attribute
