"""Values of AMPL parameters: a number, a list by its keys, or a table with the keys in its first row.

The keys are 1, 2, ... or the members of a set.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from duality.language.foreign.untranslatable import Untranslatable

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")

Members = dict[str, list[str]]
"""The members of the sets that are no ranges, in their order."""


def data_value(name: str, text: str, members: Mapping[str, Sequence[str]]) -> str:
    """The value as the language writes it; ``text`` is what stands behind the name."""
    head, given, body = text.partition(":=")
    cells = re.sub(r"[,'\"\[\]]", " ", body).split()
    columns = head.replace(":", " ").split()
    if not given or not cells:
        raise Untranslatable(f"the data of {name} are not understood")
    if columns:
        return _table(name, columns, cells, members)
    if len(cells) == 1:
        return _numbers(name, cells)[0]
    if len(cells) % 2:
        raise Untranslatable(f"the data of {name} are no keys with numbers")
    return f"[{', '.join(_in_order(name, cells[::2], _numbers(name, cells[1::2]), members))}]"


def columns_of(names: list[str], text: str) -> tuple[list[str], dict[str, list[str]]]:
    """The keys, and the values of every column, of ``param: c u := bands 25 6000 coils 30 4000``."""
    cells, width = text.split(), len(names) + 1
    if len(cells) % width:
        raise Untranslatable(f"the table of {', '.join(names)} has no full rows")
    return cells[::width], {name: cells[k::width] for k, name in enumerate(names, 1)}


def _table(name: str, columns: list[str], cells: list[str], members: Mapping[str, Sequence[str]]) -> str:
    width = len(columns) + 1
    if len(cells) % width:
        raise Untranslatable(f"the table {name} has no full rows")
    rows = [_numbers(name, cells[k + 1 : k + width]) for k in range(0, len(cells), width)]
    lists = [f"[{', '.join(_in_order(name, columns, row, members))}]" for row in rows]
    return f"[{', '.join(_in_order(name, cells[::width], lists, members))}]"


def _numbers(name: str, cells: list[str]) -> list[str]:
    if not all(_NUMBER.fullmatch(cell) for cell in cells):
        raise Untranslatable(f"the data of {name} are no numbers")
    return cells


def _in_order(name: str, keys: list[str], values: list[str], members: Mapping[str, Sequence[str]]) -> list[str]:
    """The values by their keys 1, 2, ..., or by the members of the set that has these."""
    for known in ([str(k) for k in range(1, len(keys) + 1)], *members.values()):
        if sorted(known) == sorted(keys):
            by_key = dict(zip(keys, values, strict=True))
            return [by_key[key] for key in known]
    raise Untranslatable(f"the keys of {name} are neither 1, 2, ... nor the members of a set")
