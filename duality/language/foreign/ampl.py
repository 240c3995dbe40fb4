"""AMPL: a model with its data in one text to a statement; the members of a set that is no range are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duality.language.foreign.ampl_data import Members, columns_of, data_value
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

_PAIRS = re.compile(r"(?:\s*[\w'\"]+[\s,]+-?[\d.]+[\s,]*){2,}")
_TABLE = re.compile(r"param\s*:\s*(?:(\w+)\s*:\s*)?([\w\s]+):=(.*)", re.DOTALL | re.IGNORECASE)


def translate(text: str) -> str:
    """The statement; raises `Untranslatable`."""
    model = _Model()
    statements = [statement.strip() for statement in _COMMENT.sub(" ", text).split(";")]
    for name, listed in _sets(statements):
        model.give(name, listed)
    for statement in statements:
        if statement.lower() == "data":
            model.in_data = True
        elif statement and not _IDLE.match(statement):
            model.add(statement)
    return model.written()


def _sets(statements: list[str]) -> Iterator[tuple[str, str]]:
    """The sets with their members, which may be given behind what uses them."""
    for statement in statements:
        declared = _DECLARED.fullmatch(statement)
        table = _TABLE.fullmatch(statement)
        if declared and declared[1].lower() == "set" and ":=" in declared[4]:
            yield declared[2], declared[4].partition(":=")[2].strip()
        elif table and table[1]:
            yield table[1], " ".join(columns_of(table[2].split(), table[3])[0])


class _Model:
    """What has been declared so far."""

    def __init__(self) -> None:
        self.in_data = False
        self.sets: dict[str, tuple[str, str]] = {}
        self.members: Members = {}
        self.indexed: set[str] = set()
        self.parameters: dict[str, str | None] = {}
        self.variables: list[str] = []
        self.objective = ""
        self.rows: list[str] = []

    def add(self, statement: str) -> None:
        patterns = (_TABLE, _DECLARED, _OBJECTIVE, _ROW)
        table, declared, objective, row = (pattern.fullmatch(statement) for pattern in patterns)
        if table:
            keys, columns = columns_of(table[2].split(), table[3])
            for name, cells in columns.items():
                pairs = " ".join(f"{key} {cell}" for key, cell in zip(keys, cells, strict=True))
                self.parameters[name] = data_value(name, f":= {pairs}", self.members)
        elif declared:
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
        return AmplExpressions(text, self.sets, self.members)

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
            self.sets.setdefault(name, ("", ""))
        elif kind == "param":
            self._parameter(name, index, rest)
        else:
            loops = self._indices(index)
            ranges = ", ".join(f"{one.lower}..{one.upper}" for one in loops)
            bounds = self._expressions(rest).bounds()
            entry = f"{name}[{', '.join(one.name for one in loops)}]"
            plain = " ".join(bound for bound in bounds if "[" not in bound)
            self.variables.append(f"var {name}{f'[{ranges}]' if ranges else ''} {plain}".rstrip())
            by_entry = [bound for bound in bounds if "[" in bound]
            self.variables += [
                f"domain {entry} {bound} for {', '.join(one.text for one in loops)}" for bound in by_entry
            ]

    def give(self, name: str, value: str) -> None:
        """The members of a set: a range of integers, or names, which are numbered."""
        listed = value.strip("{} ").replace(",", " ").split()
        if value.count("..") == 1:
            lower, upper = value.strip("{} ").split("..")
            self.sets[name] = (self._expressions(lower).whole(), self._expressions(upper).whole())
        elif (
            listed
            and all(item.isdigit() for item in listed)
            and [int(i) for i in listed] == list(range(int(listed[0]), int(listed[0]) + len(listed)))
        ):
            self.sets[name] = (listed[0], listed[-1])
        else:
            self.members[name] = [item.strip("'\"") for item in listed]
            self.sets[name] = ("1", str(len(listed)))

    def _parameter(self, name: str, index: str | None, rest: str) -> None:
        if self.in_data or (rest.startswith(":") and not rest.startswith(":=")):
            self.parameters[name] = data_value(name, rest, self.members)
            return
        _, given, value = rest.partition(":=")
        if not given and "=" in rest and not re.search(r"[<>]=?", rest):
            _, given, value = rest.partition("=")
        self.indexed |= {name} if index else set()
        if given and (name in self.indexed or _PAIRS.fullmatch(value)):
            self.parameters[name] = data_value(name, f":={value}", self.members)
        else:
            self.parameters[name] = self._expressions(value).whole() if given else self.parameters.get(name)

    def written(self) -> str:
        missing = next((name for name, value in self.parameters.items() if value is None), None)
        if missing is not None:
            raise Untranslatable(f"the text gives the parameter {missing} no value")
        if not self.objective:
            raise Untranslatable("there is no objective in it")
        lines = [
            f"# {name}: {', '.join(f'{k} {one}' for k, one in enumerate(listed, 1))}"
            for name, listed in self.members.items()
        ]
        lines += [f"param {name} = {value}" for name, value in self.parameters.items()]
        lines += [*self.variables, self.objective]
        return statement_text(lines, self.rows)
