"""Habits that show only beside other names of a text: x(y + 1) for a product, x(1) for x1, ||x|| of x1 and x2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duality.errors import ProblemError
from duality.language.habits.habit import INDEX_ENDS, ONE_ARGUMENT, Habit
from duality.language.habits.prose import of_all_variables, of_intervals
from duality.language.habits.sums import of_bare_sign

_APPLIED = re.compile(r"(?<![\w.])([A-Za-z]\w?)\(")
_NORM = re.compile(r"(?:\|\||‖)\s*([A-Za-z])\s*(?:\|\||‖)|\bnorm(?:1|inf)?\(\s*([A-Za-z])\s*\)")
_NO_FACTOR = (
    r"(?:and|or|if|in|for|otherwise|else|then|at|is|to|s\.?t|subject|such|where|with|on|over|under|"
    r"integers?|int|binary)"
)
_RANGE_OF = r"\bINDEX\s*(?:=|in)\s*(\d+)\s*(?:\}\s*\^\s*\{?|\.\.+|:|,(?:\s*\d+\s*,)*\s*(?:\.\.+|…)\s*,)\s*(\d+)"
_AMOUNT = re.compile(
    r"(?<![\w.\])<>=≤≥])(?<![<>=≤≥][ \t])(\d+(?:\.\d+)?)[ \t]+(?=[A-Za-z(])"
    rf"(?!(?i:{_NO_FACTOR})\b)(?!{ONE_ARGUMENT}\s+\w)"
)
_TRANSPOSED = r"\s*(?:['\u2032\u1d40\u22a4\u22ba]|\^\s*\{?\s*(?:T|\u22a4|\\top)\s*\}?)\s*[*@]?\s*"
_PRIMED = re.compile(r"(?<![\w.])([A-Za-z]\w*)['\u2032\u2019](?=\s*(?:[-+*/^<>=≤≥−,;)]|$|s\.t|subject\b))")
_WORDLESS = re.compile(r"an operator is missing between '[\d.]+' and '(?:\w{1,2}|\w\d+|\w_\w+)'")


def of_letters(text: str, fault: ProblemError) -> Iterator[Habit]:
    """The habits that the names of the text and the fault make likely."""
    if re.search(r"(?<![\w.])\d+[.,]\d+\s*\*?\s*[A-Za-z]", text):
        yield Habit(re.compile(r"(?<=[<>=≤≥\s])(\d+),(\d+)(?=\s*(?:[;]|$))"), "a decimal has a point", r"\1.\2")
    yield from _indices_left_open(text)
    yield from of_intervals(text)
    yield from of_all_variables(text)
    yield from _norms(text)
    yield from _extremes(text)
    yield from _totals(text)
    yield from _sums(text)
    yield from _bare_sums(text)
    if len(_PRIMED.findall(text)) > 1:
        yield Habit(_PRIMED, "a name has no prime", r"\1_p")
    for name in {*re.findall(r"(?m)^\s*var\b.*?(?<![\w.])([A-Za-z]\w*)\[", text)}:
        yield Habit(
            re.compile(rf"(?<![\w.]){name}\(([\w+-]+(?:\s*,\s*[\w+-]+)*)\)"),
            "an index stands in square brackets",
            rf"{name}[\1]",
        )
    if fault.message.startswith("there is no function"):
        yield from _entries(text)
        yield from _products(text)
    if _WORDLESS.match(fault.message) and len(_AMOUNT.findall(text)) > 1:
        yield Habit(_AMOUNT, fault.message, r"\1*")


def entries_alike(text: str) -> str:
    """x_1 and x_i beside x[i], as x[1] and x[i]: one variable has one notation."""
    for name in {*re.findall(r"(?<![\w.])([A-Za-z])\[", text)}:
        text = re.sub(
            rf"(?<![\w.]){name}_?\{{?(\d+|(?<=_)[ijk]|(?<=_\{{)[ijk])\}}?{INDEX_ENDS}(?!\[)", rf"{name}[\1]", text
        )
    return text


def of_families(text: str, fault: ProblemError) -> Iterator[Habit]:
    """x_k >= 0 for all k, and rows with an index alone, where a sum tells the range of the index."""
    lost = re.match(r"'([ijk])' is not an index", fault.message)
    told = {*re.findall(r"(?:\bfor\s+(?:all|every|each|any)|∀)\s*([ijk])\b", text), *(lost.groups() if lost else ())}
    for index in sorted(told):
        found = re.search(_RANGE_OF.replace("INDEX", index), text)
        if found is None:
            continue
        loop = f" for {index} in {found[1]}..{found[2]}"
        everywhere = rf"(?i)\s*,?\s*(?:\bfor\s+(?:all|every|each|any)|∀)\s*{index}\b(?!\s*(?:=|in\b|∈))"
        yield Habit(re.compile(everywhere), "a family of rows has its range", loop)
        if lost is not None:
            right = r"(?:[<>=≤≥]|\bin\b|∈)(?:(?!\bfor\b)(?:\{[^{}]*\}|[^,()]))*"
            row = rf"((?:^|,|\bs\.t\.)[^,()]*\[{index}\][^,()]*{right})$"
            yield Habit(re.compile(row), "a family of rows has its range", rf"\1{loop}")


def _products(text: str) -> Iterator[Habit]:
    """x(y + 1) where x stands as a name elsewhere."""
    names = {name for name in _APPLIED.findall(text) if re.search(rf"(?<![\w.]){name}(?![\w(\[])", text)}
    for name in sorted(names - {"e", "in", "if", "st", "ln"}):
        message = f"'{name}' is a name and no function: a product needs '*'"
        yield Habit(re.compile(rf"(?<![\w.]){name}\("), message, f"{name}*(")


def _entries(text: str) -> Iterator[Habit]:
    """x(1) + x(2) where x has such arguments only: the names x1 and x2."""
    for name in sorted({*re.findall(r"(?<![\w.])([A-Za-z])\(\d+\)", text)}):
        if not re.search(rf"(?<![\w.]){name}(?!\w|\(\d+\))", text):
            message = "round brackets hold no index"
            yield Habit(re.compile(rf"(?<![\w.]){name}\((\d+)\)"), message, rf"{name}\1")


def _indices_left_open(text: str) -> Iterator[Habit]:
    """xi >= 0 where the rows hold x1 and x2: a row for each."""
    for stem in sorted({*re.findall(rf"(?<![A-Za-z_.])([A-Za-z]_?)\d+{INDEX_ENDS}", text)}):
        entries = _entries_of(stem, text)
        if len(entries) > 1:
            behind = r"(?=\s*(?:[<>≤≥]|in\b|∈|integer|binary))(?![^;\n]*\bfor\b)"
            pattern = rf"((?:^|[,;]|\bs\.t\.|\bto\b|\band\b)\s*){stem}[ijk]{{1,2}}{behind}"
            yield Habit(
                re.compile(pattern),
                f"'{stem}' with a letter for an index is one name: a row names its variables",
                rf"\1{', '.join(entries)}",
            )


def _norms(text: str) -> Iterator[Habit]:
    """||x|| where the rows hold x1 and x2."""
    for bars, call in _NORM.findall(text):
        name = bars or call
        entries = _entries_of(rf"{name}_?", text)
        if len(entries) > 1:
            pattern = re.compile(rf"((?:\|\||‖|\bnorm(?:1|inf)?\()\s*){name}(?=\s*(?:\|\||‖|\)))")
            yield Habit(
                pattern, f"'{name}' alone is one number, and not {', '.join(entries)}", rf"\1{', '.join(entries)}"
            )


def _totals(text: str) -> Iterator[Habit]:
    """1'x, e'x where the rows hold x1 and x2: their sum."""
    for name in sorted({*re.findall(rf"(?<![\w.])[1e]{_TRANSPOSED}([A-Za-z])(?![\w'\[])", text)}):
        entries = _entries_of(rf"{name}_?", text)
        if len(entries) > 1:
            pattern = re.compile(rf"(?<![\w.])[1e]{_TRANSPOSED}{name}(?![\w'\[])")
            yield Habit(pattern, f"'{name}' alone is one number, and not {', '.join(entries)}", " + ".join(entries))


def _entries_of(stem: str, text: str) -> list[str]:
    """x1, x2, x10 in the order of their numbers."""
    found = {*re.findall(rf"(?<![A-Za-z_.]){stem}\d+{INDEX_ENDS}", text)}
    return sorted(found, key=lambda one: int(re.sub(r"\D", "", one)))


def _sums(text: str) -> Iterator[Habit]:
    """sum_i x_i, whose range stands behind the rows or nowhere."""
    for index in sorted({*re.findall(r"(?:\bsum|[Σ∑])_\{?([ijk])\b", text)}):
        found = re.search(
            rf"\b{index}\s*(?:=|in|∈)\s*\{{?\s*(\d+)\s*(?:\.\.+|:|,(?:\s*\d+\s*,)*\s*(?:\.\.+|…)\s*,)\s*(\d+)", text
        )
        lower, upper = found.groups() if found else ("1", "3")
        pattern, written = of_bare_sign(index, lower, upper)
        yield Habit(pattern, "the index of a sum follows 'for'", written)
        yield Habit(
            re.compile(rf"\s*,\s*{index}\s*=\s*\d+\s*(?:\.\.+|:|,[^<>=]*)\s*\d+\s*$"),
            "the range of a sum stands in it",
            "",
        )


def _bare_sums(text: str) -> Iterator[Habit]:
    """sum(c[i]*x[i]) over the entries of the list c, and rows with such an index."""
    sizes = {
        name: len(listed.split(","))
        for name, listed in re.findall(r"(?<![\w.])([A-Za-z]\w*)\s*=\s*\[([^\[\]]+)\]", text)
    }
    for name, index in sorted(
        {*re.findall(r"\bsum\((?=[^()]*\))(?![^()]*\bfor\b)[^()]*?([A-Za-z]\w*)\[([ijk])\]", text)}
    ):
        if name in sizes:
            told = f" for {index} in 1..{sizes[name]}"
            pattern = re.compile(rf"(\bsum\((?![^()]*\bfor\b)[^()]*\[{index}\][^()]*)\)")
            yield Habit(pattern, "the index of a sum follows 'for'", rf"\1{told})")


def _extremes(text: str) -> Iterator[Habit]:
    """max_i x_i where the rows hold x_1 and x_2."""
    for word, index, stem in re.findall(r"\b(max|min)_\{?([ijk])\}?\s+([A-Za-z]_?)\{?\2\}?(?!\w)", text):
        entries = _entries_of(stem, text)
        if len(entries) > 1:
            pattern = re.compile(rf"\b{word}_\{{?{index}\}}?\s+{stem}\{{?{index}\}}?")
            yield Habit(pattern, "the function takes the entries", f"{word}({', '.join(entries)})")
