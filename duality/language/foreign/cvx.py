"""CVX, in MATLAB, to a statement: variables, minimize or maximize, and rows, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duality.language.commas import at_commas
from duality.language.foreign.arrays import Array
from duality.language.foreign.matlab import as_expression, joined, statements
from duality.language.foreign.python_trees import expression_of
from duality.language.foreign.python_values import Objective, Value, Values
from duality.language.foreign.untranslatable import Untranslatable

_SKIPPED = re.compile(r"(?i)(?:cvx_(?:begin|end|solver|precision)\b.*|subject\s+to|end|dual\s+variables?\b.*)?")
_DECLARED = re.compile(r"variables?\s+(.+)")
_VARIABLE = re.compile(r"([A-Za-z]\w*)(?:\(\s*(\w+)\s*(?:,\s*(\w+)\s*)?\))?(?=\s|$)")
_KINDS = {"nonnegative": ">= 0", "binary": "in {0, 1}", "integer": "integer"}
_OBJECTIVE = re.compile(r"(minimi[sz]e|maximi[sz]e)\b\s*(.*)")
_DATA = re.compile(r"([A-Za-z]\w*)\s*=(?!=)\s*(.+)")


def translate(text: str) -> str:
    """The statement; raises `Untranslatable`."""
    values, rows, objective = Values(), [], None
    for piece in _pieces(text):
        if _SKIPPED.fullmatch(piece):
            continue
        if found := _DECLARED.fullmatch(piece):
            _declare(found[1], values)
        elif found := _OBJECTIVE.fullmatch(piece):
            value = _value(found[2], values)
            if not isinstance(value, Array):
                raise Untranslatable(f"the objective '{found[2][:60]}'")
            objective = Objective(found[1][:3], value.single())
        elif found := _DATA.fullmatch(piece):
            values.names[found[1]] = _value(found[2], values)
        elif isinstance(row := _value(piece, values), list):
            rows += row
        else:
            raise Untranslatable(f"the line '{piece[:60]}'")
    if objective is None:
        raise Untranslatable("there is no objective in it")
    return values.written(objective, rows)


def _declare(text: str, values: Values) -> None:
    """variables x y(3), variable z(2) nonnegative, variable k integer."""
    words = text.split()
    kind = _KINDS.get(words[-1], "") if len(words) > 1 else ""
    for name, rows, columns in _VARIABLE.findall(" ".join(words[:-1] if kind else words)):
        sizes = [_size(one, values) for one in (rows, columns) if one]
        shape = tuple(size for size in sizes if size != 1 or len(sizes) == 1)
        variable = values.declare(name, shape)
        values.domain += [f"{entry} {kind}" for entry in variable.entries if kind]


def _size(text: str, values: Values) -> int:
    return values.integer(expression_of(text))


def _value(text: str, values: Values) -> Value:
    return values.evaluate(expression_of(as_expression(text, values.names)))


def _pieces(text: str) -> Iterator[str]:
    """What commas, semicolons and lines part outside of brackets."""
    code = "\n".join(line.partition("%")[0] for line in text.split("\n"))
    for line in joined(code).split("\n"):
        for statement in statements(line):
            yield from (part.strip() for part in at_commas(statement))
