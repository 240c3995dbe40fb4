"""Tuples whose entries have names, as `typing.NamedTuple` makes them, at a quarter of its price.

A process that solves one small problem defines some 75 of them; the standard library writes and compiles a constructor
for each while it is imported, and asks for the type of every annotation. Here a class is put together from what is
there already. They are tuples: taken apart, compared, matched, copied and pickled as such.
"""

from __future__ import annotations

import collections
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple


def _by_place(index: int, doc: str) -> Any:
    return property(itemgetter(index), doc=doc)


_entry = getattr(collections, "_tuplegetter", _by_place)
"""How the library's own named tuples read an entry."""


def _new(cls: Any, /, *values: Any, **named: Any) -> Any:
    """An instance; `TypeError` for an entry without a value, or with two, or of no such name."""
    if named or len(values) != len(cls._fields):
        values = _completed(cls, values, named)
    return tuple.__new__(cls, values)


def _completed(cls: Any, values: tuple[Any, ...], named: Mapping[str, Any]) -> tuple[Any, ...]:
    fields: tuple[str, ...] = cls._fields
    if len(values) > len(fields):
        raise TypeError(f"{cls.__name__} takes {len(fields)} values, and {len(values)} were given")
    given = dict(zip(fields, values, strict=False))
    for name, value in named.items():
        if name not in fields or name in given:
            why = "is given twice" if name in given else "is no entry"
            raise TypeError(f"{cls.__name__}: {name!r} {why}")
        given[name] = value
    found = cls._field_defaults | given
    missing = [name for name in fields if name not in found]
    if missing:
        raise TypeError(f"{cls.__name__}: no value for {', '.join(map(repr, missing))}")
    return tuple(found[name] for name in fields)


def _made(cls: Any, values: Iterable[Any]) -> Any:
    """An instance of the values of an iterable."""
    return cls(*values)


def _replaced(self: Any, /, **changes: Any) -> Any:
    """The tuple with other values in some entries; `ValueError` for a name that is none."""
    wrong = [name for name in changes if name not in self._fields]
    if wrong:
        raise ValueError(f"{type(self).__name__} has no entry {', '.join(map(repr, wrong))}")
    return tuple.__new__(type(self), [changes.get(name, old) for name, old in zip(self._fields, self, strict=True)])


def _as_dict(self: Any) -> dict[str, Any]:
    """The entries by name."""
    return dict(zip(self._fields, self, strict=True))


def _shown(self: Any) -> str:
    """Name(entry=value, ...)."""
    entries = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
    return f"{type(self).__name__}({entries})"


def _arguments(self: Any) -> tuple[Any, ...]:
    return tuple(self)


_SHARED = {
    "__slots__": (),
    "__new__": _new,
    "__repr__": _shown,
    "__getnewargs__": _arguments,
    "_make": classmethod(_made),
    "_replace": _replaced,
    "_asdict": _as_dict,
}


class _Making(type):
    """Turns ``class Name(NamedTuple)`` with annotated entries into a class of tuples."""

    def __new__(cls, name: str, bases: tuple[type, ...], contents: dict[str, Any]) -> Any:
        if not bases:
            return super().__new__(cls, name, bases, contents)
        fields = tuple(contents.get("__annotations__", ()))
        defaults = {field: contents[field] for field in fields if field in contents}
        if list(fields)[len(fields) - len(defaults) :] != list(defaults):
            raise TypeError(f"{name}: an entry without a default follows one that has it")
        entries = {field: _entry(index, "") for index, field in enumerate(fields)}
        own = {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields}
        return type(name, (tuple,), _SHARED | contents | entries | own)


if not TYPE_CHECKING:

    class NamedTuple(metaclass=_Making):
        """Base of classes of tuples with named entries."""
