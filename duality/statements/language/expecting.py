"""expect p* = 9/5, x = [3/5, 6/5], cap[1] = 0: known answers for the data that the statement is bound to."""

from __future__ import annotations

import re

from duality.errors import ProblemError
from duality.language.commas import at_commas
from duality.language.source import Source
from duality.model.problem import Expectation
from duality.statements.language.tokens import Token

VALUES = frozenset({"p*", "d*", "gap"})

_DECIMAL = re.compile(r"-?\d*\.(\d+)")
_KEY = re.compile(r"\s*([pd])\s*\*(\s*attained)?\s*|\s*([^\W\d]\w*)\s*(?:\[([^\]]*)\])?\s*")


def expectations(source: Source, line: list[Token]) -> list[Expectation]:
    """The known answers of a line; a list under a name is one for each of its entries."""
    start, end = line[0].end, line[-1].start
    found: list[Expectation] = []
    place = start
    for part in at_commas(source.signs[start:end]):
        found += _one(source, part, place)
        place += len(part) + 1
    return found


def _one(source: Source, part: str, start: int) -> list[Expectation]:
    key, equals, value = part.partition("=")
    match = _KEY.fullmatch(key)
    if not equals or match is None or not value.strip():
        raise source.syntax_error(
            "a known answer is p*, d*, gap, a variable or a constraint, and its value",
            start,
            start + len(part),
            "expect p* = 1/2, x = [1, 0], cap[2] = 3/4",
        )
    name = f"{match[1]}*{' attained' if match[2] else ''}" if match[1] else match[3]
    index = f"[{', '.join(i.strip() for i in match[4].split(','))}]" if match[4] else ""
    text = value.strip().lstrip("=").strip()
    if name.endswith("attained"):
        return [Expectation(name, _truth(source, text, start, start + len(part)))]
    if text.startswith("[") and not index:
        return [
            Expectation(f"{name}[{place}]", *_value(source, entry, start, start + len(part)))
            for place, entry in _entries(text)
        ]
    if name in VALUES and text.lstrip("+-") == "inf":
        return [Expectation(name, "-inf" if text.startswith("-") else "inf")]
    return [Expectation(name + index, *_value(source, text, start, start + len(part)))]


def _truth(source: Source, text: str, start: int, end: int) -> bool:
    if text.lower() not in ("yes", "no"):
        raise source.syntax_error("it is attained: yes or no", start, end)
    return text.lower() == "yes"


def _value(source: Source, text: str, start: int, end: int) -> tuple:
    """The constant, and how many decimals it is known to."""
    from duality import language

    try:
        tree = language.parse(f"min {text}", "expect").objective
    except ProblemError as fault:
        raise source.problem_error(f"{text!r} is no constant: {fault.message}", start, end) from fault
    if tree.variables():
        raise source.problem_error(f"{text!r} is no constant", start, end, "a known answer is a number such as 2/3")
    decimal = _DECIMAL.fullmatch(text)
    return tree, len(decimal[1]) if decimal else None


def _entries(text: str) -> list[tuple[str, str]]:
    """Place and text of every entry of [a, b] or [[a, b], [c, d]]."""
    rows = at_commas(text.strip()[1:-1])
    if not all(row.strip().startswith("[") for row in rows):
        return [(str(k), row.strip()) for k, row in enumerate(rows, 1)]
    return [
        (f"{i}, {j}", entry.strip())
        for i, row in enumerate(rows, 1)
        for j, entry in enumerate(at_commas(row.strip()[1:-1]), 1)
    ]
