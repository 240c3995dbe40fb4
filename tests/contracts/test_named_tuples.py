"""`duality.named_tuples.NamedTuple` makes what `typing.NamedTuple` would."""

from __future__ import annotations

import ast
import copy
import pickle
import typing
from pathlib import Path

import pytest

import duality
from duality.named_tuples import NamedTuple


class Ours(NamedTuple):
    """A point."""

    x: float
    y: float = 2.0
    name: str = "p"

    @property
    def total(self) -> float:
        return self.x + self.y


class Theirs(typing.NamedTuple):
    """A point."""

    x: float
    y: float = 2.0
    name: str = "p"

    @property
    def total(self) -> float:
        return self.x + self.y


class Below(Ours):
    """A class below one."""


@pytest.mark.parametrize(("values", "named"), [((1,), {}), ((1, 3, "q"), {}), ((), {"x": 1}), ((1,), {"name": "q"})])
def test_instances_are_the_same_tuples(values: tuple, named: dict) -> None:
    ours, theirs = Ours(*values, **named), Theirs(*values, **named)
    assert ours == theirs == tuple(theirs) and hash(ours) == hash(theirs) and isinstance(ours, tuple)
    assert repr(ours).removeprefix("Ours") == repr(theirs).removeprefix("Theirs")
    assert (ours.x, ours.y, ours.name, ours.total) == (theirs.x, theirs.y, theirs.name, theirs.total)
    assert ours._asdict() == theirs._asdict() and ours._replace(y=5) == theirs._replace(y=5)
    assert type(ours._replace(y=5)) is Ours and Ours._make([1, 2, "q"]) == (1, 2, "q")
    assert copy.deepcopy(ours) == ours == pickle.loads(pickle.dumps(ours)) and type(copy.copy(ours)) is Ours


@pytest.mark.parametrize(("values", "named"), [((), {}), ((1, 2, 3, 4), {}), ((1,), {"x": 2}), ((1,), {"z": 2})])
def test_what_does_not_fit_is_refused(values: tuple, named: dict) -> None:
    for cls in (Ours, Theirs):
        with pytest.raises(TypeError):
            cls(*values, **named)


def test_classes_are_alike() -> None:
    for name in ("_fields", "_field_defaults", "__match_args__", "__doc__"):
        assert getattr(Ours, name) == getattr(Theirs, name)
    assert typing.get_type_hints(Ours) == typing.get_type_hints(Theirs)
    match Ours(1, 2):
        case Ours(x, y, "p"):
            assert (x, y) == (1, 2)
        case _:
            pytest.fail("it is not matched by its entries")
    assert type(Below(1)._replace(x=2)) is Below and Below(1) == (1, 2.0, "p")
    with pytest.raises(AttributeError):
        Ours(1).x = 2  # type: ignore[misc]
    with pytest.raises(ValueError, match="'z'"):
        Ours(1)._replace(z=1)
    with pytest.raises(TypeError, match="default"):
        type(NamedTuple)("Wrong", (NamedTuple,), {"__annotations__": {"a": int, "b": int}, "a": 1})


def test_the_package_uses_these() -> None:
    root = Path(duality.__file__).parent
    others = [
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if path.name != "named_tuples.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "typing"
        if any(alias.name == "NamedTuple" for alias in node.names)
    ]
    assert not others, "use duality.named_tuples"
