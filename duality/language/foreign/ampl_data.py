"""Values of AMPL parameters: a number, a list by its keys 1, 2, ..., or a table with the keys in its first row."""

from __future__ import annotations

import re

from duality.language.foreign.untranslatable import Untranslatable

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def data_value(name: str, text: str) -> str:
    """The value as the language writes it; ``text`` is what stands behind the name."""
    head, given, body = text.partition(":=")
    cells = body.replace(",", " ").split()
    if not given or not cells or not all(_NUMBER.fullmatch(cell) for cell in cells):
        raise Untranslatable(f"the data of {name} are no numbers with keys 1, 2, ...")
    columns = head.replace(":", " ").split()
    if columns:
        return _table(name, columns, cells)
    if len(cells) == 1:
        return cells[0]
    if len(cells) % 2 or cells[::2] != [str(k) for k in range(1, len(cells) // 2 + 1)]:
        raise Untranslatable(f"the keys of {name} are not 1, 2, ...")
    return f"[{', '.join(cells[1::2])}]"


def _table(name: str, columns: list[str], cells: list[str]) -> str:
    width = len(columns) + 1
    rows = [cells[k : k + width] for k in range(0, len(cells), width)]
    keys = [row[0] for row in rows]
    if (
        columns != [str(k) for k in range(1, width)]
        or keys != [str(k) for k in range(1, len(rows) + 1)]
        or any(len(row) != width for row in rows)
    ):
        raise Untranslatable(f"the keys of the table {name} are not 1, 2, ...")
    return f"[{', '.join('[' + ', '.join(row[1:]) + ']' for row in rows)}]"
