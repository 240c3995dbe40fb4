"""Plain linear rows and objectives: ``c: 2*x - 3*y <= 4``, ``min 3*x + y``.

Large linear problems consist of them. One regular expression takes a whole one, and its text goes straight into the
tree over the declared variables, which is the tree of the long way. What holds any other name (a parameter, a mistyped
name, a constant) is left to the long way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Literal

from duality.language.vocabulary import FUNCTION_NAMES, KEYWORDS
from duality.model.expression import Expression, Negative, Number, Product, Sum, Variable
from duality.named_tuples import NamedTuple

WORTHWHILE = 4_000
"""Characters of a text from which on the short way is worth the time that its expressions take to compile."""


class _Patterns(NamedTuple):
    row: re.Pattern[str]
    objective: re.Pattern[str]
    term: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = rf"(?:(?i:{'|'.join(KEYWORDS)})|{'|'.join(sorted(FUNCTION_NAMES))})(?![A-Za-z0-9_\[])"
    name = rf"(?!{words})[A-Za-z][A-Za-z0-9_]*+(?:\[[0-9]++(?:, [0-9]++)*+\])?+"
    number = r"[0-9]{1,30}+(?:\.[0-9]{1,30}+)?+"
    gap = r"[ \t]*+(?:\n[ \t]*+)?+"
    side = rf"-?+(?:{number}(?:\*{name})?+|{name})(?:[ ]?+[-+]{gap}(?:{number}(?:\*{name})?+|{name}))*+"
    end = r"[ \t]*+(?:\#[^\n]*+)?+(?:\n|\Z)"
    goes_on = r"(?:[ \t]*+(?:\#[^\n]*+)?+\n)*+[ \t]*+[+*/^=<>!,≤≥≠⩽⩾≦≧"
    return _Patterns(
        re.compile(rf"[ \t]*+(?:({name}):[ ]*+)?+({side})[ ]?+(<=|>=|==?){gap}({side}){end}(?!{goes_on}])"),
        re.compile(rf"(min|max)[ \t]++({side}){end}(?!{goes_on}-])"),
        re.compile(rf"([-+]?){gap}(?:({number})(?:\*({name}))?|({name}))"),
    )


class PlainRow(NamedTuple):
    """label: left relation right, both sides sums of numbers, names and number*name."""

    start: int
    end: int
    label: str | None
    left: str
    relation: Literal["<=", ">=", "="]
    right: str


class PlainObjective(NamedTuple):
    """min or max of a sum of numbers, names and number*name, whose text begins at ``body``."""

    start: int
    end: int
    sense: Literal["min", "max"]
    body: int
    text: str


def plain_statement(text: str, start: int) -> tuple[PlainRow | PlainObjective, int] | None:
    """The plain statement that begins at a place, with the place behind its line."""
    patterns = _patterns()
    match = patterns.row.match(text, start)
    if match is not None:
        label, left, sign, right = match.groups()
        relation = "<=" if sign == "<=" else ">=" if sign == ">=" else "="
        return PlainRow(start, match.end(4), label, left, relation, right), match.end()
    match = patterns.objective.match(text, start)
    if match is not None:
        sense = "min" if match[1] == "min" else "max"
        return PlainObjective(start, match.end(2), sense, match.start(2), match[2]), match.end()
    return None


def plain_names(objective: PlainObjective) -> list[tuple[str, int]]:
    """The names in an objective, each with its place in the text."""
    found: list[tuple[str, int]] = []
    for match in _patterns().term.finditer(objective.text):
        group = 3 if match[3] else 4
        if match[group]:
            found.append((match[group], objective.body + match.start(group)))
    return found


def plain_terms(side: str) -> Iterator[str]:
    """The names without an index in a side."""
    return (
        match[3] or match[4] for match in _patterns().term.finditer(side) if "[" not in (match[3] or match[4] or "[")
    )


class PlainSums:
    """Reads plain sums over declared variables; numbers that occur again are shared."""

    def __init__(self, variables: Mapping[str, Variable]) -> None:
        self.variables = variables
        self.numbers: dict[str, Number] = {}

    def expression(self, text: str) -> Expression | None:
        """The tree of a plain sum, or ``None`` where it has to be read the long way."""
        terms: list[Expression] = []
        for sign, digits, factor, name in _patterns().term.findall(text):
            if digits:
                term: Expression | None = self.numbers.get(digits)
                if term is None:
                    term = self.numbers[digits] = Number(Fraction(digits))
                if factor:
                    variable = self.variables.get(factor)
                    if variable is None:
                        return None
                    term = Product((term, variable))
            else:
                term = self.variables.get(name)
                if term is None:
                    return None
            terms.append(Negative(term) if sign == "-" else term)
        return Sum(tuple(terms)) if len(terms) > 1 else terms[0]
