"""Frozen records: dataclasses whose methods are made when they are first called.

A process that solves one small problem loads some 150 record classes and makes instances of half of them. The standard
library writes and compiles six methods for each frozen class while it is imported, about 0.7 ms a class. Here the
fields are collected at once, and a method is made at its first call, in the form that the library would give it; so
``fields``, ``replace``, ``asdict``, the patterns of ``match``, copies and pickles work as they do for dataclasses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

Class = TypeVar("Class", bound=type)


@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: Class, /) -> Class: ...
@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(
    *, slots: bool = True, eq: bool = True, hash: bool | None = None, repr: bool = True
) -> Callable[[Class], Class]: ...
def record(
    cls: Any = None, /, *, slots: bool = True, eq: bool = True, hash: bool | None = None, repr: bool = True
) -> Any:
    """A class of frozen instances that are equal where their fields are, as ``dataclass(frozen=True)`` makes it.

    ``slots=False`` leaves instances a ``__dict__`` in which computed values can be kept; ``eq=False`` leaves ``__eq__``
    as it is inherited, and ``__hash__`` unless ``hash=True``; ``repr=False`` the ``__repr__``. What the class defines
    itself stays.
    """

    def made(plain: type) -> type:
        finished = dataclass(init=False, repr=False, eq=False, slots=slots)(plain)
        later: dict[str, Callable[[type], Callable[..., Any]]] = {"__init__": _initializer}
        if eq:
            later["__eq__"] = _equality
        if eq if hash is None else hash:
            later["__hash__"] = _hashing
        for name, make in later.items():
            if plain.__dict__.get(name) is None:
                setattr(finished, name, _at_first_call(finished, name, make))
        shared = _SHARED | ({"__repr__": _shown} if repr else {})
        for name, method in shared.items():
            if name not in plain.__dict__:
                setattr(finished, name, method)
        return finished

    return made if cls is None else made(cls)


def _at_first_call(cls: type, name: str, make: Callable[[type], Callable[..., Any]]) -> Callable[..., Any]:
    """A method that makes the true one, puts it in its own place, and calls it."""

    def first(self: object, *values: object, **named: object) -> Any:
        method = make(cls)
        setattr(cls, name, method)
        return method(self, *values, **named)

    return first


def _initializer(cls: type) -> Callable[..., None]:
    """``__init__`` with a parameter for each field, in Python's own code: no slower than one written by hand."""
    known: dict[str, object] = {"_set": object.__setattr__, "_absent": MISSING}
    taken = [entry for entry in fields(cls) if entry.init]
    positional = [_parameter(entry, known) for entry in taken if not entry.kw_only]
    named = [_parameter(entry, known) for entry in taken if entry.kw_only]
    lines = [f"_set(self, {entry.name!r}, {_assigned(entry)})" for entry in taken]
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join(["self", *positional, *(["*", *named] if named else [])])
    exec("\n ".join([f"def __init__({parameters}):", *lines, "return"]), known)  # noqa: S102 (names of fields alone)
    made: Any = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _parameter(entry: Field[Any], known: dict[str, object]) -> str:
    if entry.default_factory is not MISSING:
        known[f"_make_{entry.name}"] = entry.default_factory
        return f"{entry.name}=_absent"
    if entry.default is MISSING:
        return entry.name
    known[f"_default_{entry.name}"] = entry.default
    return f"{entry.name}=_default_{entry.name}"


def _assigned(entry: Field[Any]) -> str:
    name = entry.name
    return name if entry.default_factory is MISSING else f"_make_{name}() if {name} is _absent else {name}"


def _compared(cls: type, chosen: Callable[[Field[Any]], bool | None]) -> Callable[[Any], tuple[Any, ...]]:
    """The fields' values of an instance; always a tuple, so that -x and x do not share their hash."""
    names = [entry.name for entry in fields(cls) if chosen(entry)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda instance: tuple(getattr(instance, name) for name in names)


def _equality(cls: type) -> Callable[[Any, Any], bool]:
    values = _compared(cls, lambda entry: entry.compare)

    def __eq__(self: Any, other: Any) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hashing(cls: type) -> Callable[[Any], int]:
    values = _compared(cls, lambda entry: entry.compare if entry.hash is None else entry.hash)

    def __hash__(self: Any) -> int:
        return hash(values(self))

    return __hash__


def _shown(self: Any) -> str:
    """Name(field=value, ...)."""
    values = ", ".join(f"{entry.name}={getattr(self, entry.name)!r}" for entry in fields(self) if entry.repr)
    return f"{type(self).__qualname__}({values})"


def _frozen(self: Any, name: str, *value: object) -> None:
    raise FrozenInstanceError(f"cannot change field {name!r}: instances of {type(self).__qualname__} are frozen")


def _state(self: Any) -> tuple[dict[str, Any], list[Any]]:
    slotted = type(self).__dataclass_fields__.keys() - getattr(self, "__dict__", {}).keys()
    return getattr(self, "__dict__", {}), [(name, getattr(self, name)) for name in slotted if hasattr(self, name)]


def _restore(self: Any, state: tuple[dict[str, Any], list[Any]]) -> None:
    kept, slotted = state
    for name, value in [*kept.items(), *slotted]:
        object.__setattr__(self, name, value)


_SHARED = {"__setattr__": _frozen, "__delattr__": _frozen, "__getstate__": _state, "__setstate__": _restore}
