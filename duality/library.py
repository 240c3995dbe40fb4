"""The shipped problems: found by name in an installed package, or in the checkout beside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
SUFFIX = ".dual"


def folder() -> Path | None:
    """Where the shipped problems lie: ``duality/_problems`` in a wheel, ``problems`` in a checkout."""
    candidates = (_PACKAGE / "_problems", _PACKAGE.parent / "problems")
    return next((candidate for candidate in candidates if candidate.is_dir()), None)


def names() -> tuple[str, ...]:
    """The names of all shipped problems, sorted."""
    place = folder()
    return () if place is None else tuple(sorted(path.stem for path in place.glob(f"*{SUFFIX}")))


def path(name: str) -> Path | None:
    """The file of the shipped problem of that name, ``None`` if there is none."""
    place = folder()
    return None if place is None or name not in names() else place / f"{name}{SUFFIX}"


def near(name: str) -> tuple[str, ...]:
    """Up to three shipped names that look like the given one."""
    from difflib import get_close_matches

    return tuple(get_close_matches(name, names(), n=3))
