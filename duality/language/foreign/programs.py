"""Programs that build a model with PuLP, Pyomo, Gurobi or OR-tools, to a statement; the tree is walked, nothing is run.

Variables with their bounds, an objective, rows, and loops over ranges of numbers are read; a program that computes its
data otherwise is refused, with the file that it can write instead.
"""

from __future__ import annotations

import ast
import re

from duality.language.foreign.arrays import Array
from duality.language.foreign.model_variables import is_variable, variable_of
from duality.language.foreign.python_trees import called, tree_of, unknown
from duality.language.foreign.python_values import Objective, Value, Values
from duality.language.foreign.untranslatable import Untranslatable
from duality.language.vocabulary import reserved
from duality.records import field, record

_SUMS = frozenset({"lpSum", "quicksum", "Sum", "fsum"})
_ROWS = frozenset(
    {"addConstr", "addConstrs", "addLConstr", "addQConstr", "addConstraint", "Add", "add_constraint", "addCons"}
)
_OBJECTIVES = frozenset({"setObjective", "Maximize", "Minimize", "maximize", "minimize", "set_objective"})
_IDLE = frozenset(
    {"LpProblem", "Model", "ConcreteModel", "Solver", "CreateSolver", "SolverFactory", "optimize", "Optimize", "update"}
    | {"infinity", "solve", "Solve", "print", "write", "writeLP", "display", "pprint", "setParam", "value", "status"}
)
_ADVICE = (
    "let the program write its model, model.write('m.lp'), prob.writeLP('m.lp') or model.write('m.nl'), and solve "
    "that file: duality solve m.lp"
)


def translate(text: str) -> str:
    """The statement; raises `Untranslatable`."""
    program = _Program()
    try:
        program.run(tree_of(text).body)
    except Untranslatable as reason:
        raise Untranslatable(f"{reason}; {_ADVICE}") from None
    if program.objective is None:
        raise Untranslatable(f"there is no objective in it; {_ADVICE}")
    return program.written(Objective(program.sense, program.objective), program.rows)


