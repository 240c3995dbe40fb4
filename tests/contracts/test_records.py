"""`duality.records.record` makes what `dataclasses.dataclass(frozen=True)` would, later."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from duality.model.expression import Negative, Variable
from duality.records import field, fields, record, replace


class _Plain:
    first: int
    second: str = "b"
    third: list[int] = field(default_factory=list, compare=False)
    hidden: float = field(default=0.0, repr=False, kw_only=True)


@record
class Slotted(_Plain):
    """Fields of its own."""

    first: int
    second: str = "b"
    third: list[int] = field(default_factory=list, compare=False)
    hidden: float = field(default=0.0, repr=False, kw_only=True)


@dataclasses.dataclass(frozen=True, slots=True)
class Standard(_Plain):
    """The library's own, to compare with."""

    first: int
    second: str = "b"
    third: list[int] = dataclasses.field(default_factory=list, compare=False)
    hidden: float = dataclasses.field(default=0.0, repr=False, kw_only=True)


@record(slots=False)
class Open:
    """Keeps what is computed."""

    size: int

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError("negative")

    @cached_property
    def double(self) -> list[int]:
        return [self.size, self.size]


@record
class Longer(Open):
    """A record that adds to another."""

    name: str = "n"


ARGUMENTS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1,), {}),
    ((1, "c"), {}),
    ((1, "c", [2]), {"hidden": 3.0}),
    ((), {"first": 4, "third": [5]}),
]
WRONG: list[tuple[tuple[Any, ...], dict[str, Any]]] = [((), {}), ((1, "c", [2], 3.0), {}), ((1,), {"other": 1})]


@pytest.mark.parametrize(("values", "named"), ARGUMENTS)
def test_a_record_is_as_the_library_makes_it(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours, theirs = Slotted(*values, **named), Standard(*values, **named)
    assert repr(ours).removeprefix("Slotted") == repr(theirs).removeprefix("Standard")
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert [entry.name for entry in fields(ours)] == [entry.name for entry in dataclasses.fields(theirs)]
    assert (ours == Slotted(*values, **named)) and hash(ours) == hash(Slotted(*values, **named))
    assert ours != replace(ours, first=9)
    assert ours == replace(ours, third=[7, 8])  # left out of comparisons
    assert ours != theirs


@record
class Single:
    """One field."""

    only: Any


def test_one_field_is_compared_and_hashed_as_a_tuple_of_one() -> None:
    """-x does not share the hash of x, and what == gives for the field is no answer for the record."""
    tree, nan = Variable("x"), float("nan")
    assert hash(Single("a")) == hash(("a",)) != hash("a")
    assert hash(Negative(tree)) != hash(tree)
    assert (Single(tree) == Single(Variable("x"))) is True
    assert Single(nan) == Single(nan)


@pytest.mark.parametrize(("values", "named"), WRONG)
def test_wrong_arguments_are_refused_as_the_library_refuses_them(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    told: list[str] = []
    for made in (Slotted, Standard):
        with pytest.raises(TypeError) as refused:
            made(*values, **named)
        told.append(str(refused.value).split(".", 1)[1])
    assert told[0] == told[1]


def test_defaults_made_by_a_factory_are_not_shared() -> None:
    assert Slotted(1).third is not Slotted(1).third


def test_instances_are_frozen_and_slotted_ones_take_no_attribute() -> None:
    for made in (Slotted(1), Open(1)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            made.size = 2  # pyright: ignore[reportAttributeAccessIssue]
        with pytest.raises(dataclasses.FrozenInstanceError):
            del made.size  # pyright: ignore[reportAttributeAccessIssue]
    assert Open(2).double is not Open(2).double
    kept = Open(2)
    assert kept.double is kept.double


def test_copies_and_pickles_are_equal_and_keep_what_was_computed() -> None:
    kept = Open(3)
    assert kept.double == [3, 3]
    for made in (copy.copy(kept), copy.deepcopy(kept), pickle.loads(pickle.dumps(kept))):
        assert made == kept
        assert made.__dict__["double"] == [3, 3]
    slotted = Slotted(1, "c", [2])
    for made in (copy.copy(slotted), copy.deepcopy(slotted), pickle.loads(pickle.dumps(slotted))):
        assert made == slotted
        assert made.third == [2]


def test_a_record_adds_to_another_and_its_checks_run() -> None:
    assert Longer(1, "m") == Longer(1, "m") != Longer(1)
    assert Longer(1) != Open(1)
    with pytest.raises(ValueError, match="negative"):
        Longer(-1)
    match Longer(5, "k"):
        case Longer(size, name):
            assert (size, name) == (5, "k")


@record(frozen=False)
class Filled:
    """Is filled while it is worked on."""

    found: list[int] = field(default_factory=list)
    best: float = 0.0


def test_what_is_filled_has_no_hash_and_takes_values() -> None:
    filled = Filled()
    filled.best = 2.0
    filled.found.append(1)
    assert filled == Filled([1], 2.0) != Filled()
    with pytest.raises(TypeError, match="unhashable"):
        hash(filled)
    with pytest.raises(AttributeError):
        filled.other = 1  # pyright: ignore[reportAttributeAccessIssue]


def test_the_library_finds_the_same_fields() -> None:
    made = Slotted(1, "c", [2])
    assert dataclasses.is_dataclass(Slotted) and dataclasses.is_dataclass(made)
    described = [(entry.name, entry.init, entry.repr, entry.compare, entry.kw_only) for entry in fields(made)]
    assert described == [(e.name, e.init, e.repr, e.compare, e.kw_only) for e in dataclasses.fields(made)]
    assert dataclasses.replace(made, first=3) == replace(made, first=3) == Slotted(3, "c", [2])


def test_a_mutable_default_is_refused() -> None:
    with pytest.raises(ValueError, match="default_factory"):

        @record
        class Shared:
            entries: list[int] = []  # noqa: RUF012 - what is refused


def test_classes_of_the_package_are_records() -> None:
    """Whoever loads `dataclasses` loads `inspect`, a tenth of a small solve; the playground loads it anyway."""
    package = Path(__file__).resolve().parents[2] / "duality"
    others = [
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if path.name != "records.py" and path.parent.name != "play" and "dataclasses" in path.read_text()
    ]
    assert not others, "use duality.records"
