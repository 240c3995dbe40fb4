"""AMPL: a model with its data in one text to a statement; sets are ranges of integers that begin at 1 or elsewhere."""

from __future__ import annotations

import re

from duality.language.foreign.ampl_data import data_value
from duality.language.foreign.ampl_expressions import AmplExpressions, Index
from duality.language.foreign.untranslatable import Untranslatable
from duality.language.foreign.writing import statement_text

_COMMENT = re.compile(r"/\*.*?\*/|#[^\n]*", re.DOTALL)
_IDLE = re.compile(r"(?:solve|display|option|end|model|reset|print|printf|exit|quit)\b", re.IGNORECASE)
_OBJECTIVE = re.compile(r"(minimize|maximize)\s+(\w+)\s*:(.*)", re.DOTALL | re.IGNORECASE)
_ROW = re.compile(
    r"(?:subject\s+to|subj\.?\s+to|s\.\s?t\.)?\s*([A-Za-z]\w*)\s*(\{[^{}]*\})?\s*:(?!=)(.*)", re.DOTALL | re.IGNORECASE
)
_DECLARED = re.compile(r"(set|param|var)\s+([A-Za-z]\w*)\s*(\{[^{}]*\})?(.*)", re.DOTALL | re.IGNORECASE)


def translate(text: str) -> str:
    """The statement; raises `Untranslatable`."""
    model = _Model()
    for statement in _COMMENT.sub(" ", text).split(";"):
        statement = statement.strip()
        if statement.lower() == "data":
            model.in_data = True
        elif statement and not _IDLE.match(statement):
            model.add(statement)
    return model.written()


class _Model:
    """What has been declared so far."""

    def __init__(self) -> None:
        self.in_data = False
        self.sets: dict[str, tuple[str, str]] = {}
        self.parameters: dict[str, str | None] = {}
        self.variables: list[str] = []
        self.objective = ""
        self.rows: list[str] = []

    def add(self, statement: str) -> None:
        declared, objective, row = (pattern.fullmatch(statement) for pattern in (_DECLARED, _OBJECTIVE, _ROW))
        if declared:
            kind, name, index, rest = declared.groups()
            self._declare(kind.lower(), name, index, rest.strip())
        elif objective:
            if self.objective:
                raise Untranslatable("it has two objectives")
            self.objective = f"{objective[1][:3].lower()} {self._expressions(objective[3]).whole()}"
        elif row:
            self._row(row[1], row[2], row[3])
        else:
            raise Untranslatable(f"'{statement[:60]}' is not understood")

    def _expressions(self, text: str) -> AmplExpressions:
        return AmplExpressions(text, self.sets)

    def _indices(self, index: str | None) -> tuple[Index, ...]:
        return self._expressions(index).index() if index else ()

    def _row(self, name: str, index: str | None, text: str) -> None:
        indices = self._indices(index)
        row = self._expressions(text).row()
        if not indices:
            self.rows.append(f"{name}: {row}")
            return
        label = f"{name}[{', '.join(one.name for one in indices)}]"
        self.rows.append(f"{label}: {row} for {', '.join(one.text for one in indices)}")

    def _declare(self, kind: str, name: str, index: str | None, rest: str) -> None:
        if kind == "set":
            self._set(name, rest.removeprefix(":=").strip())
        elif kind == "param":
            self._parameter(name, index, rest)
        else:
            ranges = ", ".join(f"{one.lower}..{one.upper}" for one in self._indices(index))
            bounds = self._expressions(rest).bounds()
            self.variables.append(f"var {name}{f'[{ranges}]' if ranges else ''}{bounds}")

    def _set(self, name: str, value: str) -> None:
        if not value:
            self.sets[name] = ("", "")
            return
        listed = value.strip("{} ").replace(",", " ").split()
        if value.count("..") == 1:
            lower, upper = value.strip("{} ").split("..")
            self.sets[name] = (self._expressions(lower).whole(), self._expressions(upper).whole())
        elif all(item.isdigit() for item in listed) and [int(i) for i in listed] == list(
            range(int(listed[0]), int(listed[0]) + len(listed))
        ):
            self.sets[name] = (listed[0], listed[-1])
        else:
            raise Untranslatable(f"the set {name} is no range of integers: number its members")

    def _parameter(self, name: str, index: str | None, rest: str) -> None:
        if self.in_data or (rest.startswith(":") and not rest.startswith(":=")):
            self.parameters[name] = data_value(name, rest)
            return
        _, given, value = rest.partition(":=")
        if not given and "=" in rest and not re.search(r"[<>]=?", rest):
            _, given, value = rest.partition("=")
        if given and index:
            self.parameters[name] = data_value(name, f":={value}")
        else:
            self.parameters[name] = self._expressions(value).whole() if given else self.parameters.get(name)

    def written(self) -> str:
        missing = next((name for name, value in self.parameters.items() if value is None), None)
        if missing is not None:
            raise Untranslatable(f"the text gives the parameter {missing} no value")
        if not self.objective:
            raise Untranslatable("there is no objective in it")
        lines = [f"param {name} = {value}" for name, value in self.parameters.items()]
        lines += [*self.variables, self.objective]
        return statement_text(lines, self.rows)