@record(frozen=False, slots=False)
class _Program(Values):
    """What has been declared so far."""

    sense: str = "min"
    objective: str | None = None
    rows: list[str] = field(default_factory=list)
    rules: dict[str, tuple[ast.FunctionDef, ast.expr | None]] = field(default_factory=dict)

    def run(self, body: list[ast.stmt]) -> None:
        """Takes the statements one by one."""
        for statement in body:
            self._take(statement)

    def _take(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Import() | ast.ImportFrom() | ast.Pass():
                pass
            case ast.Expr(ast.Constant() | ast.Subscript() | ast.Attribute() | ast.Name()):
                pass
            case ast.Assign(targets=[ast.Attribute(_, "ModelSense" | "sense")], value=value):
                self._tell("maximize" if ast.unparse(value) == "-1" else ast.unparse(value))
            case ast.Assign(targets=[ast.Attribute(ast.Attribute(_, "Params" | "parameters"))]):
                pass
            case ast.Assign(targets=[ast.Attribute(ast.Name(base), name)], value=value) if not self.declared(base):
                self._define(name, value)
            case ast.Assign(targets=[ast.Name(name)], value=value):
                self._define(name, value)
            case ast.Assign(targets=[ast.Tuple(names)], value=ast.Tuple(parts)) if len(names) == len(parts):
                self.run(
                    [
                        ast.copy_location(ast.Assign([name], part), value)
                        for name, part, value in zip(names, parts, parts, strict=True)
                    ]
                )
            case ast.AugAssign(target=ast.Name(_), op=ast.Add(), value=value):
                self._add(value)
            case ast.FunctionDef(name=name, body=[ast.Return(value)], decorator_list=[ast.Call() as component]) if (
                called(component) in {"Objective", "Constraint"}
            ):
                self.rules[name] = statement, value
                component.keywords.append(ast.keyword("rule", ast.Name(name)))
                self._component(name, component)
            case ast.FunctionDef(name=name, body=[ast.Return() as last], decorator_list=[]):
                self.rules[name] = statement, last.value
            case ast.For(target=target, iter=iterated, body=body, orelse=[]):
                for _ in self.runs([ast.comprehension(target, iterated, [], 0)]):
                    self.run(body)
            case ast.Expr(ast.Call() as call):
                self._act(call)
            case _:
                raise Untranslatable(f"line {statement.lineno}: '{ast.unparse(statement)[:60]}' is not understood")

    def _define(self, name: str, value: ast.expr) -> None:
        """x = a variable, or data; a model and its rows come by the same sign."""
        match value:
            case ast.Call() if is_variable(value):
                variable_of(self, name, value)
            case ast.ListComp(ast.Call() as call, [loop]) | ast.DictComp(ast.Name(), ast.Call() as call, [loop]) if (
                is_variable(call)
            ):
                numbers = list(self.numbers(loop.iter))
                if numbers != list(range(len(numbers))) or loop.ifs:
                    raise unknown(value)
                variable_of(self, name, call, len(numbers))
            case ast.Call() if called(value) in {"RangeSet", "Set"}:
                self.sets[name] = self._set(value)
            case ast.Call() if called(value) in {"Objective", "Constraint"}:
                self._component(name, value)
            case ast.Call() if called(value) in _ROWS | _OBJECTIVES | _IDLE:
                self._act(value)
            case ast.Dict() if not self.declared(name):
                self.names[name] = self.mapping(name, value)
            case _ if (numbers := self.numbered(value)) is not None:
                self.sets[name] = numbers
            case _ if not self.declared(name):
                self.names[name] = self.evaluate(value)
            case _:
                raise Untranslatable(f"'{name}' is defined twice")

    def _set(self, call: ast.Call) -> range | list[int]:
        """Pyomo's RangeSet(1, 3) and Set(initialize=[1, 2, 3])."""
        given = [word.value for word in call.keywords if word.arg == "initialize"]
        if called(call) == "Set" and len(given) == 1:
            return self.numbered(given[0]) or self.numbers(given[0])
        ends = [self.integer(end) for end in call.args]
        if called(call) != "RangeSet" or len(ends) not in (1, 2):
            raise unknown(call)
        return range(ends[0] if len(ends) == 2 else 1, ends[-1] + 1)

    def _act(self, call: ast.Call) -> None:
        name = called(call)
        if name in _ROWS and call.args:
            words = {word.arg: word.value for word in call.keywords}
            label = words.get("name") or (call.args[1] if len(call.args) > 1 else None)
            self._row(call.args[0], label)
        elif name in _OBJECTIVES and call.args:
            self.objective = self.array(call.args[0]).single()
            self._tell(name)
            self._tell(_words(call))
        elif name in _IDLE:
            self._tell(_words(call) if name == "LpProblem" else "")
        else:
            raise unknown(call)

    def _tell(self, told: str) -> None:
        """What is said of the sense; where nothing is, it stays."""
        if re.search(r"(?i)maxim", told):
            self.sense = "max"
        elif re.search(r"(?i)minim", told):
            self.sense = "min"

    def _component(self, name: str, call: ast.Call) -> None:
        """Pyomo's Objective(expr=..., sense=maximize) and Constraint(range(3), rule=f)."""
        words = {word.arg: word.value for word in call.keywords}
        rule = words.get("rule")
        if isinstance(rule, ast.Name) and rule.id in self.rules:
            function, value = self.rules[rule.id]
            loops = [
                ast.comprehension(ast.Name(argument.arg), among, [], 0)
                for argument, among in zip(function.args.args[1:], call.args, strict=False)
            ]
            values = (value for _ in self.runs(loops))
        else:
            values = iter([words.get("expr")])
        for value in values:
            if value is None:
                raise unknown(call)
            if called(call) == "Objective":
                self.objective = self.array(value).single()
                self._tell(ast.unparse(words["sense"]) if "sense" in words else "minimize")
            else:
                self._row(value, ast.Constant(name) if not call.args else None)

    def _add(self, value: ast.expr) -> None:
        """PuLP's prob += a row, a row with its name, or the objective."""
        label = None
        if isinstance(value, ast.Tuple) and len(value.elts) == 2:
            value, label = value.elts
        found = self.evaluate(value)
        if isinstance(found, Array):
            self.objective = found.single()
        else:
            self._row(value, label)

    def _row(self, value: ast.expr, label: ast.expr | None) -> None:
        found = self.evaluate(value)
        if not isinstance(found, list):
            raise unknown(value)
        name = label.value if isinstance(label, ast.Constant) and isinstance(label.value, str) else ""
        free = len(found) == 1 and name.isidentifier() and name.isascii() and reserved(name) is None
        taken = name in self.names or any(row.startswith(f"{name}:") for row in self.rows)
        self.rows += [f"{name}: {row}" if free and not taken else row for row in found]

    def _call(self, node: ast.Call) -> Value:
        name = called(node)
        if name in _SUMS and len(node.args) == 1:
            return super()._call(ast.copy_location(ast.Call(ast.Name("sum"), node.args, []), node))
        if name in {"lpDot", "dot"} and len(node.args) == 2:
            return self.array(node.args[0]).product(self.array(node.args[1]))
        return super()._call(node)


def _words(call: ast.Call) -> str:
    """What stands behind the first argument, which may be any title."""
    return " ".join(
        [*map(ast.unparse, call.args[1:]), *(ast.unparse(one.value) for one in call.keywords if one.arg != "name")]
    )
