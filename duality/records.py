"""Records: classes whose fields are stated once, as in the standard library's dataclasses, and frozen unless told.

A process that solves one small problem loads some 150 record classes and makes instances of half of them. The standard
library writes and compiles six methods for each class while it is imported, and loads `inspect`: together a sixth of
the whole process. Here the fields are collected at once, and a method is made at its first call. ``fields`` and
``replace`` are found here; the library's own ``fields``, ``replace``, ``asdict`` and ``is_dataclass`` work as well, and
so do the patterns of ``match``, copies and pickles.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Final, TypeVar, dataclass_transform, overload

Class = TypeVar("Class", bound=type)
Instance = TypeVar("Instance")

MISSING: Final = object()
"""No default."""


class Field:
    """One field of a record; the attributes mean what those of ``dataclasses.Field`` mean."""

    __slots__ = ("compare", "default", "default_factory", "init", "kw_only", "name", "repr")

    def __init__(
        self, default: object, default_factory: Any, init: bool, repr: bool, compare: bool, kw_only: bool
    ) -> None:
        self.name = ""
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.compare, self.kw_only = init, repr, compare, kw_only

    def described(self) -> tuple[str, Any, Any]:
        """As ``dataclasses.make_dataclass`` takes it."""
        from dataclasses import field

        words: dict[str, Any] = {word: getattr(self, word) for word in self.__slots__ if word != "name"}
        return self.name, Any, field(**{word: value for word, value in words.items() if value is not MISSING})


def field(
    *,
    default: Any = MISSING,
    default_factory: Any = MISSING,
    init: bool = True,
    repr: bool = True,
    compare: bool = True,
    kw_only: bool = False,
) -> Any:
    """What a field has besides its type: ``compare=False`` leaves it out of ``==`` and of the hash."""
    return Field(default, default_factory, init, repr, compare, kw_only)


class _Described:
    """``__dataclass_fields__``: the fields as the standard library describes them, made where it asks for them."""

    def __get__(self, instance: object, cls: Any) -> dict[str, Any]:
        from dataclasses import make_dataclass

        made: Any = make_dataclass(cls.__name__, [entry.described() for entry in cls.__fields__])
        cls.__dataclass_fields__ = made.__dataclass_fields__
        return cls.__dataclass_fields__


@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: Class, /) -> Class: ...
@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(
    *, frozen: bool = True, slots: bool = True, eq: bool = True, hash: bool | None = None, repr: bool = True
) -> Callable[[Class], Class]: ...
def record(
    cls: Any = None,
    /,
    *,
    frozen: bool = True,
    slots: bool = True,
    eq: bool = True,
    hash: bool | None = None,
    repr: bool = True,
) -> Any:
    """A class of instances that are equal where their fields are, as ``dataclass(frozen=True)`` makes it.

    ``frozen=False`` is for what is filled while it is worked on, and has no hash. ``slots=False`` leaves instances a
    ``__dict__`` in which computed values can be kept; ``eq=False`` leaves ``__eq__`` as it is inherited, and
    ``__hash__`` unless ``hash=True``; ``repr=False`` the ``__repr__``. What the class defines itself stays.
    """

    def made(plain: type) -> type:
        entries, own = _collected(plain)
        finished: Any = _slotted(plain, entries) if slots else _with_defaults(plain, own)
        finished.__fields__ = tuple(entries.values())
        finished.__dataclass_fields__ = _DESCRIBED
        finished.__match_args__ = tuple(entry.name for entry in entries.values() if entry.init and not entry.kw_only)
        later: dict[str, Callable[[type], Callable[..., Any]]] = {
            "__init__": _initializer if frozen else _open_initializer
        }
        if eq:
            later["__eq__"] = _equality
        if (eq and frozen) if hash is None else hash:
            later["__hash__"] = _hashing
        elif eq and "__hash__" not in plain.__dict__:
            finished.__hash__ = None
        for name, make in later.items():
            if plain.__dict__.get(name) is None:
                setattr(finished, name, _at_first_call(finished, name, make))
        shared = (_FROZEN if frozen else {}) | _STATE | ({"__repr__": _shown} if repr else {})
        for name, method in shared.items():
            if name not in plain.__dict__:
                setattr(finished, name, method)
        return finished

    return made if cls is None else made(cls)


def _collected(plain: type) -> tuple[dict[str, Field], list[Field]]:
    """All fields by name, those of the classes above first; and those that the class states itself."""
    entries: dict[str, Field] = {}
    for base in reversed(plain.__mro__[1:]):
        entries |= {entry.name: entry for entry in base.__dict__.get("__fields__", ())}
    own: list[Field] = []
    for name, kind in plain.__annotations__.items():
        if "ClassVar" in str(kind):
            continue
        stated = plain.__dict__.get(name, MISSING)
        entry = stated if isinstance(stated, Field) else field(default=stated)
        if isinstance(entry.default, list | dict | set):
            raise ValueError(f"mutable default {type(entry.default)} for field {name}: use default_factory")
        entry.name = name
        entries[name] = entry
        own.append(entry)
    return entries, own


def _slotted(plain: type, entries: dict[str, Field]) -> type:
    """The class anew, with a slot for every field that has none above."""
    above = {name for base in plain.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
    left_out = {*entries, "__dict__", "__weakref__"}
    contents = {name: value for name, value in plain.__dict__.items() if name not in left_out}
    contents["__slots__"] = tuple(name for name in entries if name not in above)
    made = type(plain)(plain.__name__, plain.__bases__, contents)
    made.__qualname__ = plain.__qualname__
    return made


def _with_defaults(plain: type, own: list[Field]) -> type:
    """The class itself; its defaults, and no descriptions of fields, are its attributes."""
    for entry in own:
        if entry.default is not MISSING:
            setattr(plain, entry.name, entry.default)
        elif entry.name in plain.__dict__:
            delattr(plain, entry.name)
    return plain


def fields(of: Any) -> tuple[Field, ...]:
    """The fields of a record or of its class, in their order."""
    return of.__fields__


def is_record(value: object) -> bool:
    """Whether it is an instance of a record class."""
    return hasattr(type(value), "__fields__")


def replace(instance: Instance, /, **changes: Any) -> Instance:
    """The record with other values in some fields; `ValueError` for a field that no one may give."""
    for entry in fields(instance):
        if not entry.init and entry.name in changes:
            raise ValueError(f"field {entry.name} is declared with init=False, it cannot be specified with replace()")
        if entry.init and entry.name not in changes:
            changes[entry.name] = getattr(instance, entry.name)
    return type(instance)(**changes)


def _at_first_call(cls: type, name: str, make: Callable[[type], Callable[..., Any]]) -> Callable[..., Any]:
    """A method that makes the true one, puts it in its own place, and calls it."""

    def first(self: object, *values: object, **named: object) -> Any:
        method = make(cls)
        setattr(cls, name, method)
        return method(self, *values, **named)

    return first


def _initializer(cls: type) -> Callable[..., None]:
    return _written(cls, "_set(self, {0!r}, {1})")


def _open_initializer(cls: type) -> Callable[..., None]:
    return _written(cls, "self.{0} = {1}")


def _written(cls: type, line: str) -> Callable[..., None]:
    """``__init__`` with a parameter for each field, in Python's own code: no slower than one written by hand."""
    known: dict[str, object] = {"_set": object.__setattr__, "_absent": MISSING}
    taken = [entry for entry in fields(cls) if entry.init]
    positional = [_parameter(entry, known) for entry in taken if not entry.kw_only]
    named = [_parameter(entry, known) for entry in taken if entry.kw_only]
    left = [entry for entry in fields(cls) if not entry.init and entry.default_factory is not MISSING]
    known |= {f"_make_{entry.name}": entry.default_factory for entry in left}
    lines = [line.format(entry.name, _assigned(entry)) for entry in taken]
    lines += [line.format(entry.name, f"_make_{entry.name}()") for entry in left]
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join(["self", *positional, *(["*", *named] if named else [])])
    exec("\n ".join([f"def __init__({parameters}):", *lines, "return"]), known)  # noqa: S102 (names of fields alone)
    made: Any = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _parameter(entry: Field, known: dict[str, object]) -> str:
    if entry.default_factory is not MISSING:
        known[f"_make_{entry.name}"] = entry.default_factory
        return f"{entry.name}=_absent"
    if entry.default is MISSING:
        return entry.name
    known[f"_default_{entry.name}"] = entry.default
    return f"{entry.name}=_default_{entry.name}"


