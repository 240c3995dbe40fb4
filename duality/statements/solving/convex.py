"""A bound statement as a convex program: the walk of `evaluating` over a solver's expressions.

Quadratic forms are told as squares of F*u with the factor of their matrix in numbers, quotients of squares by their
perspective: what the rules of the tower know is kept, so that the program is convex as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from duality.errors import BackendRefused
from duality.model.problem import Sense
from duality.solve.matrix_programs import MatrixOutcome, MatrixProgram
from duality.statements.building import identity, multiply, number, scale, transpose
from duality.statements.building.leaves import is_number
from duality.statements.evaluating import Values, evaluate
from duality.statements.evaluating.floats import functions as float_functions
from duality.statements.evaluating.walk import members
from duality.statements.nodes import Node
from duality.statements.statement import Statement
from duality.statements.tower.quadratics import bilinear


class Solved(NamedTuple):
    """The value in min form, arrays by variable, multipliers by row."""

    status: str
    value: float
    variables: dict[str, Any]
    multipliers: dict[str, Any]


def solve_convex(
    statement: Statement, symbols: Mapping[str, Any], sizes: Mapping[str, int], tolerance: float
) -> Solved:
    """min f (or min -f). Raises `BackendRefused` where the statement is not convex as it is written."""
    return _Translation(statement, symbols, sizes).solve(tolerance)


def cvxpy_problem(statement: Statement, symbols: Mapping[str, Any], sizes: Mapping[str, int]) -> Any:
    """The statement as a ``cvxpy.Problem`` in its own sense; `BackendRefused` where it is not convex as written."""
    translation = _Translation(statement, symbols, sizes)
    objective = translation.state(1)
    return translation.program.problem(objective, maximize=statement.sense is Sense.MAX)


class _Translation:
    """One statement on its way to the solver."""

    def __init__(self, statement: Statement, symbols: Mapping[str, Any], sizes: Mapping[str, int]) -> None:
        self.statement = statement
        self.sizes = sizes
        self.program = MatrixProgram()
        self.places: list[tuple[str, tuple[int, ...]]] = []
        self.points: dict[str, tuple[float, ...]] = {}
        self.numbers = Values(symbols, sizes, float_functions())
        found = {**symbols, **{d.name: self._variable(d) for d in statement.variables}}
        self.values = Values(found, sizes, self.program.functions, special=self._special)

    def _variable(self, declaration: Any) -> Any:
        rows, columns = (size.value(self.sizes) for size in declaration.shape)
        boolean = any(
            row.relation == "in" and row.left.mark[0].name == declaration.name for row in self.statement.domain
        )
        if not declaration.range.loops:
            return self.program.variable(
                (declaration.name, ()), (rows, columns), symmetric=declaration.symmetric, boolean=boolean
            )
        made = {}
        for letters in members(declaration.range, self.sizes):
            at = tuple(letters[loop.name] for loop in declaration.range.loops)
            made[at] = self.program.variable(
                (declaration.name, at), (rows, columns), symmetric=declaration.symmetric, boolean=boolean
            )
        return made

    def solve(self, tolerance: float) -> Solved:
        objective = self.state(1 if self.statement.sense is Sense.MIN else -1)
        return self._read(self.program.minimize(objective, tolerance))

    def state(self, sign: int) -> Any:
        """Adds the rows and gives sign*f."""
        for row in self.statement.rows:
            self._rows(row.name, row.relation, row.left, row.right, row.range)
        for item in self.statement.domain:
            if item.relation == "in":
                self._binary(item)
            else:
                assert item.right is not None
                self._rows("", item.relation, item.left, item.right, item.range)
        return evaluate(scale(sign, self.statement.objective), self.values)

    def _binary(self, item: Any) -> None:
        if not (len(item.points) == 2 and all(p.kind in ("number", "ones", "zero") for p in item.points)):
            raise BackendRefused("only the finite set {0, 1} is solved by this route")

    def _rows(self, name: str, relation: str, left: Node, right: Node, range: Any) -> None:
        for letters in members(range, self.sizes):
            values = self.values.at(letters) if letters else self.values
            self.places.append((name, tuple(letters[loop.name] for loop in range.loops)))
            self.program.add(relation, evaluate(left, values), evaluate(right, values))

    def _read(self, outcome: MatrixOutcome) -> Solved:
        variables: dict[str, Any] = {}
        for (name, at), value in outcome.variables.items():
            if at:
                variables.setdefault(name, {})[at] = value
            else:
                variables[name] = value
        multipliers: dict[str, Any] = {}
        for (name, at), value in zip(self.places, outcome.multipliers, strict=False):
            if not name:
                continue
            if at:
                multipliers.setdefault(name, {})[at] = value
            else:
                multipliers[name] = value
        return Solved(outcome.status, outcome.value, variables, multipliers)

    def _special(self, node: Node, values: Values) -> Any:
        if not node.varying:
            return evaluate(node, Values(self.numbers.symbols, values.sizes, self.numbers.functions))
        if node.kind == "product":
            return self._product(node, values)
        if node.kind == "call" and node.mark[0] == "divided":
            return self._divided(node.args[0], node.args[1], values)
        if node.kind == "power" and is_number(node.args[1], 2):
            base = node.args[0]
            if base.kind == "call" and base.mark[0] == "norm":
                return values.functions["sum_squares"](evaluate(base.args[0], values))
        if node.kind == "trace" and node.args[0].kind == "product":
            return self._trace(node.args[0], values)
        return None

    def _product(self, node: Node, values: Values) -> Any:
        """u'*K*u, and squares over what is below the fraction line."""
        count = node.mark[0]
        below = [s for s in node.args[:count] if s.varying and s.kind == "power" and is_number(s.args[1], -1)]
        if below:
            rest = [s for s in node.args if s not in below]
            bottom = multiply(*(s.args[0] for s in below))
            return self._divided(multiply(*rest) if rest else number(1), bottom, values)
        if node.is_scalar and any(arg.varying and arg.kind in ("inverse", "pinv") for arg in node.args):
            return self._inverse_form(node, values)
        if not node.is_scalar or sum(arg.varying for arg in node.args) != 2:
            return None
        form = bilinear(node.args[:count], node.args[count:])
        if form is None or form[0] != form[2]:
            return None
        return self._form(form[1], form[2], values)

    def _inverse_form(self, node: Node, values: Values) -> Any:
        """g'*inv(Q)*g, jointly convex in g and Q >> 0."""
        count = node.mark[0]
        chain = node.args[count:]
        k = next(k for k, arg in enumerate(chain) if arg.kind in ("inverse", "pinv"))
        left, right = multiply(*chain[:k]), multiply(*chain[k + 1 :])
        if transpose(left) != right or any(s.varying for s in node.args[:count]):
            raise BackendRefused(f"{node} is not convex as it is written")
        form = values.functions["inverse_form"](evaluate(right, values), evaluate(chain[k].args[0], values))
        return values.functions["times"](evaluate(multiply(*node.args[:count]), values), form) if count else form

    def _form(self, matrix: Node, vector: Node, values: Values) -> Any:
        if matrix.varying:
            return None
        found = evaluate(matrix, Values(self.numbers.symbols, values.sizes, self.numbers.functions))
        factor, sign = factored(found)
        squares = values.functions["sum_squares"](factor @ evaluate(vector, values))
        return squares if sign > 0 else -squares

    def _trace(self, node: Node, values: Values) -> Any:
        chain = node.args[node.mark[0] :]
        moving = [k for k, arg in enumerate(chain) if arg.varying]
        if len(moving) != 2 or any(s.varying for s in node.args[: node.mark[0]]):
            return None
        first, second = moving
        turned = chain[first:] + chain[:first]
        middle, rest = turned[1 : second - first], turned[second - first + 1 :]
        left, right = transpose(turned[0]), turned[second - first]
        if rest or left != right:
            return None
        matrix = (
            multiply(*node.args[: node.mark[0]], *middle)
            if middle
            else multiply(*node.args[: node.mark[0]], identity(left.shape[0]))
        )
        return self._form(matrix, right, values)

    def _divided(self, top: Node, bottom: Node, values: Values) -> Any:
        """squares/bottom as a perspective; anything else by a number below."""
        if not bottom.varying:
            found = evaluate(bottom, Values(self.numbers.symbols, values.sizes, self.numbers.functions))
            return values.functions["times"](1.0 / found, evaluate(top, values))
        under = evaluate(bottom, values)
        if top.kind == "power" and is_number(top.args[1], 2):
            base = top.args[0]
            if base.kind == "call" and base.mark[0] == "norm":
                return values.functions["square_over"](evaluate(base.args[0], values), under)
            if base.is_scalar:
                return values.functions["square_over"](evaluate(base, values), under)
            return self._entrywise(base, under, values)
        if top.kind == "product" and top.is_scalar:
            form = (
                bilinear(top.args[: top.mark[0]], top.args[top.mark[0] :])
                if sum(a.varying for a in top.args) == 2
                else None
            )
            if form is not None and form[0] == form[2] and not form[1].varying:
                matrix = evaluate(form[1], Values(self.numbers.symbols, values.sizes, self.numbers.functions))
                factor, sign = factored(matrix)
                if sign > 0:
                    return values.functions["square_over"](factor @ evaluate(form[2], values), under)
        if not top.varying and (top.is_scalar or top.shape == bottom.shape):
            return values.functions["times"](evaluate(top, values), values.functions["power"](under, -1.0))
        raise BackendRefused(f"the quotient by {bottom} is not convex as it is written")

    def _entrywise(self, base: Node, under: Any, values: Values) -> Any:
        found = evaluate(base, values)
        rows, columns = found.shape
        cells = [
            [
                values.functions["square_over"](found[i : i + 1, j : j + 1], under[i : i + 1, j : j + 1])
                for j in range(columns)
            ]
            for i in range(rows)
        ]
        return values.functions["block"](cells)


def factored(matrix: Any) -> tuple[Any, int]:
    """F and a sign with sign*F'F the symmetric part of the matrix. Raises `BackendRefused` for an indefinite one."""
    import numpy as np

    levels, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    scale = max(1.0, float(np.abs(levels).max()))
    sign = 1 if levels.min() >= -1e-12 * scale else -1
    if sign < 0 and levels.max() > 1e-12 * scale:
        raise BackendRefused("a quadratic form is indefinite")
    roots = np.sqrt(np.maximum(sign * levels, 0.0))
    return roots[:, None] * vectors.T, sign
