"""JuMP to a statement: @variable, @objective and @constraint, one a line."""

from __future__ import annotations

import re

from duality.language.commas import at_commas
from duality.language.foreign.untranslatable import Untranslatable
from duality.language.foreign.writing import statement_text
from duality.language.habits.data import in_lists

_MACRO = re.compile(r"@(\w+)[ \t]*\(")
_SKIPPED = re.compile(
    r"\s*(?:using\b.*|import\b.*|\w+\s*=\s*(?:direct_)?[mM]odel\(.*\)|set_(?:silent|optimizer\w*|attribute|time_limit_sec|start_value|name|string_names_on_creation)\(.*\)|optimize!.*|(?:println|print|value|objective_value|@show)\b.*|end)?\s*"
)
_BLOCK = re.compile(r"@(variable|constraint)s\s*\(?\s*\w+\s*,?\s*begin\b(.*?)\bend\b[ \t]*\)?", re.DOTALL)
_DATA = re.compile(r"\s*([A-Za-z]\w*)\s*=\s*(-?[\d.]+|\[[-\d.,;\s]*\])\s*;?\s*")
_RANGE = re.compile(r"\b(\w+)[ \t]*(?:=|in|∈)[ \t]*([\w.]+)[ \t]*:[ \t]*(\w+)")
_START = re.compile(r"(?:start|base_name)\s*=")
_KINDS = {"Bin": "binary", "Int": "integer"}


def translate(text: str) -> str:
    """The statement; raises `Untranslatable`."""
    text = re.sub(r"\[[^\[\]]*\]", lambda match: re.sub(r"\s*\n\s*", "; ", match[0]), text)
    variables, rows, objective = [], [], ""
    for line in _BLOCK.sub(_one_by_one, text).split("\n"):
        line = line.partition("#")[0]
        if data := _DATA.fullmatch(line):
            variables.append(in_lists(f"param {data[1]} = {data[2]}"))
            continue
        for piece in line.split(";"):
            macro = _MACRO.search(piece)
            if macro is None:
                if not _SKIPPED.fullmatch(piece):
                    raise Untranslatable(f"the line '{piece.strip()[:60]}'")
                continue
            inside = piece[macro.end() : piece.rindex(")")] if ")" in piece else piece[macro.end() :]
            parts = [part.strip() for part in at_commas(inside)][1:]
            match macro[1], parts:
                case "variable", [declared, *kinds]:
                    variables.append(_declaration(declared, [kind for kind in kinds if not _START.match(kind)]))
                case "objective" | "NLobjective", [sense, formula]:
                    objective = f"{sense.strip().lower()} {_formula(formula)}"
                case "constraint" | "NLconstraint", [row]:
                    rows.append(_formula(row))
                case "constraint" | "NLconstraint", [name, row]:
                    rows.append(_family(name, row))
                case _:
                    raise Untranslatable(f"@{macro[1]}")
    if not objective:
        raise Untranslatable("there is no objective in it")
    return statement_text([*variables, objective], rows)


def _one_by_one(match: re.Match[str]) -> str:
    """@variables m begin ... end as a macro a line."""
    return "\n".join(f"@{match[1]}(m, {line.strip()})" for line in match[2].split("\n") if line.strip())


def _declaration(declared: str, kinds: list[str]) -> str:
    """x[1:3] >= 0, Int is var x[1..3] integer >= 0."""
    found = re.fullmatch(r"(?:([-\w.]+)\s*<=\s*)?([A-Za-z]\w*(?:\[[^\]]*\])?)\s*((?:[<>]=|==)\s*[-\w.]+)?", declared)
    if found is None or any(kind not in _KINDS for kind in kinds):
        raise Untranslatable(f"the variable '{declared}'")
    lower, name, bound = found.groups()
    name = re.sub(r"\w+[ \t]*(?:=|in)[ \t]*(?=\w+:)", "", name).replace(":", "..")
    bounds = [f">= {lower}"] * (lower is not None) + [(bound or "").replace("==", "=")] * bool(bound)
    return f"var {name} {' '.join(_KINDS[kind] for kind in kinds)} {', '.join(bounds)}".rstrip().replace("  ", " ")


def _family(name: str, row: str) -> str:
    """c[i = 1:3], row is c[i]: row for i in 1..3."""
    ranges = _RANGE.findall(name)
    if "[" in name and not ranges:
        raise Untranslatable(f"the constraint '{name}'")
    stem = name.partition("[")[0]
    if not ranges:
        return f"{stem}: {_formula(row)}"
    loops = ", ".join(f"{index} in {first}..{last}" for index, first, last in ranges)
    return f"{stem or 'row'}[{', '.join(index for index, _, _ in ranges)}]: {_formula(row)} for {loops}"


def _formula(text: str) -> str:
    return _RANGE.sub(r"\1 in \2..\3", text.strip()).replace("==", "=")
