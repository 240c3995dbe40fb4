"""Pieces of the value function of a convex problem that is no program: entropies, logarithms, powers.

Convexity for all letters is proved on the lifted problem: what stands with a monomial >= 0 is convex, everything else
is affine. A KKT point is then optimal wherever its multipliers and slacks are >= 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

from duality.algebra.domains import natural_demands
from duality.algebra.letter_signs import Sign, sign
from duality.algebra.sympy_bridge import from_sympy
from duality.derivation.curvature import curvature
from duality.derivation.standardize import standard_expression, standardize
from duality.errors import UndefinedError
from duality.letters.claims import NotLifted, OnTheBorder
from duality.letters.coefficients import loosened
from duality.letters.confirming import confirmed
from duality.letters.displayed_form import named
from duality.letters.evaluating import holds
from duality.letters.formula_conditions import formula_conditions
from duality.letters.infeasible_rows import infeasible_rows
from duality.letters.lifting import lifted
from duality.letters.reality import Demand, demands
from duality.letters.separation import Inseparable
from duality.letters.shortening import shortest, turned, with_positive_arguments
from duality.letters.smoothed import Smoothed, rows_of, smoothed
from duality.letters.stationary import KKT, Row, Stationary
from duality.model.expression import Comparison, Expression
from duality.model.letters import with_values
from duality.model.parameter import Parameter
from duality.model.problem import Interval, Membership, Problem, Sense
from duality.model.regions import Region
from duality.model.scalar import Scalar
from duality.model.solution import Status
from duality.records import record, replace
from duality.results.report import Report
from duality.solving.choose import solve

ACTIVE = 1e-6
"""A multiplier above this makes its row active; a slack below it, with a multiplier below it, is on the border."""

Sample = Mapping[str, Fraction]


@record(slots=False)
class FormulaPiece:
    """Formulas as trees, of the min form; ``inequalities`` are sympy expressions that must be >= 0."""

    status: Status
    value: Expression | None
    point: tuple[tuple[str, Expression], ...]
    multipliers: tuple[tuple[str, Expression], ...]
    conditions: tuple[Comparison, ...]
    sample: Sample
    ends: tuple[tuple[Scalar, bool], ...] = ()
    """Of the interval over one letter, each with whether it is open."""

    @property
    def answer(self) -> tuple:
        return (self.status, self.value, self.point, self.multipliers)

    def holds(self, sample: Sample) -> bool:
        """The conditions hold at a point of the letters' ranges."""
        return all(holds(condition, sample) for condition in self.conditions)

    def roots(self) -> list[tuple[Scalar, bool]]:
        """The ends of the interval over one letter."""
        return list(self.ends)


def is_convex_in_letters(problem: Problem) -> bool:
    """f, c convex and h affine in x for every value of the letters, and X a convex set."""
    if any(isinstance(row, Membership) and not isinstance(row.set, Interval) for row in problem.domain):
        return False
    loose = loosened(problem)
    return _is_convex_lifted(problem) or (loose != problem and _is_convex_lifted(loose))


def _is_convex_lifted(problem: Problem) -> bool:
    try:
        plain = standardize(lifted(problem).problem)
    except Inseparable:
        return False
    affine = all(c.row.is_affine for c in plain.domain.conditions if not c.natural)
    return affine and curvature(plain).verdict == "proved"


