"""What people write out of the habits of paper and of other tools, and the line that says the same in this language.

Looked at only after a fault, on the line of the fault: a text that reads is never touched. Each habit is a pattern,
what is wrong, and how the line reads instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from duality.errors import ProblemError
from duality.language.source import Source
from duality.language.sums_on_paper import SUMS
from duality.model.functions import FUNCTIONS

Written = str | Callable[[re.Match[str]], str]


class Habit(NamedTuple):
    """``written`` replaces every match in the line; ``message`` says what is wrong there."""

    pattern: re.Pattern[str]
    message: str
    written: Written


_NAMES = [name for name, notation in FUNCTIONS.items() if notation.most == 1 and not notation.word]
_ONE = rf"(?:{'|'.join([*_NAMES, 'ln'])})"
_INVERSE = {name[1:]: name for name in FUNCTIONS if name[0] == "a" and name[1:] in FUNCTIONS}
_SENSE = r"(min|max)(?:imi[sz]e)?"


def _power(match: re.Match[str]) -> str:
    """sin^2(x) is sin(x)^2, sin^-1(x) is asin(x)."""
    function, power, argument = match[1], match[2].strip("{}"), match[3]
    if power == "-1" and function in _INVERSE:
        return f"{_INVERSE[function]}({argument})"
    return f"{function}({argument})^{power if power.isdigit() else f'({power})'}"


def _matrix(match: re.Match[str]) -> str:
    """[1 2; 3 4] is [[1, 2], [3, 4]], [1; 2] and [1 2] are [1, 2]."""
    rows = [re.split(r"[\s,]+", row.strip()) for row in match[1].split(";")]
    listed = [", ".join(row) for row in rows]
    if len(rows) == 1 or all(len(row) == 1 for row in rows):
        return f"[{', '.join(listed)}]"
    return f"[{', '.join(f'[{row}]' for row in listed)}]"


def _entries(match: re.Match[str]) -> str:
    """||x - (1, -2)|| is ||x[1] - 1, x[2] - (-2)||."""
    name, sign, listed = match[1], match[2], [one.strip() for one in match[3].split(",")]
    signed = [f"({one})" if one.startswith("-") else one for one in listed]
    return f"||{', '.join(f'{name}[{k}] {sign} {one}' for k, one in enumerate(signed, 1))}||"


def _names(match: re.Match[str], kind: str = "") -> str:
    names = re.split(r"[\s,]+", match[1].strip().rstrip(";"))
    return "var " + ", ".join(f"{name}{kind}" for name in names)


def _pieces(condition: str, then: str, otherwise: str) -> str:
    return f"{{{then.strip()} if {condition.strip()}; {otherwise.strip()} otherwise}}"


_HABITS = (
    Habit(
        re.compile(rf"(?i)^\s*([^:\n]+?)\s*(?:->|→)\s*{_SENSE}\b\.?\s*(?:[,;:]|s\.t\.|u\.\s*d\.\s*N\.)?\s*(\S[^\n]*)?$"),
        "an objective begins with its sense",
        lambda match: f"{match[2].lower()} {match[1]}" + (f" s.t. {match[3]}" if match[3] else ""),
    ),
    Habit(re.compile(r"/\*(.*?)\*/"), "a comment begins with '#'", r"#\1"),
    Habit(re.compile(r"([<>])\s+="), "with a blank in it, this is no relation", r"\1="),
    Habit(
        re.compile(
            r"(?i)\b(?:(?!subject\s+to\b)sub[a-z]{0,6}\.?\s+too?\b|subject\s*:|st\.|u\.\s*d\.\s*N\.)\s*:?"
        ),
        "constraints follow 's.t.'",
        "s.t. ",
    ),
    Habit(re.compile(r"(?<=\w)\s+is\s+in\b"), "'is' is no word of the language", " in"),
    Habit(
        re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{3}){2,}(?![\w.])"),
        "a large number has no separators",
        lambda match: match[0].replace(".", ""),
    ),
    Habit(
        re.compile(r"(?i)^\s*min(?:i)?max\s+(.+?)(?=\s+s\.t\.|$)"),
        "the largest of several is a function",
        r"min max(\1)",
    ),
    Habit(
        re.compile(rf"(?i)^\s*s\.t\.\s*([^\n]+?)[\s;,]+{_SENSE}\s+(?!\()([^\n]+)$"),
        "the objective goes before the rows",
        lambda match: f"{match[2].lower()} {match[3]} s.t. {match[1]}",
    ),
    Habit(
        re.compile(rf"(?i)((?:^|;)\s*){_SENSE}\s+([A-Za-z]\w*)\s*:(?!=)"),
        "what the value is called stands before '='",
        lambda match: f"{match[1]}{match[2].lower()} {match[3]} =",
    ),
    Habit(
        re.compile(r"\|\|\s*([A-Za-z]\w*)\s*([-+])\s*[(\[]([^()\[\]|]+,[^()\[\]|]+)[)\]]\s*\|\|"),
        "without shapes a vector is written by its entries",
        _entries,
    ),
    Habit(
        re.compile(rf"\b({_ONE})\^(-?\d+|\{{-?\d+\}})\s*\(([^()]*)\)"),
        "a power stands behind the argument of a function",
        _power,
    ),
    Habit(
        re.compile(rf"([\w)\]])(?<!\bmin)(?<!\bmax)(?<!mize)(?<!mise)(?<!to)(?<!\bfor)\s+({_ONE})\s+(?!in\b|for\b)([A-Za-z_]\w*)\b"),
        "a product needs '*', and a function brackets",
        r"\1*\2(\3)",
    ),
    Habit(
        re.compile(r"\|([^|\n]+)\|\s*\|([^|\n]+)\|"),
        "a product of two bars needs '*'",
        r"|\1|*|\2|",
    ),
    Habit(
        re.compile(rf"(?i)^\s*{_SENSE}\s*\{{([^:{{}}\n]*[^:{{}}\s])\s*:(?!=)([^{{}}\n]*)\}}"),
        "the braces are not needed: constraints follow 's.t.'",
        lambda match: f"{match[1].lower()} {match[2].strip()} s.t. {match[3].strip()}",
    ),
    Habit(re.compile(r"(?i)^\s*inf(?:imum)?\b(?!\()"), "an infimum is looked for with 'min'", "min"),
    Habit(re.compile(r"(?i)^\s*sup(?:remum)?\b(?!\()"), "a supremum is looked for with 'max'", "max"),
    Habit(re.compile(rf"(?i)^\s*(?:objective|obj|goal)\s*:\s*(?={_SENSE}\b)"), "an objective has no heading", ""),
    Habit(re.compile(r"(?i)^\s*constraints?\s*:\s*(?=\S)"), "constraints follow 's.t.'", "s.t. "),
    Habit(
        re.compile(r"(?i)^\s*variables?\s*:?\s+([A-Za-z]\w*(?:[\s,]+[A-Za-z]\w*)*)\s*;?\s*$"),
        "variables are declared by 'var', with commas",
        _names,
    ),
    Habit(
        re.compile(r"(?i)^\s*let\s+([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*)\s+be\b.*$"),
        "variables are declared by 'var'",
        _names,
    ),
    Habit(
        re.compile(r"(?i)^\s*int(?:egers?)?\s+([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*)\s*;?\s*$"),
        "variables are declared by 'var'",
        lambda match: _names(match, " integer"),
    ),
    Habit(
        re.compile(r"(?i)^\s*bin(?:ary|aries)?\s+([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*)\s*;?\s*$"),
        "variables are declared by 'var'",
        lambda match: _names(match, " binary"),
    ),
    Habit(
        re.compile(r"(?<![\w\])])(?<!in )\[(?=[^\]]*(?:;|\d\s+-?[\d.]))\s*((?:-?[\d.]+[\s;,]+)+-?[\d.]+)\s*\]"),
        "an array is written with commas, a matrix as the list of its rows",
        _matrix,
    ),
    Habit(
        re.compile(r"(?i)^(\s*param\s+\w+\s*=\s*)\{([^{}=<>]*)\}"),
        "a list of data stands in square brackets",
        r"\1[\2]",
    ),
    *(Habit(pattern, "the index of a sum follows 'for'", written) for pattern, written in SUMS),
    Habit(
        re.compile(r"\bsum\(([A-Za-z]\w*)\[\d+(?:\.\.|:)\d+\]\)"),
        "an array is summed by its name, a part of it with 'for'",
        r"sum(\1)",
    ),
    Habit(
        re.compile(r"(?i)^(\s*(?:var)\s+[A-Za-z]\w*)\((\d+)\)"),
        "the size of a variable stands in square brackets",
        r"\1[\2]",
    ),
    Habit(
        re.compile(r"\bsum\(([A-Za-z]\w*)\s*\.\^\s*(\d+)\)"),
        "without shapes an array has no operations entry by entry",
        r"sum(u^\2 for u in \1)",
    ),
    Habit(
        re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)%(?!\s*[A-Za-z])"),
        "there is no percent sign",
        r"\1/100",
    ),
    Habit(
        re.compile(rf"(?i)^\s*{_SENSE}\s+over\s+(\w+)\s+(?:in|∈)\s*(\[[^\]\n]*\])\s*(?:of|:)?\s*(.+)$"),
        "where a variable lies is said under 's.t.'",
        lambda match: f"{match[1].lower()} {match[4].strip()} s.t. {match[2]} in {match[3]}",
    ),
    Habit(
        re.compile(rf"(?i)^\s*{_SENSE}\s+over\s+\w+(?:\s*,\s*\w+)*\s*(?:\bof\b|:)\s*"),
        "an objective does not list its variables",
        lambda match: f"{match[1].lower()} ",
    ),
    Habit(
        re.compile(r"\bif\s+(.+?)\s+then\s+(.+?)\s+else\s+(.+?)(?=\s*(?:\bs\.t\.|$))"),
        "a function in pieces stands in braces",
        lambda match: _pieces(match[1], match[2], match[3]),
    ),
    Habit(
        re.compile(rf"(?i)^\s*{_SENSE}\s+\(?([^?{{}}()]+?)\s*\?\s*([^?:]+?)\s*:\s*([^?:]+?)\)?(?=\s*(?:\bs\.t\.|$))"),
        "a function in pieces stands in braces",
        lambda match: f"{match[1].lower()} {_pieces(match[2], match[3], match[4])}",
    ),
    Habit(
        re.compile(rf"(?i)^\s*{_SENSE}\s+\(?([^{{}}\n]+?)\s+if\s+(.+?)\s+else\s+([^{{}}()\n]+?)\)?(?=\s*(?:\bs\.t\.|$))"),
        "a function in pieces stands in braces",
        lambda match: f"{match[1].lower()} {_pieces(match[3], match[2], match[4])}",
    ),
    Habit(
        re.compile(r"(?i)^\s*(?:find|solve)\s+(?:\w+(?:\s*,\s*\w+)*\s+(?:such\s+that|so\s+that|with|s\.t\.)\s+)?(?=[^\n]*=)"),
        "a point that satisfies rows minimizes 0",
        "min 0 s.t. ",
    ),
    Habit(
        re.compile(r"((?:\bs\.t\.|\bto|,|;|^)\s*)([A-Za-z]\w*)\([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*\)\s*=\s*(?=[^=<>,;]+(?:<=|>=|=|≤|≥))"),
        "a constraint is named with a colon",
        r"\1\2: ",
    ),
    Habit(
        re.compile(r"(?<![\w)\]])<\s*([A-Za-z]\w*)\s*,\s*([A-Za-z]\w*)\s*>"),
        "an inner product is a sum",
        r"sum(\1[i]*\2[i] for i in 1..3)",
    ),
)  # fmt: skip

_APPLIED = re.compile(r"(?<![\w.])([A-Za-z]\w?)\(")


def in_own_words(source: Source, fault: ProblemError) -> ProblemError | None:
    """The fault as a habit explains it, with the line to write; ``None`` where the line of the fault shows none."""
    if fault.line is None:
        return None
    lines = source.text.split("\n")
    line = lines[fault.line - 1].partition("#")[0]
    begin = sum(len(one) + 1 for one in lines[: fault.line - 1])
    products = _products(source.text) if fault.message.startswith("there is no function") else []
    for habit in (*_HABITS, *products):
        found = habit.pattern.search(line)
        written = " ".join(habit.pattern.sub(habit.written, line).split()) if found is not None else ""
        if found is not None and written != " ".join(line.split()):
            place = begin + found.start(), begin + max(found.end(), found.start() + 1)
            return source.syntax_error(habit.message, *place, f"write: {written}")
    return None


def _products(text: str) -> list[Habit]:
    """x(y + 1) where x stands as a name elsewhere."""
    names = {name for name in _APPLIED.findall(text) if re.search(rf"(?<![\w.]){name}(?![\w(\[])", text)}
    return [
        Habit(
            re.compile(rf"(?<![\w.]){name}\("), f"'{name}' is a name and no function: a product needs '*'", f"{name}*("
        )
        for name in sorted(names - {"e", "in", "if", "st", "ln"})
    ]
