"""Files of solvers (.mps, .lp, .nl) as problems with the file's own names."""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil, floor, inf
from pathlib import Path
from typing import TYPE_CHECKING

from duality import language
from duality.errors import ProblemError
from duality.model.expression import ZERO, Comparison, Expression, Power, Product, Sum, Variable, number
from duality.model.problem import ConstraintRow, DomainRow, IntegerRange, Membership, Problem, Sense
from duality.solving import model_files

if TYPE_CHECKING:
    from duality.solving.model_files.model import Column, Model, ModelRow


def read_model_file(path: Path) -> Problem:
    """The problem; bounds of columns stay in X, ranges are two constraints, integers finite ranges.

    Raises `ProblemError` for what cannot be read, and for an integer column without finite bounds.
    """
    if path.suffix.lower() == ".nl":
        return _from_nl(path)
    return problem_of(model_files.linear.read_model(path))


def _from_nl(path: Path) -> Problem:
    """Rows are c1, c2, ... and h1, h2, ...: an NL file has no names."""
    found = model_files.nl.read_nl(path)
    columns = tuple(model_files.model.Column(c.name, 0.0, c.lower, c.upper, c.integer) for c in found.columns)
    model = model_files.model.Model(path.stem, found.maximize, 0.0, columns, ())
    variables = [Variable(c.name) for c in columns]
    rows = [row for stated in found.rows for row in ended(stated.tree, stated.lower, stated.upper, None)]
    domain = [row for k, column in enumerate(columns) for row in _domain(model, k, column, variables[k])]
    sense = Sense.MAX if found.maximize else Sense.MIN
    names = tuple(v.name for v in variables)
    return Problem(found.objective, sense, names, tuple(rows), tuple(domain), path.stem)


def problem_of(model: Model) -> Problem:
    """The model as a problem."""
    names, changed = _names(model)
    variables = [Variable(name) for name in names[: len(model.columns)]]
    rows = [
        row
        for name, stated in zip(names[len(model.columns) :], model.rows, strict=True)
        for row in _rows(stated, name, variables)
    ]
    domain = [row for k, column in enumerate(model.columns) for row in _domain(model, k, column, variables[k])]
    notes = (f"Names of the file: {'; '.join(changed)}.",) if changed else ()
    sense = Sense.MAX if model.maximize else Sense.MIN
    return Problem(
        _objective(model, variables),
        sense,
        tuple(v.name for v in variables),
        tuple(rows),
        tuple(domain),
        model.title,
        notes,
    )


def _names(model: Model) -> tuple[list[str], list[str]]:
    """Names that the language allows, and how those that it does not are written here."""
    taken: set[str] = set()
    names, changed = [], []
    for given in (*(c.name for c in model.columns), *(r.name for r in model.rows)):
        plain = re.sub(r"\W+", "_", given, flags=re.ASCII).strip("_")
        if re.fullmatch(language.tokens.NAME, plain) is None or language.vocabulary.reserved(plain) is not None:
            plain = f"v_{plain}" if plain else "v"
        name, count = plain, 1
        while name in taken:
            count += 1
            name = f"{plain}_{count}"
        taken.add(name)
        names.append(name)
        if name != given:
            changed.append(f"{given} is {name}")
    return names, changed


def _objective(model: Model, variables: list[Variable]) -> Expression:
    terms = [
        _term(column.cost, variable) for column, variable in zip(model.columns, variables, strict=True) if column.cost
    ]
    for i, j, value in model.hessian:
        power = Power(variables[i], number(2)) if i == j else Product((variables[i], variables[j]))
        terms.append(_term(value / 2 if i == j else value, power))
    if model.offset:
        terms.append(number(_exact(model.offset)))
    return _sum(terms)


def _term(value: float, tree: Expression) -> Expression:
    from duality.model.expression import Negative

    factor = _exact(value)
    size = abs(factor)
    if size == 1:
        return Negative(tree) if factor < 0 else tree
    inner = tree.factors if isinstance(tree, Product) else (tree,)
    product = Product((number(size), *inner))
    return Negative(product) if factor < 0 else product


def _sum(terms: list[Expression]) -> Expression:
    return ZERO if not terms else terms[0] if len(terms) == 1 else Sum(tuple(terms))


def _exact(value: float) -> Fraction:
    """The decimal that the number prints as."""
    return Fraction(repr(float(value)))


def _rows(row: ModelRow, name: str, variables: list[Variable]) -> list[ConstraintRow]:
    body = _sum([_term(value, variables[place]) for place, value in row.terms if value])
    return ended(body, row.lower, row.upper, name)


def ended(body: Expression, low: float, high: float, name: str | None) -> list[ConstraintRow]:
    """low <= body <= high as one row, a chain where both ends are finite; nothing for a row without ends."""
    if low == high:
        return [ConstraintRow(Comparison(("=",), (body, number(_exact(high)))), name)]
    if low > -inf and high < inf:
        ends = number(_exact(low)), number(_exact(high))
        return [ConstraintRow(Comparison(("<=", "<="), (ends[0], body, ends[1])), name)]
    if low > -inf:
        return [ConstraintRow(Comparison((">=",), (body, number(_exact(low)))), name)]
    return [ConstraintRow(Comparison(("<=",), (body, number(_exact(high)))), name)] if high < inf else []


def _domain(model: Model, place: int, column: Column, variable: Variable) -> list[DomainRow]:
    low, high = column.lower, column.upper
    if column.integer:
        if low == -inf or high == inf:
            low, high = implied_bounds(model, place)
        if low == -inf or high == inf:
            raise ProblemError(
                f"the integer column {column.name} has no finite bounds, and none follow from the rows",
                help="give it bounds in the file, such as UP in BOUNDS or 'x <= 1000' under Bounds",
            )
        return [Membership((variable.name,), IntegerRange(ceil(low - 1e-9), floor(high + 1e-9)))]
    if low == high:
        return [Comparison(("=",), (variable, number(_exact(low))))]
    rows: list[DomainRow] = []
    if low > -inf:
        rows.append(Comparison((">=",), (variable, number(_exact(low)))))
    if high < inf:
        rows.append(Comparison(("<=",), (variable, number(_exact(high)))))
    return rows


def implied_bounds(model: Model, wanted: int) -> tuple[float, float]:
    """Bounds of a column that follow from the rows and the bounds of the others, by a few rounds of propagation."""
    low = [c.lower for c in model.columns]
    high = [c.upper for c in model.columns]
    for _ in range(5):
        for row in model.rows:
            for place, value in row.terms:
                others = [(v * low[i], v * high[i]) for i, v in row.terms if i != place and v]
                least = sum(min(pair) for pair in others)
                most = sum(max(pair) for pair in others)
                ends = sorted(((row.lower - most) / value, (row.upper - least) / value))
                low[place], high[place] = max(low[place], ends[0]), min(high[place], ends[1])
        if low[wanted] > -inf and high[wanted] < inf:
            break
    return low[wanted], high[wanted]
