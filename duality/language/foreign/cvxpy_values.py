"""What the names of a cvxpy script stand for: numbers, variables, expressions entry by entry, rows, the problem."""

from __future__ import annotations

import ast

from duality.language.foreign.arrays import Array, scalar
from duality.language.foreign.cvxpy_functions import FUNCTIONS
from duality.language.foreign.untranslatable import Untranslatable
from duality.language.vocabulary import reserved
from duality.records import field, record

_BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^", ast.MatMult: "@"}
_RELATIONS = {ast.LtE: "<=", ast.GtE: ">=", ast.Eq: "="}
_DEEPEST = 60


@record(slots=False)
class Objective:
    """min or max of an expression."""

    sense: str
    expression: str


@record(slots=False)
class Problem:
    """An objective with rows."""

    objective: Objective
    rows: tuple[str, ...]


Value = Array | Objective | Problem | list[str]


@record(frozen=False, slots=False)
class Values:
    """Evaluates the expressions of the script into text of the language."""

    names: dict[str, Value] = field(default_factory=dict)
    variables: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    domain: list[str] = field(default_factory=list)
    problem: Problem | None = None
    depth: int = 0

    def define(self, name: str, node: ast.expr) -> None:
        """name = node."""
        if isinstance(node, ast.Call) and _called(node) == "Variable":
            self.names[name] = self._variable(name, node)
            return
        found = self.evaluate(node)
        if isinstance(found, Problem) or name not in self.names or not self._is_variable(name):
            self.names[name] = found
            return
        raise Untranslatable(f"'{name}' is defined twice")

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

    def evaluate(self, node: ast.expr) -> Value:
        """The value of an expression; a comparison is the list of its rows."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Untranslatable("it is nested too deep")
        found = self._evaluate(node)
        self.depth -= 1
        if isinstance(found, Problem):
            self.problem = found
        return found

    def array(self, node: ast.expr) -> Array:
        """The value of an expression of numbers and variables."""
        found = self.evaluate(node)
        if isinstance(found, Array):
            return found
        raise _unknown(node)

    def _evaluate(self, node: ast.expr) -> Value:
        match node:
            case ast.Constant(value) if isinstance(value, int | float) and not isinstance(value, bool):
                return scalar(repr(value))
            case ast.Name(name) if name in self.names:
                return self.names[name]
            case ast.UnaryOp(ast.USub(), operand):
                return self.array(operand).negated()
            case ast.UnaryOp(ast.UAdd(), operand):
                return self.array(operand)
            case ast.BinOp(left, op, right) if type(op) in _BINARY:
                return self._binary(left, _BINARY[type(op)], right)
            case ast.Compare(left, [op], [right]) if type(op) in _RELATIONS:
                return self.array(left).compared(_RELATIONS[type(op)], self.array(right))
            case ast.List(items) | ast.Tuple(items):
                return self._list(items)
            case ast.Subscript(value, index):
                return self.array(value).entry(_indices(index))
            case ast.Attribute(value, "T"):
                return self.array(value).transposed()
            case ast.Call():
                return self._call(node)
        raise _unknown(node)

    def _binary(self, left: ast.expr, operator: str, right: ast.expr) -> Value:
        first, second = self.evaluate(left), self.evaluate(right)
        if isinstance(first, list) and isinstance(second, list) and operator == "+":
            return [*first, *second]
        if isinstance(first, Array) and isinstance(second, Array):
            return first.product(second) if operator == "@" else first.combined(operator, second)
        raise _unknown(left)

    def _list(self, items: list[ast.expr]) -> Value:
        """Constraints, or numbers and rows of numbers."""
        found = [self.evaluate(item) for item in items]
        if all(isinstance(one, list) for one in found):
            return [row for one in found if isinstance(one, list) for row in one]
        arrays = [one for one in found if isinstance(one, Array)]
        if len(arrays) < len(found):
            raise _unknown(items[0])
        return Array.stacked(arrays)

    def _call(self, node: ast.Call) -> Value:
        name = _called(node)
        match name, node.args:
            case "Minimize" | "Maximize", [expression]:
                return Objective("min" if name == "Minimize" else "max", self.array(expression).single())
            case "Problem", [objective, *rest]:
                return self._problem(objective, rest + [word.value for word in node.keywords])
            case "array" | "asarray", [value]:
                return self.array(value)
            case "ones" | "zeros", [shape]:
                return Array.filled("1" if name == "ones" else "0", _shape(shape))
        if name == "Variable":
            raise Untranslatable("a variable needs a name: x = cp.Variable()")
        if name in FUNCTIONS and not node.keywords:
            return FUNCTIONS[name]([self._argument(argument) for argument in node.args])
        raise _unknown(node)

    def _argument(self, node: ast.expr) -> Array:
        if isinstance(node, ast.Constant) and node.value in ("inf", "fro"):
            return scalar(str(node.value))
        return self.array(node)

    def _problem(self, objective: ast.expr, constraints: list[ast.expr]) -> Problem:
        found = self.evaluate(objective)
        rows = [self.evaluate(constraint) for constraint in constraints]
        if not isinstance(found, Objective) or not all(isinstance(row, list) for row in rows):
            raise Untranslatable("cp.Problem takes an objective and a list of constraints")
        return Problem(found, tuple(text for row in rows if isinstance(row, list) for text in row))

    def _is_variable(self, name: str) -> bool:
        return any(name == variable for variable, _ in self.variables)

    def _variable(self, name: str, node: ast.Call) -> Array:
        if reserved(name) is not None or not name.isascii() or name.startswith("_"):
            raise Untranslatable(f"'{name}' is no free name of the language: rename the variable")
        if self._is_variable(name):
            raise Untranslatable(f"'{name}' is defined twice")
        shape = _shape(node.args[0]) if node.args else ()
        words = {word.arg: word.value for word in node.keywords}
        if "shape" in words:
            shape = _shape(words.pop("shape"))
        words.pop("name", None)
        variable = Array.variable(name, shape)
        for word, value in words.items():
            if word not in _ATTRIBUTES or not (isinstance(value, ast.Constant) and value.value is True):
                raise Untranslatable(f"the attribute '{word}' of a variable")
            self.domain += [f"{entry} {_ATTRIBUTES[word]}" for entry in variable.entries]
        self.variables.append((name, shape))
        return variable


_ATTRIBUTES = {"nonneg": ">= 0", "nonpos": "<= 0", "pos": "> 0", "neg": "< 0", "boolean": "in {0, 1}"}


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Attribute(ast.Name("cp" | "cvxpy" | "cvx" | "np" | "numpy"), name) | ast.Name(name):
            return name
    return ""


def _shape(node: ast.expr) -> tuple[int, ...]:
    try:
        found = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        raise Untranslatable(f"the shape '{ast.unparse(node)[:40]}' is no number") from None
    shape = found if isinstance(found, tuple) else (found,)
    if not all(type(n) is int and 0 < n <= 1000 for n in shape) or len(shape) > 2:
        raise Untranslatable(f"the shape {found}")
    return shape


def _indices(node: ast.expr) -> tuple[int, ...]:
    parts = node.elts if isinstance(node, ast.Tuple) else [node]
    found = [part.value for part in parts if isinstance(part, ast.Constant)]
    numbers = [value for value in found if type(value) is int and value >= 0]
    if len(numbers) < len(parts):
        raise Untranslatable(f"the index '{ast.unparse(node)[:40]}' is no number")
    return tuple(numbers)


def _unknown(node: ast.expr) -> Untranslatable:
    return Untranslatable(f"line {node.lineno}: '{ast.unparse(node)[:60]}' is not understood")
