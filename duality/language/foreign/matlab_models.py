"""MATLAB that builds a model, with YALMIP or optimproblem: variables, an objective and rows by their names."""

from __future__ import annotations

import ast
import re

from duality.language.foreign.arrays import Array
from duality.language.foreign.matlab import as_python
from duality.language.foreign.python_trees import called, tree_of, unknown
from duality.language.foreign.python_values import Objective, Values
from duality.language.foreign.untranslatable import Untranslatable
from duality.language.vocabulary import reserved
from duality.records import field, record

BUILDS = re.compile(r"\b(?:sdpvar|intvar|binvar|optimvar)\b")
"""A word that declares variables."""

_DECLARED = re.compile(rf"\b(\w+)\s*=\s*{BUILDS.pattern}")

_COMMAND = re.compile(r"(?m)^\s*(sdpvar|intvar|binvar)\s+(\w+(?:\s+\w+)*)\s*;?\s*$")
_KINDS = {"sdpvar": "", "intvar": "integer", "binvar": "in {0, 1}"}
_SOLVERS = frozenset({"optimize", "solvesdp"})
_IDLE = frozenset(
    {"sdpsettings", "optimoptions", "value", "solve", "show", "disp", "evaluate", "clear", "clc", "yalmip"}
)


def translate(text: str) -> str:
    """The statement; raises `Untranslatable`."""
    model = _Model()
    plain = _COMMAND.sub(lambda match: "\n".join(f"{name} = {match[1]}(1)" for name in match[2].split()), text)
    for statement in tree_of(as_python(plain, _DECLARED.findall(plain))).body:
        model.take(statement)
    if model.objective is None:
        raise Untranslatable("there is no objective in it")
    return model.written(Objective(model.sense, model.objective), model.rows)


@record(frozen=False, slots=False)
class _Model(Values):
    """What has been declared so far."""

    sense: str = "min"
    objective: str | None = None
    rows: list[str] = field(default_factory=list)

    def take(self, statement: ast.stmt) -> None:
        """Takes one statement."""
        match statement:
            case ast.Assign(targets=[ast.Name(name)], value=ast.Call() as call) if called(call) in _KINDS:
                kind = _KINDS[called(call)]
                variable = self.declare(name, self._sizes(call.args))
                self.domain += [f"{entry} {kind}" for entry in variable.entries if kind]
            case ast.Assign(targets=[ast.Name(name)], value=ast.Call() as call) if called(call) == "optimvar":
                self._variable(name, call)
            case ast.Assign(value=ast.Call() as call) | ast.Expr(ast.Call() as call) if called(call) in _SOLVERS:
                self._solve(call)
            case ast.Assign(value=ast.Call() as call) if called(call) == "optimproblem":
                self._problem(_pairs(call.args))
            case ast.Assign(targets=[ast.Attribute(_, "Objective")], value=value):
                self.objective = self.array(value).single()
            case ast.Assign(targets=[ast.Attribute(_, "ObjectiveSense")], value=value):
                self._problem({"ObjectiveSense": value})
            case ast.Assign(targets=[ast.Attribute(ast.Attribute(_, "Constraints"), name)], value=value):
                self._row(name, value)
            case ast.Assign(targets=[ast.Name(name)], value=value) if not self.declared(name) and not _idle(value):
                self.names[name] = self.evaluate(value)
            case ast.Assign(value=value) | ast.Expr(value) if _idle(value):
                pass
            case _:
                raise Untranslatable(f"'{ast.unparse(statement)[:60]}' is not understood")

    def _sizes(self, sizes: list[ast.expr]) -> tuple[int, ...]:
        """(2, 1) is a vector, (1, 1) a number."""
        shape = tuple(size for size in map(self.integer, sizes) if size != 1)
        return shape if len(sizes) < 3 else ()

    def _variable(self, name: str, call: ast.Call) -> None:
        """optimvar('x', 2, 'LowerBound', 0, 'Type', 'integer')."""
        words = call.args[1:]
        first = next((k for k, one in enumerate(words) if _word(one)), len(words))
        variable = self.declare(name, self._sizes(words[:first]))
        for word, value in _pairs(words[first:]).items():
            match word, value:
                case "LowerBound" | "UpperBound", _:
                    relation = ">=" if word == "LowerBound" else "<="
                    self.domain += variable.compared(relation, self.array(value))
                case "Type", ast.Constant("integer"):
                    self.domain += [f"{entry} integer" for entry in variable.entries]
                case _:
                    raise Untranslatable(f"'{word}' of a variable")

    def _solve(self, call: ast.Call) -> None:
        """optimize(rows, objective)."""
        rows = self.evaluate(call.args[0]) if call.args else []
        if not isinstance(rows, list) and not (isinstance(rows, Array) and not rows.entries):
            raise unknown(call)
        self.rows += rows if isinstance(rows, list) else []
        self.objective = self.array(call.args[1]).single() if len(call.args) > 1 else "0"

    def _problem(self, told: dict[str, ast.expr]) -> None:
        match told.get("ObjectiveSense"):
            case ast.Constant(str(sense)):
                self.sense = "max" if sense.lower().startswith("max") else "min"
        if "Objective" in told:
            self.objective = self.array(told["Objective"]).single()

    def _row(self, name: str, value: ast.expr) -> None:
        rows = self.evaluate(value)
        if not isinstance(rows, list):
            raise unknown(value)
        named = len(rows) == 1 and reserved(name) is None and name not in self.names
        self.rows += [f"{name}: {rows[0]}"] if named else rows


def _word(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _pairs(words: list[ast.expr]) -> dict[str, ast.expr]:
    """'LowerBound', 0 and LowerBound=0."""
    return {
        str(word.value): value
        for word, value in zip(words[::2], words[1::2], strict=False)
        if isinstance(word, ast.Constant)
    }


def _idle(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and called(node) in _IDLE
