"""One linear or quadratic statement at many data: read once, derived once, settled exactly for each.

The coefficients are those of the statement: rows are evaluated at all unit vectors at once, in rational numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from duality.errors import ProblemError
from duality.named_tuples import NamedTuple
from duality.solving.many.reading import Polynomial, program_of, row_of
from duality.solving.quadratic.program import LinearRow, QuadraticProgram
from duality.statements.binding import measured, symbols
from duality.statements.building import inner, number, over, subtract, terms
from duality.statements.evaluating import Values, evaluate
from duality.statements.keeping import check_data
from duality.statements.nodes import Node
from duality.statements.statement import Statement
from duality.statements.theta import given_data
from duality.statements.tower.collecting import Collected
from duality.statements.tower.curvature import curvature
from duality.statements.tower.standard import objective_of, standard_rows

Array = Any


class Block(NamedTuple):
    """A variable with the place of its first entry."""

    name: str
    start: int
    size: int


class Many:
    """The parts of a quadratic statement, for any data. Raises `ProblemError` where it is of another kind."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.rows = standard_rows(statement)
        objective = objective_of(statement)
        # Without the fractions of the statement, such as 1/2, coefficients stay integers where the data are.
        self.below = lcm(*(value.denominator for value, _ in terms(objective)))
        collected = Collected()
        collected.collect(number(self.below), objective)
        kinds = {atom.kind for atom in collected.atoms}
        looped = any(d.range.loops or not d.shape[1].is_one() for d in statement.variables)
        looped = (
            looped
            or any(row.row.range.loops for row in self.rows)
            or bool(collected.atoms and kinds - {"square", "quadratic"})
        )
        affine = all(row.row.kind != "semidefinite" and curvature(row.body).kind == "affine" for row in self.rows)
        domain = all(row.relation in ("<=", ">=", "=") and not row.range.loops for row in statement.domain)
        if looped or not affine or not domain or any(a.range.loops for a in collected.atoms):
            raise ProblemError("only linear and quadratic statements without families are solved many at a time")
        self.constants = collected.constants
        self.linear = [over(item.range, inner(item.weight, item.symbol)) for item in collected.linear]
        self.quadratic = collected.quadratic
        self.atoms = collected.atoms

    def program(self, data: Mapping[str, object]) -> tuple[QuadraticProgram, list[Block]]:
        """The program of the min form at the data; rows are named "row k" by their entries."""
        arrays = given_data(self.statement, data)
        lengths = {name: int(value) for name, value in arrays.items() if name in self.statement.sizes}
        sizes = measured(self.statement.parameters, arrays, lengths)
        check_data(self.statement, arrays, sizes)
        blocks, total = [], 0
        for declaration in self.statement.variables:
            size = declaration.shape[0].value(sizes)
            blocks.append(Block(declaration.name, total, size))
            total += size
        exact = {name: _exact(value) for name, value in symbols(self.statement.parameters, arrays, sizes).items()}
        values = Values({**exact, **{b.name: _units(b, total) for b in blocks}}, sizes, FUNCTIONS, _number)
        places = {b.name: b.start for b in blocks}
        rows = [
            row for stated in self._gaps() for row in _rows(evaluate(stated[1], values), stated[0], stated[2], total)
        ]
        names = tuple(f"{b.name}[{k + 1}]" for b in blocks for k in range(b.size))
        return program_of(names, self._objective(values, places, total), rows, self.below), blocks

    def _gaps(self) -> Iterator[tuple[str | None, Node, bool]]:
        """Name, body <= 0 or = 0, and which of the two."""
        for row in self.rows:
            yield row.row.name, row.body, row.row.kind == "equality"
        for row in self.statement.domain:
            assert row.right is not None
            gap = subtract(row.left, row.right)
            yield None, gap if row.relation != ">=" else subtract(row.right, row.left), row.relation == "="

    def _objective(self, values: Values, places: Mapping[str, int], total: int) -> Polynomial:
        found: Polynomial = {(): 0}

        def plus(key: tuple[int, ...], value: Any) -> None:
            if value:
                found[key] = found.get(key, 0) + value

        for node in self.constants:
            plus((), evaluate(node, values)[0, 0])
        for node in self.linear:
            row = evaluate(node, values)
            for k in range(total):
                plus((k,), row[0, k + 1])
        for item in self.quadratic:
            matrix, below = _whole(evaluate(over(item.range, item.matrix), values))
            first, second = places[item.left.mark[0].name], places[item.right.mark[0].name]
            for i in range(matrix.shape[0]):
                for j in range(matrix.shape[1]):
                    value = matrix[i, j]
                    if value:
                        key = (first + i, second + j) if first + i <= second + j else (second + j, first + i)
                        plus(key, value if below == 1 else Fraction(value, below))
        for atom in self.atoms:
            self._atom(atom, values, plus, total)
        return found

    def _atom(self, atom: Any, values: Values, plus: Any, total: int) -> None:
        """<w, (M x + o)^2>, and w*(M x + o)'K(M x + o)."""
        form = evaluate(atom.argument, values)
        # At 0 the form is its offset; what the unit vectors add to it are the columns of M.
        form = form + _at_zero_only(form)
        weight, below = _whole(evaluate(atom.weight, values))
        if atom.kind == "quadratic":
            middle, more = _whole(evaluate(atom.extra[0], values))
            core, below = weight[0, 0] * (form.T @ (middle @ form)), below * more
        else:
            core = form.T @ (weight * form)
        for i in range(total + 1):
            for j in range(i, total + 1):
                # The form is symmetric where K is; else both halves count.
                value = core[i, j] if i == j else core[i, j] + core[j, i]
                if value:
                    key = (i - 1, j - 1) if i else (j - 1,) if j else ()
                    plus(key, value if below == 1 else Fraction(value, below))


