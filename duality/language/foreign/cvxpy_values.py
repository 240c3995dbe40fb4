"""What the names of a cvxpy script stand for: besides numbers and expressions, objectives and the problem."""

from __future__ import annotations

import ast

from duality.language.foreign.python_trees import called
from duality.language.foreign.python_values import Objective, Problem, Value, Values
from duality.language.foreign.untranslatable import Untranslatable
from duality.records import record


@record(frozen=False, slots=False)
class Script(Values):
    """Evaluates the expressions of the script into text of the language."""

    problem: Problem | None = None

    def define(self, name: str, node: ast.expr) -> None:
        """name = node."""
        if isinstance(node, ast.Call) and called(node) == "Variable":
            self._variable(name, node)
            return
        if isinstance(node, ast.Call) and called(node) == "Parameter":
            told = [word.value for word in node.keywords if word.arg == "value"]
            self.names[name] = self.evaluate(told[0]) if told else Objective("", name)
            return
        found = self.evaluate(node)
        if self.declared(name) and not isinstance(found, Problem):
            raise Untranslatable(f"'{name}' is defined twice")
        self.names[name] = found

    def give(self, name: str, node: ast.expr) -> None:
        """gamma.value = 2 of a parameter."""
        if not isinstance(self.names.get(name), Objective):
            raise Untranslatable(f"'{name}.value'")
        self.names[name] = self.evaluate(node)

    def extend(self, name: str, node: ast.expr) -> None:
        """name += a list of constraints."""
        before, more = self.names.get(name), self.evaluate(node)
        if not isinstance(before, list) or not isinstance(more, list):
            raise Untranslatable(f"'{name} += ...' is read for lists of constraints only")
        self.names[name] = [*before, *more]

    def append(self, name: str, node: ast.expr) -> None:
        """name.append(constraint)."""
        before, row = self.names.get(name), self.evaluate(node)
        if not isinstance(before, list) or not isinstance(row, list):
            raise Untranslatable(f"'{name}.append(...)' is read for constraints only")
        self.names[name] = [*before, *row]

    def _call(self, node: ast.Call) -> Value:
        name = called(node)
        match name, node.args:
            case "Minimize" | "Maximize", [expression]:
                return Objective("min" if name == "Minimize" else "max", self.array(expression).single())
            case "Problem", [objective, *rest]:
                self.problem = self._problem(objective, rest + [word.value for word in node.keywords])
                return self.problem
        if name == "Variable":
            raise Untranslatable("a variable needs a name: x = cp.Variable()")
        return super()._call(node)

    def _problem(self, objective: ast.expr, constraints: list[ast.expr]) -> Problem:
        found = self.evaluate(objective)
        rows = [self.evaluate(constraint) for constraint in constraints]
        if not isinstance(found, Objective) or not all(isinstance(row, list) for row in rows):
            raise Untranslatable("cp.Problem takes an objective and a list of constraints")
        return Problem(found, tuple(text for row in rows if isinstance(row, list) for text in row))

    def _variable(self, name: str, node: ast.Call) -> None:
        shape = self.shape(node.args[0]) if node.args else ()
        words = {word.arg: word.value for word in node.keywords}
        if "shape" in words:
            shape = self.shape(words.pop("shape"))
        words.pop("name", None)
        variable = self.declare(name, shape)
        for word, value in words.items():
            if word not in _ATTRIBUTES or not (isinstance(value, ast.Constant) and value.value is True):
                raise Untranslatable(f"the attribute '{word}' of a variable")
            self.domain += [f"{entry} {_ATTRIBUTES[word]}" for entry in variable.entries]


_ATTRIBUTES = {
    "nonneg": ">= 0",
    "nonpos": "<= 0",
    "pos": "> 0",
    "neg": "< 0",
    "boolean": "in {0, 1}",
    "integer": "integer",
}
