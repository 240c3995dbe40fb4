"""Calls of solvers whose arrays and functions stand in the text: linprog, quadprog, fmincon, scipy's minimize.

A text in MATLAB is written as Python first. Nothing is run; what is not understood is refused, with what to write.
"""

from __future__ import annotations

import ast
from contextlib import suppress

from duality.language.foreign import matlab_models
from duality.language.foreign.arrays import Array, scalar
from duality.language.foreign.call_rows import ENDLESS, CallRows, products, total
from duality.language.foreign.matlab import as_python
from duality.language.foreign.python_trees import called, tree_of, unknown
from duality.language.foreign.python_values import Objective, Value
from duality.language.foreign.untranslatable import Untranslatable
from duality.records import field, record

_MATLAB = {
    "linprog": "f A b Aeq beq lb ub x0 options",
    "intlinprog": "f intcon A b Aeq beq lb ub x0 options",
    "quadprog": "H f A b Aeq beq lb ub x0 options",
    "fmincon": "fun x0 A b Aeq beq lb ub nonlcon options",
    "fminunc": "fun x0 options",
    "fminsearch": "fun x0 options",
    "fminbnd": "fun lb ub options",
    "lsqlin": "C d A b Aeq beq lb ub x0 options",
    "lsqnonneg": "C d options",
}
_SCIPY = {
    "linprog": "f A b Aeq beq bounds",
    "minimize": "fun x0 args method jac hess hessp bounds constraints",
    "milp": "f integrality bounds constraints",
    "minimize_scalar": "fun bracket bounds",
}
_SAME = {"c": "f", "A_ub": "A", "b_ub": "b", "A_eq": "Aeq", "b_eq": "beq"}
_UNSAID = frozenset({"x0", "args", "method", "jac", "hess", "hessp", "bracket", "options", "tol", "callback"})
_READ = frozenset(
    {"f", "A", "b", "Aeq", "beq", "lb", "ub", "H", "C", "d", "fun", "intcon", "bounds", "constraints", "integrality"}
)
_KEPT = frozenset({"LinearConstraint", "NonlinearConstraint", "Bounds"})
_INSTEAD = (
    "write out what it minimizes, 'min 2*x1 + 3*x2 s.t. x1 + x2 >= 4', or give the arrays by 'param c = [2, 3]' and "
    "sum(c[j]*x[j] for j in 1..2)"
)


def translate(text: str, *, matlab: bool = False) -> str:
    """The statement; raises `Untranslatable`."""
    call = _Calls(first=1 if matlab else 0)
    try:
        call.run(tree_of(as_python(text) if matlab else text))
    except Untranslatable as reason:
        raise Untranslatable(f"{reason}; {_INSTEAD}") from None
    if call.objective is None:
        raise Untranslatable(f"such a call takes f and the rows from arrays and functions; {_INSTEAD}")
    return call.written(Objective("min", call.objective), call.rows)


def of_matlab(text: str) -> str:
    """The statement; raises `Untranslatable`."""
    return matlab_models.translate(text) if matlab_models.BUILDS.search(text) else translate(text, matlab=True)


