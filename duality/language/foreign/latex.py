r"""LaTeX: ``\min_{x} \frac{1}{2} x^2 \quad \text{s.t.} \quad x \geq 1`` to a statement of the language.

Letters side by side are factors, ``xy`` is x*y; a letter with an index of a sum or of a list of rows is an entry of an
indexed variable. Sizes and values that the text leaves open stand as examples, with a remark; vectors and matrices
without indices are refused.
"""

from __future__ import annotations

import re

from duality.language.commas import at_commas
from duality.language.foreign.latex_names import Letters
from duality.language.foreign.latex_rows import Rows
from duality.language.foreign.latex_tokens import cleaned
from duality.language.foreign.untranslatable import Untranslatable
from duality.language.foreign.writing import statement_text

_SENSE = re.compile(
    r"\\(min|max)imize\b|\\(min|max)(?![a-zA-Z])|(?<![a-zA-Z\\])(min|max)(?:imi[sz]e)?(?![a-zA-Z])", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"(?<![a-zA-Z\\])(?:s\.\s?t\.?|subject\s+to|such\s+that)(?![a-zA-Z])\s*:?|(?<![a-zA-Z])u\.\s?d\.\s?N\.|(?<![a-zA-Z])s\.\s?c\.|\\(?:st|subjectto)(?![a-zA-Z])",
    re.IGNORECASE,
)
_CALLED = re.compile(r"^\s*[a-zA-Z]\s*(?:\([\w,\\{} ]*\))?\s*=(?!=)\s*")
r"""f(x) = ... and z = ... behind \min: what the value is called."""
_STRICT = re.compile(r"[<>](?!=)")


def translate(text: str) -> str:
    """The statement; raises `Untranslatable`."""
    text = cleaned(text)
    sense = _SENSE.search(text)
    if sense is None:
        raise Untranslatable("there is no \\min and no \\max in it")
    if text[: sense.start()].strip(" ,:.\n="):
        raise Untranslatable(f"'{text[: sense.start()].strip()[:40]}' stands before the objective")
    subject = _SUBJECT.search(text, sense.end())
    objective = text[sense.end() : subject.start() if subject else len(text)]
    objective, listed, below = _without_variables(objective)
    objective, *behind = [objective] if subject else at_commas(objective)
    objective = _CALLED.sub("", objective)
    stated = text[subject.end() :] if subject else ", ".join(behind)
    stated = f"{below}\n{stated}" if below else stated
    rows = Rows()
    shown = rows.objective(objective)
    constraints = rows.constraints(stated) if stated.strip(" \n.,;") else []
    constraints = [_of_entries(row, listed, " ".join([shown, *constraints])) for row in constraints]
    letters = Letters(rows.resolved, listed, rows.assumed)
    verb = next(group for group in sense.groups() if group).lower()
    open_sizes = [f"# the text does not give {name}: it is {size} here" for name, size in rows.assumed.items()]
    stated = [letters.named(row) for row in constraints]
    lines = [*open_sizes, *letters.declarations(), *(f"domain {row}" for row in stated if _STRICT.search(row))]
    return statement_text(
        [*lines, f"{verb} {letters.named(shown)}"], [row for row in stated if not _STRICT.search(row)]
    )


def _of_entries(row: str, listed: frozenset[str], text: str) -> str:
    r"""x >= 0 from below ``\min``, where the text has x_1 and x_2, is said of them; names are \0x|1\0 here."""
    for letter in listed:
        bare, entries = f"\0{letter}|\0", sorted(set(re.findall(rf"\0{letter}\|\d+\0", text)))
        if entries and text.count(bare) == 1 and re.match(rf"{re.escape(bare)}\s*(?:[<>=]|in\b)", row):
            row = row.replace(bare, ", ".join(entries))
    return row


_LISTED = re.compile(r"_\s*(?:\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}|\\?([a-zA-Z]))")
_REALS = re.compile(r"\s*\\mathbb\s*\{?R\}?\s*(?:\^\s*\{?\s*[\w, ]+\s*\}?)?\s*")


def _without_variables(objective: str) -> tuple[str, frozenset[str], str]:
    r"""The objective behind ``\min_{x, y \in \mathbb{R}}``, the letters that are listed, the row that stands there."""
    objective = objective.lstrip()
    if not objective.startswith("_"):
        return objective, frozenset(), ""
    match = _LISTED.match(objective)
    if match is None:
        raise Untranslatable("the index of \\min is not understood")
    below = match[1] or match[2] or ""
    names, member, values = below.partition("\\in")
    is_row = re.search(r"[<>=]|\\(?:leqslant|geqslant|[lg]eq?)(?![a-zA-Z])", below)
    if is_row or (member and not _REALS.fullmatch(values)):
        found = [re.match(r"\s*\\?([a-zA-Z]+)", part) for part in at_commas(below)]
        return objective[match.end() :], frozenset(one[1] for one in found if one), below
    letters = re.findall(r"\\?([a-zA-Z]+)\s*(?:_\s*(?:\{[^{}]*\}|\w))?", names)
    if not letters or re.search(r"[<>=]|\\(?:leqslant|geqslant|[lg]eq?|neq?|ll|gg|subset|colon)(?![a-zA-Z])", names):
        raise Untranslatable("the index of \\min is not understood")
    return objective[match.end() :], frozenset(letters), ""