class Formulas:
    """Solves a problem with letters around samples."""

    """``by_intervals``: the conditions on the only letter are an interval with exact ends."""

    def __init__(self, problem: Problem, run: Callable[[Problem], Report], *, by_intervals: bool = True) -> None:
        self.problem, self.run = problem, run
        self.by_intervals = by_intervals and len(problem.parameters) == 1
        self.letters = problem.parameters
        self.trees = named(problem)
        self.unsolved: dict[tuple, NotLifted] = {}
        """Active rows whose equations have no closed form; they are not tried again."""

    @cached_property
    def symbols(self) -> dict[Any, Any]:
        """Letters with what their ranges say of their signs."""
        import sympy

        return {sympy.Symbol(p.name, real=True): _symbol(p) for p in self.letters}

    @cached_property
    def rows(self) -> list[Row]:
        """The constraints, then the rows of X."""
        return rows_of(self.trees, self._sympy)

    def piece(self, sample: Sample) -> FormulaPiece:
        """The piece around a sample; raises `NotLifted` or `OnTheBorder`.

        Of x* and the multipliers there only the active rows and the choice of roots matter, and the formulas prove
        themselves: a solver's answer is enough, and where it is too rough the report's is taken.
        """
        numbers = with_values(self.problem, sample)
        try:
            rough = solve(standardize(numbers), convex="proved")
            if rough.status is Status.OPTIMAL and rough.point is not None and rough.multipliers is not None:
                known = {row.name: 0 for row in self.rows if row.name is not None}
                try:
                    return self._around(sample, dict(rough.point), {**known, **dict(rough.multipliers)}, is_rough=True)
                except NotLifted as fault:
                    if fault in self.unsolved.values():
                        raise
            report = self.run(numbers)
        except UndefinedError as fault:
            raise NotLifted("the problem is undefined there") from fault
        if report.primal.status == "infeasible":
            return self._infeasible(sample)
        point, multipliers = report.primal.point, report.dual.point
        if report.primal.status != "optimal" or point is None or multipliers is None:
            raise NotLifted("no optimal x with multipliers was found there")
        return self._around(sample, point, multipliers)

    def _around(
        self, sample: Sample, point: Mapping[str, Any], multipliers: Mapping[str, Any], *, is_rough: bool = False
    ) -> FormulaPiece:
        import sympy

        numbers = self._numbers(sample, point)
        active = self._active(numbers, {name: float(v) for name, v in multipliers.items()})
        variables = [sympy.Symbol(name, real=True) for name in self.problem.variables]
        weights = {k: float(multipliers[row.name]) for k, row in enumerate(self.rows) if row.name is not None}
        smooth = smoothed(self.trees, self._sympy, numbers)
        key = (frozenset(active), smooth.key)
        if key in self.unsolved:
            raise self.unsolved[key]
        try:
            return self._assembled(sample, numbers, weights, [*active, *smooth.held], variables, smooth)
        except NotLifted as fault:
            if not is_rough:
                self.unsolved[key] = fault
            raise

    def region(self, found: object) -> Region:
        """The piece in the words of the model."""
        assert isinstance(found, FormulaPiece), "formulas give pieces of formulas"
        value = found.value
        if value is not None and self.problem.sense is Sense.MAX:
            value = self._tree(shortest(-self._sympy(value)))
        attained = True if found.status is Status.OPTIMAL else None
        return Region(
            found.conditions,
            tuple(found.sample.items()),
            found.status,
            value,
            found.point,
            found.multipliers,
            attained=attained,
        )

    def _assembled(
        self,
        sample: Sample,
        numbers: dict[Any, float],
        weights: dict[int, float],
        active: list[int],
        plain: list[Any],
        smooth: Smoothed,
    ) -> FormulaPiece:
        import sympy

        typed = {symbol: _signed(symbol, numbers[symbol], self.rows, numbers) for symbol in plain}
        numbers = {**numbers, **{typed[s]: numbers[s] for s in plain}}
        rows = [replace(row, value=row.value.xreplace(typed)) for row in smooth.rows]
        objective = smooth.objective.xreplace(typed)
        kkt = KKT(objective, list(typed.values()), rows, active, numbers, weights)
        found = kkt.solved()
        value = shortest(found.at(objective))
        put = {new: sympy.Rational(*sample[old.name].as_integer_ratio()) for old, new in self.symbols.items()}
        required = [*self._required(rows, found, set(active)), *self._natural(typed, found, put)]
        required += smooth.required(kkt, found, typed)
        required += [(side, False) for side in found.sides]
        formulas = (*found.x.values(), *found.multipliers.values(), value, *(one for one, _ in required))
        required += demands(formulas, put)
        conditions, ends = formula_conditions(required, sample, self.letters, self.symbols, self.by_intervals)
        if not confirmed(kkt, found, conditions, self.letters, self.symbols):
            raise NotLifted("the formula is not confirmed at a further point")

        def tree(formula: Any) -> Expression:
            return self._tree(with_positive_arguments(formula, put))

        point = tuple((s.name, tree(turned(found.x[typed[s]]))) for s in plain)
        named_rows = [(k, row.name) for k, row in enumerate(rows) if row.name is not None]
        multipliers = tuple((name, tree(turned(found.multipliers.get(k, sympy.Integer(0))))) for k, name in named_rows)
        return FormulaPiece(Status.OPTIMAL, tree(value), point, multipliers, conditions, dict(sample), ends)

    def _required(self, rows: list[Row], found: Stationary, active: set[int]) -> list[tuple[Any, bool]]:
        """Expressions that must be >= 0 (> 0): multipliers of active rows, slacks of the others."""
        required = [(found.multipliers[k], False) for k in active if not rows[k].equality]
        required += [(-found.at(row.value), row.strict) for k, row in enumerate(rows) if k not in active]
        required += [(norm, True) for norm in found.norms.values()]
        return required

    def _natural(self, typed: Mapping[Any, Any], found: Stationary, put: dict[Any, Any]) -> Iterator[Demand]:
        """x* lies where f and the constraints are defined."""
        trees = [self.trees.objective, *(side for row in self.trees.rows for side in row.comparison.expressions)]
        for demand in dict.fromkeys(demand for tree in trees for demand in natural_demands(tree)):
            at = found.at(self._sympy(demand.argument).xreplace(typed))
            yield (-at if demand.kind == "nonzero" and bool(at.subs(put) < 0) else at), demand.kind != "nonnegative"

    def _infeasible(self, sample: Sample) -> FormulaPiece:
        """The affine rows contradict one another there, or one inequality has a positive least value over X."""
        contradiction = infeasible_rows(self.problem, sample)
        if contradiction is not None:
            found, region = contradiction
            ends = tuple(found.roots()) if len(self.letters) == 1 else ()
            return FormulaPiece(Status.INFEASIBLE, None, (), region.multipliers, region.where, dict(sample), ends)
        inequalities = [c for c in self.problem.constraints if c.kind == "inequality"]
        if len(self.problem.constraints) != 1 or len(inequalities) != 1:
            raise NotLifted("the constraints are infeasible there")
        least = replace(
            self.problem, objective=standard_expression(inequalities[0]), sense=Sense.MIN, rows=(), expectations=()
        )
        inner = Formulas(least, self.run, by_intervals=self.by_intervals).piece(sample)
        if inner.value is None:
            raise NotLifted("the constraints are infeasible there")
        required = [(self._sympy(inner.value), True)]
        conditions, ends = formula_conditions(required, sample, self.letters, self.symbols, self.by_intervals)
        return FormulaPiece(Status.INFEASIBLE, None, (), (), (*inner.conditions, *conditions), dict(sample), ends)

    def _active(self, numbers: dict[Any, float], multipliers: Mapping[str, float]) -> list[int]:
        import sympy

        active = []
        for k, row in enumerate(self.rows):
            slack = -float(sympy.N(row.value.subs(numbers)))
            if row.equality:
                active.append(k)
            elif row.name is not None:
                if multipliers[row.name] > ACTIVE:
                    active.append(k)
                elif slack < ACTIVE:
                    raise OnTheBorder(row.name)
            elif slack < ACTIVE and not row.strict:
                active.append(k)
        return active

    def _numbers(self, sample: Sample, point: Mapping[str, Any]) -> dict[Any, float]:
        import sympy

        numbers = {new: float(sample[old.name]) for old, new in self.symbols.items()}
        return {**numbers, **{sympy.Symbol(name, real=True): float(v) for name, v in point.items()}}

    def _sympy(self, node: Expression) -> Any:
        return node.sympy().xreplace(self.symbols)

    def _tree(self, expression: Any) -> Expression:
        try:
            return from_sympy(expression)
        except ValueError as fault:
            raise NotLifted(str(fault)) from None


def _symbol(letter: Parameter) -> Any:
    import sympy

    known = sign(letter)
    if known is Sign.POSITIVE:
        return sympy.Symbol(letter.name, positive=True)
    return sympy.Symbol(letter.name, **({"nonnegative": True} if known is Sign.NONNEGATIVE else {"real": True}))


def _signed(symbol: Any, value: float, rows: list[Row], numbers: Mapping[Any, float]) -> Any:
    """A variable that X keeps >= 0 and that is not 0 there is positive, which roots and logarithms need to know."""
    import sympy

    bounded = any(row.name is None and (row.value + symbol) == 0 for row in rows)
    return sympy.Symbol(symbol.name, positive=True) if bounded and value > ACTIVE else symbol