@record(frozen=False, slots=False)
class _Calls(CallRows):
    """The data of the text, and what its call minimizes; entries count from ``first``."""

    objective: str | None = None
    functions: dict[str, tuple[str, ast.expr]] = field(default_factory=dict)

    def run(self, tree: ast.Module) -> None:
        """Takes the statements up to the call."""
        for statement in tree.body:
            match statement:
                case ast.Assign(value=ast.Call() as call) | ast.Expr(ast.Call() as call) if self._solves(call):
                    self._solve(call)
                    return
                case ast.FunctionDef(name=name, args=arguments) if isinstance(last := statement.body[-1], ast.Return):
                    if last.value is not None and len(statement.body) == 1:
                        self.functions[name] = (arguments.args[0].arg, last.value)
                case ast.Assign(targets=[ast.Name(name)], value=ast.Lambda(arguments, body)) if arguments.args:
                    self.functions[name] = (arguments.args[0].arg, body)
                case ast.Assign(targets=[ast.Name(name)], value=ast.Dict() | ast.Tuple() | ast.List() as value):
                    self._data(name, value)
                case ast.Assign(targets=[ast.Name(name)], value=ast.Call() as value) if called(value) in _KEPT:
                    self.kept[name] = value
                case ast.Assign(targets=[ast.Name(name)], value=value):
                    self.names[name] = self.evaluate(value)
                case ast.Assign(value=ast.Call(ast.Name("optimoptions" | "optimset"))):
                    pass
                case ast.Import() | ast.ImportFrom() | ast.Expr(ast.Constant() | ast.Call(ast.Name("print"))):
                    pass
                case _:
                    raise Untranslatable(f"line {statement.lineno}: '{ast.unparse(statement)[:60]}' is not understood")

    def _solves(self, call: ast.Call) -> bool:
        return (called(call) or getattr(call.func, "attr", "")) in (_MATLAB if self.first else _SCIPY)

    def _data(self, name: str, value: ast.expr) -> None:
        """Numbers; bounds and constraints of scipy are kept as they stand."""
        self.kept[name] = value
        with suppress(Untranslatable):
            self.names[name] = self.evaluate(value)

    def _solve(self, call: ast.Call) -> None:
        name = called(call) or getattr(call.func, "attr", "")
        order = (_MATLAB if self.first else _SCIPY)[name].split()
        if len(call.args) > len(order):
            raise unknown(call)
        told = dict(zip(order, call.args, strict=False))
        told |= {_SAME.get(word.arg or "", word.arg or ""): word.value for word in call.keywords}
        told = {key: value for key, value in told.items() if not _empty(value) and key not in _UNSAID}
        if unread := told.keys() - _READ:
            raise Untranslatable(f"the argument '{min(unread)}'")
        x = self._variable(call, told)
        self.objective = self._objective(name, told, x)
        for matrix, relation, right in (("A", "<=", "b"), ("Aeq", "=", "beq")):
            if matrix in told and right in told:
                self.rows += self.linear(self.array(told[matrix]), x, relation, self.array(told[right]))
        self.bounds(name, told, x)
        if "constraints" in told:
            self._constraints(told["constraints"], x)

    def _variable(self, call: ast.Call, told: dict[str, ast.expr]) -> Array:
        """x with as many entries as the arrays tell, or the start of a search."""
        if called(call) in ("fminbnd", "minimize_scalar"):
            return self.declare("x", ())
        for key in ("f", "H", "C"):
            if key in told:
                shape = self.array(told[key]).shape
                return self.declare("x", (shape[-1 if key == "C" else 0],))
        used = [self._count(told["fun"])] if "fun" in told else []
        match call.args[1:2]:
            case [ast.Name(name)] if isinstance(known := self.names.get(name), Array):
                used.append(len(known.entries))
            case [ast.List() | ast.Tuple() as start]:
                used.append(len(self.array(start).entries))
        return self.declare("x", (max(used),) if used else ())

    def _count(self, node: ast.expr) -> int:
        """The largest index that a function uses."""
        argument, body = self._function(node)
        found = [
            self.integer(part.slice)
            for part in ast.walk(body)
            if isinstance(part, ast.Subscript) and isinstance(part.value, ast.Name) and part.value.id == argument
        ]
        return max(found, default=0) + 1

    def _function(self, node: ast.expr) -> tuple[str, ast.expr]:
        match node:
            case ast.Lambda(arguments, body) if arguments.args:
                return arguments.args[0].arg, body
            case ast.Name(name) if name in self.functions:
                return self.functions[name]
        raise unknown(node)

    def _applied(self, node: ast.expr, x: Array) -> Value:
        argument, body = self._function(node)
        self.names[argument] = x if x.shape != (1,) or _indexed(body, argument) else scalar(x.entries[0])
        return self.evaluate(body)

    def _objective(self, name: str, told: dict[str, ast.expr], x: Array) -> str:
        if "fun" in told:
            found = self._applied(told["fun"], x)
            if isinstance(found, Array):
                return found.single()
            raise unknown(told["fun"])
        linear = self.array(told["f"]) if "f" in told else None
        if "C" in told:
            residual = self.array(told["C"]).product(x).combined("-", self.array(told["d"]))
            return " + ".join(f"({entry})^2" for entry in residual.entries)
        terms = self.quadratic(told["H"], x) if "H" in told else []
        if linear is not None:
            terms += products(linear, 0, x)
        return total(terms)

    def _constraints(self, node: ast.expr, x: Array) -> None:
        """Dictionaries of scipy: 'ineq' is fun(x) >= 0."""
        if isinstance(node, ast.Name) and node.id in self.kept:
            node = self.kept[node.id]
        for one in node.elts if isinstance(node, ast.List | ast.Tuple) else [node]:
            one = self.kept.get(one.id, one) if isinstance(one, ast.Name) else one
            if isinstance(one, ast.Call) and called(one) in ("LinearConstraint", "NonlinearConstraint"):
                self._between(one, x)
                continue
            if not isinstance(one, ast.Dict):
                raise unknown(one)
            words = {
                ast.unparse(key).strip("'\""): value for key, value in zip(one.keys, one.values, strict=True) if key
            }
            found = self._applied(words["fun"], x) if "fun" in words else None
            kind = ast.unparse(words["type"]).strip("'\"") if "type" in words else ""
            if not isinstance(found, Array) or kind not in ("ineq", "eq"):
                raise unknown(one)
            self.rows += [f"{entry} {'>=' if kind == 'ineq' else '='} 0" for entry in found.entries]

    def _between(self, call: ast.Call, x: Array) -> None:
        """LinearConstraint(A, lb, ub) and NonlinearConstraint(fun, lb, ub)."""
        told = dict(zip(("A", "lb", "ub"), call.args, strict=False)) | {
            word.arg or "": word.value for word in call.keywords
        }
        linear = called(call) == "LinearConstraint"
        values = None if linear else self._applied(told.get("fun", call.args[0]), x)
        for key, relation in (("lb", ">="), ("ub", "<=")):
            end = self.ends(told[key]) if key in told else None
            if end is not None:
                if linear:
                    rows = self.linear(self.array(told["A"]), x, relation, end)
                elif isinstance(values, Array):
                    rows = values.compared(relation, end)
                else:
                    raise unknown(call)
                self.rows += [row for row in rows if ENDLESS not in row]


def _empty(node: ast.expr) -> bool:
    return (isinstance(node, ast.List) and not node.elts) or (isinstance(node, ast.Constant) and node.value is None)


def _indexed(body: ast.expr, argument: str) -> bool:
    return any(isinstance(one, ast.Subscript) and ast.unparse(one.value) == argument for one in ast.walk(body))
