"""A problem as text of the language; reading the text gives an equal problem.

Automatic names are not written, they come back by themselves; a member of an unnamed family is labeled ``[]``. The
variables are declared where the order of the domain and the objective would not give theirs, or where they are indexed.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import groupby, pairwise, product

from duality.errors import ProblemError
from duality.language.products import as_product
from duality.language.tokens import NAME
from duality.language.vocabulary import reserved
from duality.model.expression import Expression, Negative, Number
from duality.model.letters import declaration
from duality.model.printing import text
from duality.model.problem import ConstraintRow, Expectation, Membership, Problem

_WIDTH = 110
_INDENT = " " * 7
_FULL_NAME = rf"({NAME})(?:\[(-?[0-9]+(?:, -?[0-9]+)*)\])?"
_BREAK = re.compile(r"(?<=[-+,=<>]) ")
_NO_WORDS = re.compile(r"[#\n\r]|^\s|\s$")
_EXPONENT_FORM = 300
"""A decimal of more digits than that is written with a power of ten."""


def write(problem: Problem) -> str:
    """The text of a problem file.

    Raises `ProblemError` where a name, a title or a decimal cannot be written in the language.
    """
    _check_names(problem)
    lines = [f"title  {_words(problem.title)}"] if problem.title else []
    lines += [f"note   {_words(note)}".rstrip() for note in problem.notes]
    lines += [f"param  {declaration(letter)}" for letter in problem.parameters]
    if _must_declare(problem):
        lines.append(_wrapped("var    " + ", ".join(_declarations(problem.variables))))
    lines += [_wrapped(f"domain {row}") for row in problem.domain]
    lines.append(_wrapped(f"{problem.sense.value:<6} {text(problem.objective)}"))
    lines += [
        _wrapped(f"{_INDENT if place else 's.t.   '}{_label(row)}{row.comparison}")
        for place, row in enumerate(problem.rows)
    ]
    if problem.expectations:
        lines.append(_wrapped("expect " + ", ".join(map(_expectation, problem.expectations))))
    return "\n".join(lines) + "\n"


def _words(words: str) -> str:
    if _NO_WORDS.search(words):
        raise ProblemError(
            f"the words {words[:40]!r} cannot be written",
            help="a title or note is one line without '#' or outer blanks",
        )
    return words


def _wrapped(line: str) -> str:
    """Breaks a long line after operators, where the language lets it go on."""
    if len(line) <= _WIDTH:
        return line
    lines: list[str] = []
    current = ""
    for piece in _BREAK.split(line):
        if current and len(current) + 1 + len(piece) > _WIDTH:
            lines.append(current)
            current = _INDENT + piece
        else:
            current = f"{current} {piece}" if current else piece
    return "\n".join([*lines, current])


def _label(row: ConstraintRow) -> str:
    if row.name is not None:
        return f"{row.name}: "
    return "[]: " if row.family else ""


# Names


def _parts(name: str) -> tuple[str, tuple[int, ...]]:
    """w[1] -> (w, (1,)); raises `ProblemError` for what is no name of the language."""
    match = re.fullmatch(_FULL_NAME, name)
    if match is None or reserved(match[1]) is not None:
        why = "it is reserved" if match else "a name is a letter with letters, digits and '_', or name[1], name[1, 2]"
        raise ProblemError(f"the name '{name}' cannot be written", help=f"{why}; choose another name")
    return match[1], tuple(map(int, match[2].split(", "))) if match[2] else ()


def _check_names(problem: Problem) -> None:
    """One name space: a stem is one variable, one family of variables, one constraint or one family of constraints."""
    kinds: dict[str, str] = {}
    claims = [(name, "variable") for name in problem.variables]
    claims += [(letter.name, "parameter") for letter in problem.parameters]
    claims += [(row.name, "constraint") for row in problem.rows if row.name is not None]
    for name, kind in claims:
        stem, indices = _parts(name)
        kind += " family" if indices else ""
        if kinds.setdefault(stem, kind) != kind:
            raise ProblemError(f"the name '{stem}' stands for two things", help="rename one of them")


def _must_declare(problem: Problem) -> bool:
    names = {*problem.variables, *(letter.name for letter in problem.parameters)}
    if any("[" in name or as_product(name, names) for name in problem.variables):
        return True
    order: dict[str, None] = {}
    for row in problem.domain:
        if isinstance(row, Membership):
            order |= dict.fromkeys(row.variables)
        else:
            for expression in row.expressions:
                order |= dict.fromkeys(expression.variables())
    order |= dict.fromkeys(problem.objective.variables())
    return tuple(order) != problem.variables


def _declarations(variables: tuple[str, ...]) -> list[str]:
    """x, w[1..3], X[1..2, 1..2]: runs of one family as ranges."""
    found: list[str] = []
    parts = [_parts(name) for name in variables]
    for (stem, dimension), run in groupby(parts, key=lambda part: (part[0], len(part[1]))):
        indices = [index for _, index in run]
        if dimension == 0:
            found += [stem] * len(indices)
            continue
        found += [f"{stem}[{', '.join(f'{low}..{high}' for low, high in box)}]" for box in _boxes(indices)]
    return found


def _boxes(indices: list[tuple[int, ...]]) -> list[list[tuple[int, int]]]:
    """A run of indices as boxes in which the last index runs fastest: one box where it is one, else rows of it."""
    whole = list(zip(indices[0], indices[-1], strict=True))
    if indices == list(product(*(range(low, high + 1) for low, high in whole))):
        return [whole]
    cuts = [0]
    for place, (before, after) in enumerate(pairwise(indices), 1):
        if after[:-1] != before[:-1] or after[-1] != before[-1] + 1:
            cuts.append(place)
    cuts.append(len(indices))
    return [list(zip(indices[a], indices[b - 1], strict=True)) for a, b in pairwise(cuts)]


# Known answers


def _expectation(expectation: Expectation) -> str:
    value = expectation.value
    match value:
        case bool():
            shown = "yes" if value else "no"
        case str():
            shown = value
        case _:
            shown = text(value) if expectation.decimals is None else _decimal(value, expectation)
    where = " and ".join(map(str, expectation.conditions))
    return f"{expectation.key} = {shown}" + (f" if {where}" if where else "")


def _decimal(value: Expression, expectation: Expectation) -> str:
    """A decimal with as many digits after the point as were given."""
    negative = isinstance(value, Negative)
    magnitude = value.operand if isinstance(value, Negative) else value
    decimals = expectation.decimals or 0
    if not isinstance(magnitude, Number) or (magnitude.value * Fraction(10) ** decimals).denominator != 1:
        raise ProblemError(f"the answer {expectation.key} = {value} has not {decimals} digits after the point")
    digits = str(int(magnitude.value * Fraction(10) ** decimals))
    if decimals == 0:
        shown = f"{digits}."
    elif 0 < decimals <= _EXPONENT_FORM:
        padded = digits.zfill(decimals + 1)
        shown = f"{padded[:-decimals]}.{padded[-decimals:]}"
    else:
        shown = f"{digits[:-1] or '0'}.{digits[-1]}e{1 - decimals}"
    return f"-{shown}" if negative else shown
