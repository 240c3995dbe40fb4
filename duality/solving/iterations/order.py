"""The methods, in the order in which a course meets them."""

from __future__ import annotations

from duality.errors import ProblemError
from duality.solving.iterations.ascent import ASCENT
from duality.solving.iterations.augmented import MULTIPLIERS
from duality.solving.iterations.method import Method

METHODS: tuple[Method, ...] = (ASCENT, MULTIPLIERS)


def method_named(name: str) -> Method:
    """The method of that name; `ProblemError` lists the names there are."""
    for method in METHODS:
        if method.name == name:
            return method
    names = ", ".join(method.name for method in METHODS)
    raise ProblemError(f"there is no method {name!r}", help=f"choose one of {names}")