def _whole(array: Array) -> tuple[Array, int]:
    """Integers over one denominator."""
    below = lcm(*(value.denominator for value in array.ravel()))
    return (array, 1) if below == 1 else (_integers(array * below), below)


def _integers(array: Array) -> Array:
    import numpy as np

    made = np.empty(array.shape, dtype=object)
    made.ravel()[:] = [int(value) for value in array.ravel()]
    return made


def _number(value: Any) -> Any:
    """A constant of the statement, an integer where it is one."""
    return value.numerator if value.denominator == 1 else Fraction(value)


def _units(block: Block, total: int) -> Array:
    """The variable at 0 and at every unit vector of all variables: a column for each."""
    import numpy as np

    made = np.zeros((block.size, total + 1), dtype=object)
    for k in range(block.size):
        made[k, block.start + k + 1] = 1
    return made


def _exact(array: Any) -> Array:
    """Integers where the data are integers, else the decimals that they print as."""
    import numpy as np

    dense = array.toarray() if hasattr(array, "toarray") else array
    if (dense == np.rint(dense)).all() and (np.abs(dense) < 2**53).all():
        return dense.astype(np.int64).astype(object)
    made = np.empty(dense.shape, dtype=object)
    made.ravel()[:] = [Fraction(repr(value)) for value in dense.ravel().tolist()]
    return made


def _rows(form: Array, name: str | None, equality: bool, total: int) -> Iterator[LinearRow]:
    """The rows of a body evaluated at 0 and the unit vectors; the value at 0 is taken off."""
    moving = range(total) if form.shape[1] > 1 else ()
    for k in range(form.shape[0]):
        line = form[k].tolist()
        origin, own = line[0], None if name is None else f"{name}[{k + 1}]"
        if all(type(value) is int for value in line):
            entries = tuple([(j, line[j + 1] - origin) for j in moving if line[j + 1] != origin])
            yield LinearRow(entries, origin, equality, own)
            continue
        polynomial: Polynomial = {(): origin}
        polynomial |= {(j,): line[j + 1] - origin for j in moving if line[j + 1] != origin}
        yield row_of(polynomial, own, equality=equality)


def _at_zero_only(form: Array) -> Array:
    """Minus the offset, in every column but the first."""
    made = -form[:, :1].repeat(form.shape[1], axis=1)
    made[:, 0] = 0
    return made


def _times(left: Array, right: Array) -> Array:
    return left * right


def _power(base: Array, exponent: Array) -> Array:
    return base ** int(exponent[0, 0])


def _block(cells: Sequence[Sequence[Array]]) -> Array:
    import numpy as np

    return np.block([list(row) for row in cells])


FUNCTIONS = {"times": _times, "power": _power, "block": _block, "trace": lambda a: a.trace().reshape(1, 1)}
