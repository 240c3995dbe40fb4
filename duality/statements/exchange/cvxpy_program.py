"""A bound statement as a problem of cvxpy: the walk of `evaluating` over its expressions.

Quadratic forms are told as squares of F*u with the factor of their matrix in numbers, quotients of squares by their
perspective: what the rules of the tower know is kept, so that the program is convex as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duality.errors import BackendRefused
from duality.model.problem import Sense
from duality.solving.matrix_programs import MatrixProgram
from duality.statements.arrays.definite import factored
from duality.statements.building import identity, multiply, number, scale, transpose
from duality.statements.building.leaves import is_number
from duality.statements.evaluating import Values, evaluate
from duality.statements.evaluating.floats import functions as float_functions
from duality.statements.evaluating.walk import members
from duality.statements.nodes import Node
from duality.statements.statement import Statement
from duality.statements.tower.quadratics import bilinear


def cvxpy_problem(statement: Statement, symbols: Mapping[str, Any], sizes: Mapping[str, int]) -> Any:
    """The statement as a ``cvxpy.Problem`` in its own sense; `BackendRefused` where it is not convex as written."""
    translation = _Translation(statement, symbols, sizes)
    objective = translation.state(1)
    return translation.program.problem(objective, maximize=statement.sense is Sense.MAX)


class _Translation:
    """One statement on its way to cvxpy."""

    def __init__(self, statement: Statement, symbols: Mapping[str, Any], sizes: Mapping[str, int]) -> None:
        self.statement = statement
        self.sizes = sizes
        self.program = MatrixProgram()
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

    def state(self, sign: int) -> Any:
        """Adds the rows and gives sign*f."""
        for row in self.statement.rows:
            self._rows(row.relation, row.left, row.right, row.range)
        for item in self.statement.domain:
            if item.relation == "in":
                self._binary(item)
            else:
                assert item.right is not None
                self._rows(item.relation, item.left, item.right, item.range)
        return evaluate(scale(sign, self.statement.objective), self.values)

    def _binary(self, item: Any) -> None:
        if not (len(item.points) == 2 and all(p.kind in ("number", "ones", "zero") for p in item.points)):
            raise BackendRefused("only the finite set {0, 1} is solved by this route")

    def _rows(self, relation: str, left: Node, right: Node, range: Any) -> None:
        for letters in members(range, self.sizes):
            values = self.values.at(letters) if letters else self.values
            self.program.add(relation, evaluate(left, values), evaluate(right, values))

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
        if node.kind == "trace" and node.args[0].kind == "inverse":
            return values.functions["trace_of_inverse"](evaluate(node.args[0].args[0], values))
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
