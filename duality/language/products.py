"""Names that read like products of other names: xy where x and y are variables too."""

from __future__ import annotations

from collections.abc import Container


def as_product(name: str, known: Container[str]) -> list[str] | None:
    """The names that stand side by side in a name, at least two different ones: xy -> [x, y], x1x2 -> [x1, x2]."""
    places = [k for k, character in enumerate(name) if character.isalpha()]
    if len(places) < 2:
        return None
    found: dict[int, list[str]] = {0: []}
    for start in places:
        if start not in found:
            continue
        for end in [*(place for place in places if place > start), len(name)]:
            part = name[start:end]
            if part != name and part in known:
                found.setdefault(end, [*found[start], part])
    factors = found.get(len(name), [])
    return factors if len(set(factors)) > 1 else None
