"""What the names of a Python program stand for: numbers, arrays, expressions entry by entry, rows; nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from duality.language.foreign.arrays import MOST, Array, scalar
from duality.language.foreign.cvxpy_functions import FUNCTIONS
from duality.language.foreign.python_trees import called, unknown
from duality.language.foreign.untranslatable import Untranslatable
from duality.language.foreign.writing import statement_text
from duality.language.vocabulary import reserved
from duality.model.functions import FUNCTIONS as LANGUAGE
from duality.model.functions import SPELLINGS
from duality.records import field, record

_BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^", ast.MatMult: "@", ast.Mod: "%"}
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
    """Evaluates the expressions of a program into text of the language; a comparison is the list of its rows."""

    names: dict[str, Value] = field(default_factory=dict)
    variables: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    domain: list[str] = field(default_factory=list)
    depth: int = 0
    indices: dict[str, int] = field(default_factory=dict)
    """The indices of the loops that are run through."""
    sets: dict[str, range | list[int]] = field(default_factory=dict)
    firsts: dict[str, int] = field(default_factory=dict)
    """The first index of a variable, where it is not 0."""
    members: dict[str, int] = field(default_factory=dict)
    """The numbers, from 1 on, of names that stand in sets."""

    def evaluate(self, node: ast.expr) -> Value:
        """The value of an expression; a comparison is the list of its rows."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Untranslatable("it is nested too deep")
        found = self._evaluate(node)
        self.depth -= 1
        return found

    def array(self, node: ast.expr) -> Array:
        """The value of an expression of numbers and variables."""
        found = self.evaluate(node)
        if isinstance(found, Array):
            return found
        raise unknown(node)

    def _evaluate(self, node: ast.expr) -> Value:
        match node:
            case ast.Constant(value) if isinstance(value, int | float) and not isinstance(value, bool):
                return scalar(repr(value))
            case ast.Name(name) if name in self.indices:
                return scalar(str(self.indices[name]))
            case ast.Name(name) | ast.Attribute(ast.Name(_), name) if name in self.names:
                return self.names[name]
            case ast.UnaryOp(ast.USub(), ast.Constant(int() | float() as value)) if not isinstance(value, bool):
                return scalar(repr(-value), 2)
            case ast.UnaryOp(ast.USub(), operand):
                return self.array(operand).negated()
            case ast.UnaryOp(ast.UAdd(), operand):
                return self.array(operand)
            case ast.BinOp(left, op, right) if type(op) in _BINARY:
                return self._binary(left, _BINARY[type(op)], right)
            case ast.Compare(left, [op], [right]) if type(op) in _RELATIONS:
                return self.array(left).compared(_RELATIONS[type(op)], self.array(right))
            case ast.List(items) | ast.Tuple(items):
                return self._joined([self.evaluate(item) for item in items], node)
            case ast.ListComp(item, loops) | ast.GeneratorExp(item, loops):
                return self._joined([self.evaluate(item) for _ in self.runs(loops)], node)
            case ast.Subscript(value, index):
                return self.array(value).entry(self.places(index, self.firsts.get(_named(value), 0)))
            case ast.Attribute(value, "T"):
                return self.array(value).transposed()
            case ast.Call():
                return self._call(node)
        raise unknown(node)

    def _binary(self, left: ast.expr, operator: str, right: ast.expr) -> Value:
        first, second = self.evaluate(left), self.evaluate(right)
        if isinstance(first, list) and isinstance(second, list) and operator == "+":
            return [*first, *second]
        if isinstance(first, Array) and isinstance(second, Array):
            if operator == "%":
                return first.multiplied(second)
            if operator == "@" and first.shape and second.shape:
                return first.product(second)
            return first.combined("*" if operator == "@" else operator, second)
        raise unknown(left)

    def _joined(self, found: list[Value], node: ast.expr) -> Value:
        """Constraints, or numbers and rows of numbers."""
        if all(isinstance(one, list) for one in found):
            return [row for one in found if isinstance(one, list) for row in one]
        arrays = [one for one in found if isinstance(one, Array)]
        if len(arrays) < len(found):
            raise unknown(node)
        return Array.stacked(arrays)

    def runs(self, loops: list[ast.comprehension]) -> Iterator[None]:
        """Sets the indices of ``for i in range(3) for j in range(i)`` to each of their values in turn."""
        if not loops:
            yield
            return
        loop, *inner = loops
        if not isinstance(loop.target, ast.Name) or loop.ifs:
            raise unknown(loop.iter)
        for number in self.numbers(loop.iter):
            self.indices[loop.target.id] = number
            yield from self.runs(inner)
        self.indices.pop(loop.target.id, None)

    def numbers(self, node: ast.expr) -> range | list[int]:
        """What a loop runs through."""
        match node:
            case ast.Call(ast.Name("range"), ends) if 1 <= len(ends) <= 3:
                found = range(*[self.integer(end) for end in ends])
            case ast.List(items) | ast.Tuple(items):
                found = [self.integer(item) for item in items]
            case ast.Name(name) | ast.Attribute(ast.Name(_), name) if name in self.sets:
                found = self.sets[name]
            case ast.Call() if called(node) == "RangeSet" and len(node.args) in (1, 2):
                ends = [self.integer(end) for end in node.args]
                found = range(ends[0] if len(ends) == 2 else 1, ends[-1] + 1)
            case _:
                raise unknown(node)
        if len(found) > MOST:
            raise Untranslatable("it is too large")
        return found

    def numbered(self, node: ast.expr) -> list[int] | None:
        """['bread', 'milk'] as the numbers that these names get here; ``None`` for what is no list of names."""
        if not isinstance(node, ast.List | ast.Tuple | ast.Set) or not node.elts:
            return None
        names = [item.value for item in node.elts if isinstance(item, ast.Constant) and isinstance(item.value, str)]
        if len(names) < len(node.elts):
            return None
        numbers = list(range(1, len(names) + 1))
        if any(self.members.setdefault(name, number) != number for name, number in zip(names, numbers, strict=True)):
            raise Untranslatable(f"the name '{names[0]}' stands in several sets")
        return numbers

    def mapping(self, name: str, node: ast.Dict) -> Array:
        """{'bread': 2, 'milk': 3} and {1: 2, 2: 3}: a list by its keys."""
        if not all(isinstance(key, ast.Constant) and key.value in self.members for key in node.keys):
            self.numbered(ast.List([key for key in node.keys if key is not None]))
        keys = [self.integer(key) for key in node.keys if key is not None]
        if not keys or sorted(keys) != list(range(min(keys), min(keys) + len(keys))):
            raise unknown(node)
        self.firsts[name] = min(keys)
        by_key = dict(zip(keys, node.values, strict=True))
        return Array.stacked([self.array(by_key[key]) for key in sorted(keys)])

    def integer(self, node: ast.expr) -> int:
        """The value of an index or of a size."""
        match node:
            case ast.Constant(value) if type(value) is int:
                return value
            case ast.Constant(str(name)) if name in self.members:
                return self.members[name]
            case ast.Name(name) if name in self.indices:
                return self.indices[name]
            case ast.Name(name) if isinstance(known := self.names.get(name), Array) and not known.shape:
                if known.entries[0].isdigit():
                    return int(known.entries[0])
            case ast.UnaryOp(ast.USub(), operand):
                return -self.integer(operand)
            case ast.BinOp(left, ast.Add() | ast.Sub() | ast.Mult() as operator, right):
                first, second = self.integer(left), self.integer(right)
                if isinstance(operator, ast.Mult):
                    return first * second
                return first + second if isinstance(operator, ast.Add) else first - second
            case ast.Call(ast.Name("len"), [value]) if shape := self.array(value).shape:
                return shape[0]
        raise Untranslatable(f"'{ast.unparse(node)[:40]}' is no number")

    def places(self, node: ast.expr, first: int = 0) -> tuple[int | slice, ...]:
        """The indices of an entry or of a part, counted from 0; ``first`` is the first in the program."""
        return tuple([self._place(part, first) for part in (node.elts if isinstance(node, ast.Tuple) else [node])])

    def _place(self, node: ast.expr, first: int) -> int | slice:
        if not isinstance(node, ast.Slice):
            place = self.integer(node) - first
            if first and place < 0:
                raise unknown(node)
            return place
        return slice(*[None if end is None else self.integer(end) for end in (node.lower, node.upper, node.step)])

    def _call(self, node: ast.Call) -> Value:
        name = called(node)
        match node.func:
            case ast.Attribute(ast.Name(of), "sum") if of in self.names and not node.args:
                return FUNCTIONS["sum"]([self.array(node.func.value)])
            case ast.Attribute(ast.Name(of), "dot") if of in self.names and len(node.args) == 1:
                return self.array(node.func.value).product(self.array(node.args[0]))
        match name, node.args:
            case "array" | "asarray", [value]:
                return self.array(value)
            case "ones" | "zeros", [shape]:
                return Array.filled("1" if name == "ones" else "0", self.shape(shape))
            case "diag", [entries] if len((found := self.array(entries)).shape) == 1:
                return Array.diagonal(found)
            case "eye" | "identity", [size]:
                return Array.identity(self.integer(size))
        if name in FUNCTIONS and not node.keywords:
            return FUNCTIONS[name]([self._argument(argument) for argument in node.args])
        notation = LANGUAGE.get(SPELLINGS.get(name, name))
        if notation is not None and notation.most == 1 and not notation.word and len(node.args) == 1:
            return self.array(node.args[0]).mapped(f"{name}({{0}})")
        raise unknown(node)

    def _argument(self, node: ast.expr) -> Array:
        match node:
            case ast.Constant("inf" | "Inf" | "fro" as word) | ast.Name("inf" | "Inf" as word):
                return scalar(str(word).lower())
        return self.array(node)

    def shape(self, node: ast.expr) -> tuple[int, ...]:
        """n, (n,) or (m, n)."""
        shape = tuple([self.integer(part) for part in (node.elts if isinstance(node, ast.Tuple) else [node])])
        if not all(0 < n <= 1000 for n in shape) or len(shape) > 2:
            raise Untranslatable(f"the shape {shape}")
        return shape

    def declared(self, name: str) -> bool:
        """Whether a variable has this name."""
        return any(name == variable for variable, _ in self.variables)

    def declare(self, name: str, shape: tuple[int, ...]) -> Array:
        """A new variable."""
        if reserved(name) is not None or not name.isascii() or name.startswith("_"):
            raise Untranslatable(f"'{name}' is no free name of the language: rename the variable")
        if self.declared(name):
            raise Untranslatable(f"'{name}' is defined twice")
        variable = Array.variable(name, shape)
        self.variables.append((name, shape))
        self.names[name] = variable
        return variable

    def written(self, objective: Objective, rows: Iterable[str]) -> str:
        """The statement: variables, where they lie, the objective, rows."""
        declared = [
            f"{name}[{', '.join(f'1..{n}' for n in shape)}]" if shape else name for name, shape in self.variables
        ]
        lines = [f"var {', '.join(declared)}"] if declared else []
        lines += [f"domain {row}" for row in self.domain]
        lines.append(f"{objective.sense} {objective.expression}")
        return statement_text(lines, rows)


def _named(node: ast.expr) -> str:
    """x of x and of model.x."""
    match node:
        case ast.Name(name) | ast.Attribute(ast.Name(_), name):
            return name
    return ""