def _assigned(entry: Field) -> str:
    name = entry.name
    return name if entry.default_factory is MISSING else f"_make_{name}() if {name} is _absent else {name}"


def _compared(cls: type) -> Callable[[Any], tuple[Any, ...]]:
    """The fields' values of an instance; always a tuple, so that -x and x do not share their hash."""
    names = [entry.name for entry in fields(cls) if entry.compare]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda instance: tuple(getattr(instance, name) for name in names)


def _equality(cls: type) -> Callable[[Any, Any], bool]:
    values = _compared(cls)

    def __eq__(self: Any, other: Any) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hashing(cls: type) -> Callable[[Any], int]:
    values = _compared(cls)

    def __hash__(self: Any) -> int:
        return hash(values(self))

    return __hash__


def _shown(self: Any) -> str:
    """Name(field=value, ...)."""
    values = ", ".join(f"{entry.name}={getattr(self, entry.name)!r}" for entry in fields(self) if entry.repr)
    return f"{type(self).__qualname__}({values})"


def _frozen(self: Any, name: str, *value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change field {name!r}: instances of {type(self).__qualname__} are frozen")


def _state(self: Any) -> tuple[dict[str, Any], list[Any]]:
    kept = getattr(self, "__dict__", {})
    slotted = {entry.name for entry in fields(self)} - kept.keys()
    return kept, [(name, getattr(self, name)) for name in slotted if hasattr(self, name)]


def _restore(self: Any, state: tuple[dict[str, Any], list[Any]]) -> None:
    kept, slotted = state
    for name, value in [*kept.items(), *slotted]:
        object.__setattr__(self, name, value)


_DESCRIBED = _Described()
_FROZEN = {"__setattr__": _frozen, "__delattr__": _frozen}
_STATE = {"__getstate__": _state, "__setstate__": _restore}
