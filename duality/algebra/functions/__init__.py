"""The functions of the language, one file each; the ordered table of their names is in `duality.model.functions`."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from duality.algebra.function_record.function import Function
from duality.model.functions import FUNCTIONS


@cache
def function(name: str) -> Function:
    """The record of a function, loaded when it is first asked for; ``KeyError`` for a name that is not in the table."""
    FUNCTIONS[name]
    return import_module(f"{__name__}.{name}").FUNCTION


__all__ = ["Function", "function"]
