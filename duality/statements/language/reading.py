"""A text -> a statement: declarations first, then the objective, the rows and the domain."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from duality.errors import ProblemError
from duality.language.source import Source
from duality.model.problem import Expectation, Sense
from duality.records import replace
from duality.statements import language
from duality.statements.language.assumptions import assumption
from duality.statements.language.cursor import Cursor, Names
from duality.statements.language.declarations import Declared, parameters, variables
from duality.statements.language.expecting import expectations
from duality.statements.language.rows import Rows, domain_row, is_constraint, objective, row, rows_at_commas
from duality.statements.language.tokens import Token, lines
from duality.statements.nodes import Node
from duality.statements.sizes import SCALAR
from duality.statements.statement import Statement


def parse(
    text: str, source: str = "<string>", folder: Path | None = None, settings: Mapping[str, str] | None = None
) -> Statement:
    """The statement; ``settings`` are numbers for its letters, and override those of the text.

    Raises `ProblemError` with a place in the text, a caret and a mend.
    """
    found = _Reading(Source(source, text), folder).statement()
    return found if not settings else with_settings(found, settings)


def with_settings(statement: Statement, settings: Mapping[str, str]) -> Statement:
    """Numbers in the place of letters, as ``--set lam=1/10`` gives them."""
    known = {d.name for d in statement.parameters if d.shape == SCALAR} | set(statement.sizes)
    data = dict(statement.data)
    for name, value in settings.items():
        if name not in known:
            told = ", ".join(sorted(known)) or "none"
            raise ProblemError(f"the statement has no number '{name}' to set", help=f"its numbers are {told}")
        try:
            number = Fraction(value)
        except (ValueError, ZeroDivisionError):
            raise ProblemError(f"{name} = {value} is no number", help="write 5, 0.1 or 1/10") from None
        data[name] = int(number) if number.denominator == 1 else number
    return replace(statement, data=tuple(data.items()))


_IN_WORDS = re.compile(r"(?i)^([ \t]*)(param(?=s|eter)|var(?=s|iable))(?:s|eters?|iables?)\b")


class _Reading:
    """One pass over the declarations, one over the rest."""

    def __init__(self, source: Source, folder: Path | None) -> None:
        self.source = source
        self.folder = folder
        self.names = Names()
        self.declared = Declared(folder)
        self.rows = Rows()
        self.title = ""
        self.notes: list[str] = []
        self.objective: tuple[Sense, Node] | None = None
        self.bindings: list[tuple[str, object]] = []
        self.expectations: list[Expectation] = []

    def statement(self) -> Statement:
        found = lines(self.source)
        later = [line for line in found if not self._declares(line)]
        self.names.undeclared_allowed = not any(line[0].kind == "var" for line in found)
        self.rows.known(self.names)
        for line in sorted(later, key=_objective_first):
            self._read(line)
        if self.objective is None:
            end = len(self.source.text)
            raise self.source.syntax_error(
                "the statement has no objective", max(0, end - 1), end, "write min E or max E"
            )
        sense, node = self.objective
        return Statement(
            sense,
            node,
            tuple(self.rows.rows),
            (*self.declared.domain, *self.rows.domain),
            self.names.parameters(),
            self.names.variables(),
            tuple(self.names.sizes),
            (*self.declared.assumptions, *self.rows.assumptions),
            self.title,
            tuple(self.notes),
            (*self.declared.data, *self.bindings),
            tuple(self.expectations),
        )

    def _declares(self, line: list[Token]) -> bool:
        """Reads a declaration or words; ``False`` for a line that waits for them."""
        cursor = Cursor(self.source, line, self.names)
        match line[0].kind:
            case "title" | "note":
                words = line[0].text[len(line[0].kind) :].strip()
                if line[0].kind == "title":
                    self.title = words
                else:
                    self.notes.append(words)
                return True
            case "param":
                parameters(cursor, self.declared)
                return True
            case "var":
                variables(cursor, self.declared)
                return True
            case "expect":
                self.expectations += expectations(self.source, line)
                return True
            case "name" if len(line) > 1 and line[1].kind == "name" and _IN_WORDS.match(line[0].text):
                raise self._in_words(line)
        return False

    def _in_words(self, line: list[Token]) -> ProblemError:
        """The fault of "parameters" and "variables", with all such lines as they are to be written."""
        text = self.source.text
        written = [_IN_WORDS.sub(lambda match: match[1] + match[2].lower(), row) for row in text.split("\n")]
        changed = [new for old, new in zip(text.split("\n"), written, strict=True) if old != new]
        shown = f" {changed[0]}" if len(changed) == 1 else "\n\n" + "\n".join(written).strip()
        keyword = line[0].text[:3].lower().replace("par", "param")
        what = "data are given" if keyword == "param" else "variables are declared"
        return self.source.syntax_error(f"{what} by '{keyword}'", line[0].start, line[0].end, f"write:{shown}")

    def _read(self, line: list[Token]) -> None:
        cursor = Cursor(self.source, line, self.names)
        kind = line[0].kind
        if kind in ("min", "max") and not is_constraint(line):
            if self.objective is not None:
                raise self.source.syntax_error("a statement has one objective", line[0].start, line[0].end)
            self.objective = (Sense.MIN if kind == "min" else Sense.MAX, objective(cursor))
        elif kind == "domain":
            self.rows.domain += domain_row(cursor)
        elif kind == "assume":
            cursor.take()
            found = assumption(cursor)
            self.rows.assumptions += [found] if found is not None else []
        elif kind == "bind":
            self._bind(cursor)
        else:
            for part in rows_at_commas(line):
                row(Cursor(self.source, part, self.names), self.rows)

    def _bind(self, cursor: Cursor) -> None:
        cursor.take()
        self.bindings += language.binding.bindings(cursor, self.folder)


def _objective_first(line: list[Token]) -> int:
    """Assumptions first, which complete declarations; the objective and the domain before the rows.

    The objective and the domain name what is not declared.
    """
    kind = line[0].kind
    if kind == "assume":
        return 0
    return 1 if kind in ("min", "max") and not is_constraint(line) else 2 if kind == "domain" else 3
