"""What people write out of the habits of paper and of other tools, and the line that says the same in this language.

Looked at only after a fault, on the line of the fault: a text that reads is never touched. Where one habit hides
another, all are mended before the line is shown.
"""

from __future__ import annotations

import re

from duality.errors import ProblemError
from duality.language.build import build
from duality.language.habits.choices import CHOICES
from duality.language.habits.data import DATA
from duality.language.habits.formulas import FORMULAS
from duality.language.habits.letters import entries_alike, of_families, of_letters
from duality.language.habits.lexicon import LEXICON
from duality.language.habits.objectives import OBJECTIVES
from duality.language.habits.openness import open_rows_apart
from duality.language.habits.prose import PROSE
from duality.language.habits.rows import ROWS
from duality.language.signs import with_plain_indices
from duality.language.source import Source
from duality.language.statement_grammar import read_statements
from duality.named_tuples import NamedTuple

_HABITS = (*CHOICES, *OBJECTIVES, *DATA, *ROWS, *FORMULAS)
_UNDECLARED = re.compile(r"'([A-Za-z]\w*)\[[\d, ]+\]' is not a variable|'([A-Za-z]\w*)' has no index")
_AMONG_WORDS = re.compile(
    r"begins no statement|is no word of|an operator is missing|unexpected character|expected the end|stands outside"
)
"""Faults that words around a formula cause."""
_DASHES = re.compile(r"(?m)^[ \t]*-[ \t][^<>=≤≥\n]*[<>=≤≥]")
"""Rows behind a dash, which may be a bullet or a minus."""
_STEPS = 8
_LONGEST = 20_000
"""Characters of a text that is read again."""
_LONGEST_LINE = 1000
"""Characters of a line that a person wrote by hand: patterns take time by the square of a line."""


class _Mended(NamedTuple):
    """The text with one habit mended in one line, and the place where it stood."""

    text: str
    line: str
    message: str
    place: tuple[int, int]


def in_own_words(source: Source, fault: ProblemError, *, at_any_price: bool = True) -> ProblemError | None:
    """The fault as a habit explains it, with what to write; ``None`` where the line of the fault shows none.

    Where it is not ``at_any_price``, also where what is to be written does not read as a whole.
    """
    if fault.file != source.name:
        return None
    text = with_plain_indices(source.text)
    first = _mended(text, fault)
    if first is not None:
        written = _whole(text, first) or (first.line if at_any_price else "")
        told = f"write: {written}".replace(": \n", ":\n")
        return source.syntax_error(first.message, *first.place, told) if written else None
    whole = _whole(text, _next(text, fault))
    if whole is None or (whole == fault.instead and whole in fault.help):
        return None
    if fault.message.startswith("a strict"):
        fault.help = f"{fault.help}; as a whole: {whole}"
    elif fault.instead:
        told = fault.help.removesuffix(fault.instead).removesuffix(": ")
        fault.help = f"{told}{': ' if fault.help != told else '; as a whole: '}{whole}"
    else:
        fault.help = f"indexed variables are declared first:{whole}"
    return fault


def _whole(text: str, step: _Mended | None) -> str | None:
    """The line, or the lines, as they read with every habit mended; ``None`` where a fault stays."""
    if len(_DASHES.findall(text)) > 1:
        return None
    for _ in range(_STEPS):
        if step is None or len(step.text) > _LONGEST:
            return None
        step = step._replace(text=entries_alike(step.text))
        own = Source("what to write", step.text)
        try:
            build(own, read_statements(own), {}, None)
        except ProblemError as fault:
            step = _mended(step.text, fault) or _next(step.text, fault)
        else:
            return _changed(text, step.text)
    return None


def _changed(before: str, after: str) -> str:
    """The one line that differs, or all lines."""
    if before.count("\n") != after.count("\n"):
        return f"\n\n{after.strip()}"
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    lines = [new for old, new in pairs if " ".join(old.partition("#")[0].split()) != new]
    return lines[0] if len(lines) == 1 else f"\n\n{after.strip()}"


def _mended(text: str, fault: ProblemError) -> _Mended | None:
    if fault.line is None:
        return None
    lines = text.split("\n")
    line = lines[fault.line - 1].partition("#")[0]
    if len(line) > _LONGEST_LINE:
        return None
    begin = sum(len(one) + 1 for one in lines[: fault.line - 1])
    words = (*LEXICON, *PROSE) if _AMONG_WORDS.search(fault.message) else ()
    for habit in (*of_families(text, fault), *_HABITS, *of_letters(text, fault), *words):
        found = habit.pattern.search(line)
        written = " ".join(habit.pattern.sub(habit.written, line).split()) if found is not None else ""
        if found is not None and written != " ".join(line.split()):
            place = begin + found.start(), begin + max(found.end(), found.start() + 1)
            whole = "\n".join([*lines[: fault.line - 1], written, *lines[fault.line :]])
            return _Mended(whole, written, habit.message, place)
    return None


def _next(text: str, fault: ProblemError) -> _Mended | None:
    """The text as the fault itself says to write it."""
    lines = text.split("\n")
    if fault.line is not None and fault.message.startswith("a strict"):
        written = open_rows_apart(lines[fault.line - 1])
        whole = "\n".join([*lines[: fault.line - 1], *filter(None, [written]), *lines[fault.line :]])
        return _Mended(whole, written, fault.message, (0, 1)) if written else None
    if not fault.instead or fault.line is None:
        return _declared(text, fault)
    whole = "\n".join([*lines[: fault.line - 1], fault.instead, *lines[fault.line :]])
    return _Mended(whole, fault.instead, fault.message, (0, 1))


def _declared(text: str, fault: ProblemError) -> _Mended | None:
    """The text with the declaration of an indexed variable whose entries it uses, over all numbers that index it."""
    unknown = _UNDECLARED.match(fault.message)
    stem = (unknown[1] or unknown[2]) if unknown is not None else ""
    whole = unknown is not None and unknown[2] and re.search(rf"\b(?:norm\w*|sum)\({stem}\)", text)
    data = {*re.findall(r"\bparam\s+([A-Za-z]\w*)\s*=", text)}
    if len({*re.findall(r"(?<![\w.])([A-Za-z]\w*)\[", text)} - data) > 1:
        return None
    if not whole and not fault.help.endswith(f"indexed variables are declared first: var {stem}[1..3]"):
        return None
    entries = re.findall(rf"(?<![\w.]){stem}\[(\w+)\]", text)
    ends = [int(one) for one in entries if one.isdigit()]
    for name in {one for one in entries if not one.isdigit()}:
        ends += [int(end) for pair in re.findall(rf"\b{name}\s+in\s+(\d+)\.\.(\d+)", text) for end in pair]
    if not ends:
        return None
    declaration = f"var {stem}[{min(ends)}..{max(ends)}]"
    return _Mended(f"{declaration}\n{text}", declaration, "an indexed variable is declared first", (0, 1))
