"""Values by variable or by constraint: read with a name, a variable, an array of variables, or a family's name."""

from __future__ import annotations

from typing import Any

from duality.model.array import Array
from duality.model.scalar import Scalar


class Values(dict[str, Scalar | float]):
    """A dict by full name, ``values["w[1]"]``, that a variable reads as well: ``values[w[0]]``.

    An array of variables gives its values as a tuple (of tuples, for a matrix), and so does the stem of a family:
    ``values["w"]`` are those of w[1], w[2], ... in their order.
    """

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, Array):
            return tuple(self[part] for part in key)
        name = name_of(key)
        if name in self.keys():
            return super().__getitem__(name)
        family = [value for full, value in self.items() if stem(full) == name]
        if not family:
            raise KeyError(f"{name}; there are {', '.join(self) or 'none'}")
        return tuple(family)

    def __contains__(self, key: object) -> bool:
        return any(name_of(key) == name for name in self)

    def get(self, key: Any, default: Any = None) -> Any:
        """The value, or the default where there is none of that name."""
        try:
            return self[key]
        except KeyError:
            return default


def name_of(key: object) -> str:
    """The name that a key means: a text, a variable, or a symbol of sympy."""
    return str(getattr(key, "name", key))


def stem(name: str) -> str | None:
    """w of w[1], ``None`` for a name without an index."""
    head, bracket, _ = name.partition("[")
    return head if bracket else None
