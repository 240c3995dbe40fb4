"""f and the rows of a problem around a numeric x*, as sympy expressions that have derivatives there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from duality.derivation.differences import difference
from duality.derivation.standardize import standard_expression
from duality.letters.kinks import Kink, Kinks, bounds
from duality.letters.stationary import KKT, Row, Stationary
from duality.letters.substitutions import domain_comparisons
from duality.model.expression import Expression, opposite
from duality.model.problem import Problem, Sense
from duality.records import record

SympyOf = Callable[[Expression], Any]
Put = Callable[[Expression], Expression]


@record(slots=False)
class Smoothed:
    """min f over the rows, with rows u = 0 for the norms that are 0 at x*; ``sides`` are expressions that must be >= 0.

    ``kinks`` have the places of their rows. ``weighted`` and ``weighted_rows`` still hold the symbols of these norms.
    """

    objective: Any
    rows: tuple[Row, ...]
    kinks: tuple[tuple[Kink, tuple[int, ...]], ...]
    sides: tuple[Any, ...]
    weighted: Any
    weighted_rows: tuple[Any, ...]

    @property
    def key(self) -> tuple:
        """What two points share whose KKT equations are the same but for the active rows."""
        return (tuple(kink.arguments for kink, _ in self.kinks), self.sides)

    @property
    def held(self) -> list[int]:
        """The rows u = 0."""
        return [k for _, places in self.kinks for k in places]

    def required(self, kkt: KKT, found: Stationary, change: Mapping[Any, Any]) -> list[tuple[Any, bool]]:
        """Expressions of the letters that must be >= 0: coefficients of norms against multipliers, and the sides."""
        lagrangian = self.weighted.xreplace(change)
        for k in kkt.active:
            if k < len(self.weighted_rows):
                lagrangian = lagrangian + kkt.symbols[k] * self.weighted_rows[k].xreplace(change)
        values = {kkt.symbols[k]: value for k, value in found.multipliers.items()}
        signs = [found.at(side.xreplace(change)) for side in self.sides]
        for kink, places in self.kinks:
            own = [kkt.symbols[k] for k in places]
            signs += [bound.subs(values) for bound in bounds(kink, lagrangian, own, kkt.variables)]
        return [(one, False) for one in signs]


def smoothed(trees: Problem, sympy_of: SympyOf, numbers: Mapping[Any, float]) -> Smoothed:
    """Around the numbers for x and the letters."""
    kinks = Kinks(sympy_of, numbers)
    weighted = sympy_of(kinks.put(objective_of(trees)))
    rows = rows_of(trees, sympy_of, kinks.put)
    zero = {kink.symbol: 0 for kink in kinks.found.values()}
    plain = [Row(row.value.subs(zero), row.equality, row.name, row.strict) for row in rows]
    placed = []
    for kink in kinks.found.values():
        places = tuple(range(len(plain), len(plain) + len(kink.arguments)))
        plain += [Row(sympy_of(argument).subs(zero), True, None) for argument in kink.arguments]
        placed.append((kink, places))
    sides = tuple(sympy_of(side).subs(zero) for side in kinks.sides)
    values = tuple(row.value for row in rows)
    return Smoothed(weighted.subs(zero), tuple(plain), tuple(placed), sides, weighted, values)


def objective_of(trees: Problem) -> Expression:
    """f of the min form."""
    return trees.objective if trees.sense is Sense.MIN else opposite(trees.objective)


def rows_of(trees: Problem, sympy_of: SympyOf, put: Put = lambda node: node) -> list[Row]:
    """The constraints, then the rows of X."""
    found = [Row(sympy_of(put(standard_expression(c))), c.kind == "equality", c.name) for c in trees.constraints]
    for row in domain_comparisons(trees):
        left, right = row.expressions
        if row.relations[0] in (">=", ">"):
            left, right = right, left
        value = sympy_of(put(difference(left, right)))
        found.append(Row(value, row.relations == ("=",), None, row.relations[0] in ("<", ">")))
    return found
