"""The shipped problems: found by name in an installed package, or in the checkout beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from duality.named_tuples import NamedTuple

_PACKAGE = Path(__file__).resolve().parent
SUFFIX = ".dual"
TABLE = "lessons.toml"
LETTERS = "letters"
"""The folder of the problems with letters."""


STATEMENTS = "statements"
"""The folder of the statements with vectors, matrices and indexes, bound to small data."""


class Group(NamedTuple):
    """Problems that teach one thing, in the order of a course."""

    title: str
    about: str
    problems: tuple[str, ...]


class Runs(NamedTuple):
    """Iterations that belong to a lesson: (method, step as written) each, and how many rounds."""

    plan: tuple[tuple[str, str], ...] = ()
    rounds: int = 0


def folder() -> Path | None:
    """Where the shipped problems lie: ``duality/_problems`` in a wheel, ``problems`` in a checkout."""
    candidates = (_PACKAGE / "_problems", _PACKAGE.parent / "problems")
    return next((candidate for candidate in candidates if candidate.is_dir()), None)


def names() -> tuple[str, ...]:
    """The names of all shipped problems, sorted."""
    place = folder()
    return () if place is None else tuple(sorted(path.stem for path in place.glob(f"*{SUFFIX}")))


def lettered() -> tuple[str, ...]:
    """The names of the shipped problems whose answers are functions of letters, sorted."""
    return _within(LETTERS)


def statements() -> tuple[str, ...]:
    """The names of the shipped statements with vectors and matrices, sorted."""
    return _within(STATEMENTS)


def _within(part: str) -> tuple[str, ...]:
    place = folder()
    return () if place is None else tuple(sorted(path.stem for path in (place / part).glob(f"*{SUFFIX}")))


def path(name: str) -> Path | None:
    """The file of the shipped problem of that name, ``None`` if there is none."""
    place = folder()
    if place is None:
        return None
    parts = {name: place} if name in names() else {}
    parts |= {own: place / part for part, found in ((LETTERS, lettered()), (STATEMENTS, statements())) for own in found}
    return parts[name] / f"{name}{SUFFIX}" if name in parts else None


def near(name: str) -> tuple[str, ...]:
    """Up to three shipped names that look like the given one."""
    from difflib import get_close_matches

    return tuple(get_close_matches(name, (*names(), *lettered(), *statements()), n=3))


def groups() -> tuple[Group, ...]:
    """The shipped problems by lesson."""
    return tuple(Group(g["title"], g["about"], tuple(g["problems"])) for g in _table().get("lesson", ()))


def runs(name: str) -> Runs:
    """The iterations that the lesson of that problem shows; for most none."""
    for entry in _table().get("run", ()):
        if entry["problem"] == name:
            return Runs(tuple((method, step) for method, step in entry["steps"]), entry["rounds"])
    return Runs()


def _table() -> dict[str, Any]:
    import tomllib

    place = folder()
    if place is None or not (place / TABLE).is_file():
        return {}
    return tomllib.loads((place / TABLE).read_text(encoding="utf-8"))
