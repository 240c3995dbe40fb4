"""The letters of a LaTeX statement: which are variables, which are data without values, and which have an index."""

from __future__ import annotations

import re
from collections.abc import Mapping

from duality.language.foreign.untranslatable import Untranslatable
from duality.language.vocabulary import reserved

Uses = list[tuple[str, tuple[str | tuple[int, int], ...]]]

_PLACEHOLDER = re.compile("\0([a-zA-Z]+)\\|([^\0]*)\0")

_USUAL = frozenset({*"xyzuvwtspqr", "xi", "theta", "lambda", "mu", "nu"})
"""Letters that are variables where the text does not say over what it minimizes."""


class Letters:
    """Writes the letters of a statement as names of the language, with their declarations."""

    def __init__(self, uses: Uses, listed: frozenset[str], sizes: Mapping[str, int]) -> None:
        self.sizes = sizes
        self.indexed: dict[str, list[tuple[int, int]]] = {}
        names = {name for name, indices in uses if indices or name not in sizes}
        for name, indices in uses:
            if any(isinstance(index, tuple) for index in indices):
                self.indexed.setdefault(name, [])
        for name, indices in uses:
            if name in self.indexed:
                self._extend(name, indices)
        self.variables = listed or names
        for name in () if listed else names - _USUAL:
            raise Untranslatable(f"'{name}' may be a variable or data: write over what it minimizes, \\min_{{x, y}}")
        self.data = sorted(names - self.variables)

    def _extend(self, name: str, indices: tuple[str | tuple[int, int], ...]) -> None:
        ranges = [(int(i), int(i)) if isinstance(i, str) and i.isdigit() else i for i in indices]
        before = self.indexed[name]
        if any(isinstance(each, str) for each in ranges) or (before and len(before) != len(ranges)):
            raise Untranslatable(f"the indices of '{name}' do not fit together")
        pairs = [each for each in ranges if isinstance(each, tuple)]
        self.indexed[name] = [
            (min(low, a), max(high, b)) for (low, high), (a, b) in zip(before or pairs, pairs, strict=True)
        ]

    def declarations(self) -> list[str]:
        """param for data without a value, var for what has an index."""
        arrays = [
            f"{name}[{', '.join(f'{low}..{high}' for low, high in ranges)}]"
            for name, ranges in sorted(self.indexed.items())
            if name in self.variables
        ]
        plain = [self._plain(name, ()) for name in self.data if name not in self.indexed]
        lines = [f"param {', '.join(plain)}"] if plain else []
        lines += [self._example(name) for name in self.data if name in self.indexed]
        return [*lines, *([f"var {', '.join(arrays)}"] if arrays else [])]

    def _example(self, name: str) -> str:
        """Ones for data that the text gives no values."""
        value = "1"
        for low, high in reversed(self.indexed[name]):
            if low != 1:
                raise Untranslatable(f"'{name}' is data, and its indices do not begin at 1")
            value = f"[{', '.join([value] * high)}]"
        return f"param {name} = {value}  # the text gives no values: put yours"

    def named(self, text: str) -> str:
        """The text with names in place of the letters."""
        return _PLACEHOLDER.sub(lambda match: self._name(match[1], tuple(filter(None, match[2].split(",")))), text)

    def _name(self, name: str, indices: tuple[str, ...]) -> str:
        if name in self.sizes and not indices:
            return str(self.sizes[name])
        if name in self.indexed:
            return f"{name}[{', '.join(indices)}]"
        return self._plain(name, indices)

    def _plain(self, name: str, indices: tuple[str, ...]) -> str:
        joined = "_".join([name, *indices])
        written = joined if reserved(joined) is None else "".join([name, *indices])
        if reserved(written) is not None:
            raise Untranslatable(f"'{written}' is a word of the language: rename it")
        return written
