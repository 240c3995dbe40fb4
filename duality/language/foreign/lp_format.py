"""LP format to a statement: Minimize, Subject To, Bounds, Binaries, End. A variable is >= 0 unless it has a bound.

LINDO says what numbers are behind END, a name a line: INT is binary there, GIN integer.
"""

from __future__ import annotations

import re

from duality.language.foreign.untranslatable import Untranslatable
from duality.language.foreign.writing import statement_text

_SECTION = re.compile(
    r"(?im)^[ \t]*(min(?:imi[sz]e)?|max(?:imi[sz]e)?|subject[ \t]+to|such[ \t]+that|s\.t\.|st|bounds?|generals?|gen"
    r"|integers?|binar(?:y|ies)|bin|end)[ \t]*:?[ \t]*$"
    r"|^[ \t]*(min(?:imi[sz]e)?|max(?:imi[sz]e)?|subject[ \t]+to|st|int|gin|free)\b"
)
_NAME = r"[A-Za-z][A-Za-z0-9_]*"
_NUMBER = r"(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_TERM = re.compile(rf"\s*([-+]?)\s*({_NUMBER})?\s*({_NAME})?")
_LABEL = re.compile(rf"\s*(?:({_NAME})\s*:|(\d+)\s*\))")
_RELATION = re.compile(r"(<=|>=|=<|=>|=|<|>)")
_BOUND = re.compile(
    rf"\s*(?:([-+]?(?:{_NUMBER}|inf(?:inity)?))\s*(?:<=|=<|<)\s*)?({_NAME})\s*"
    rf"(?:(<=|>=|=<|=>|=|<|>)\s*([-+]?\s*(?:{_NUMBER}|inf(?:inity)?))|(free))?\s*",
    re.IGNORECASE,
)


def translate(text: str) -> str:
    """The statement; raises `Untranslatable`."""
    model = _Model()
    sections = list(_SECTION.finditer(re.sub(r"\\[^\n]*", "", text)))
    text = re.sub(r"\\[^\n]*", "", text)
    if not sections or text[: sections[0].start()].strip():
        raise Untranslatable("it does not begin with Minimize or Maximize")
    for place, section in enumerate(sections):
        end = sections[place + 1].start() if place + 1 < len(sections) else len(text)
        model.add((section[1] or section[2]).lower(), text[section.end() : end])
    return model.written()


class _Model:
    """The sections read so far."""

    def __init__(self) -> None:
        self.objective = ""
        self.ended = False
        self.rows: list[str] = []
        self.names: dict[str, None] = {}
        self.bounds: dict[str, list[str]] = {}
        self.binary: list[str] = []
        self.integer: list[str] = []

    def add(self, section: str, body: str) -> None:
        match section[:3]:
            case "min" | "max":
                label = _LABEL.match(body)
                self.objective = f"{section[:3]} {self._linear(body[label.end() if label else 0 :])}"
            case "sub" | "suc" | "s.t" | "st":
                self._rows(body)
            case "bou":
                for line in filter(str.strip, body.split("\n")):
                    self._bound(line)
            case "bin":
                self.binary += body.split()
            case "int" if section == "int" and self.ended:
                self.binary += body.split()
            case "fre":
                self.bounds |= {name: [] for name in body.split()}
            case "end":
                self.ended = True
                if body.strip():
                    raise Untranslatable("text behind End")
            case _:
                self.integer += body.split()

    def _rows(self, body: str) -> None:
        """A row ends with the number behind its relation."""
        lines: list[str] = []
        for line in filter(str.strip, body.split("\n")):
            if lines and not _RELATION.search(lines[-1]):
                lines[-1] += f" {line}"
            else:
                lines.append(line)
        for line in lines:
            label = _LABEL.match(line)
            parts = _RELATION.split(line[label.end() if label else 0 :])
            if len(parts) != 3:
                raise Untranslatable(f"the row '{line.strip()[:50]}'")
            relation = {"<": "<=", ">": ">=", "=<": "<=", "=>": ">="}.get(parts[1], parts[1])
            name = f"{label[1] or f'r{label[2]}'}: " if label else ""
            self.rows.append(f"{name}{self._linear(parts[0])} {relation} {self._linear(parts[2])}")

    def _linear(self, text: str) -> str:
        """3 x - y + 2 as 3*x - y + 2."""
        position, found, text = 0, "", text.strip()
        while position < len(text):
            match = _TERM.match(text, position)
            if match is None or match.end() == position or not (match[2] or match[3]) or (found and not match[1]):
                raise Untranslatable(f"'{text[position:].strip()[:40]}' is not linear, or a sign is missing")
            sign, number, name = match.groups()
            if name:
                self.names[name] = None
            term = f"{number}*{name}" if number and name else number or name
            found += f" {sign} {term}" if found else f"{'-' if sign == '-' else ''}{term}"
            position = match.end()
        return found or "0"

    def _bound(self, line: str) -> None:
        match = _BOUND.fullmatch(line)
        if match is None:
            raise Untranslatable(f"the bound '{line.strip()[:50]}'")
        lower, name, relation, end, free = match.groups()
        self.names[name] = None
        rows = self.bounds.setdefault(name, [">= 0"])
        end = (end or "").replace(" ", "")
        if free or (relation in (">=", "=>", ">") and end.lower().startswith("-inf")):
            self._lower(rows, "-inf")
            return
        if lower is not None:
            self._lower(rows, lower)
        if relation in ("<=", "=<", "<") and "inf" not in end.lower():
            if end.startswith("-") and ">= 0" in rows:
                raise Untranslatable(
                    f"the upper bound {end} of {name}, whose lower bound is 0 to some and -inf to others"
                )
            rows.append(f"<= {end}")
        elif relation in (">=", "=>", ">"):
            self._lower(rows, end)
        elif relation == "=":
            rows[:] = [f"= {end}"]

    def _lower(self, rows: list[str], end: str) -> None:
        if ">= 0" in rows:
            rows.remove(">= 0")
        if not end.lower().startswith("-inf"):
            rows.append(f">= {end}")

    def written(self) -> str:
        if not self.objective:
            raise Untranslatable("there is no objective in it")
        lines = [f"var {', '.join(self.names)}"]
        for name in self.names:
            if name in self.binary:
                lines.append(f"domain {name} in {{0, 1}}")
            else:
                lines += [f"domain {name} {row}" for row in self.bounds.get(name, [">= 0"])]
                lines += [f"domain {name} integer"] * (name in self.integer)
        lines.append(self.objective)
        return statement_text(lines, self.rows)
