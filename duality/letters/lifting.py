"""The problem without letters whose dual function contains that of the problem with letters.

L(x, alpha; letters) = sum over k of m_k(alpha, letters) * e_k(x) is affine in the products m_k of a multiplier and a
monomial of the letters. Take every m_k for a multiplier of its own, of a constraint e_k(x) <= 0 where m_k >= 0 for
all letters and else e_k(x) = 0: the engine derives the dual function of that problem, in rational numbers as always,
and theta_D(alpha; letters) is its value at m_k = m_k(alpha, letters). No value of a letter is ever chosen.
"""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.atoms import scaled
from duality.derivation.differences import difference
from duality.derivation.standardize import standard_expression
from duality.letters.hubers import Minima, minimized
from duality.letters.monomials import UNIT, Monomial, is_nonnegative, is_positive, tree
from duality.letters.separation import Inseparable, separated, settled
from duality.letters.substitutions import Substitution, comparisons, put, substitutions
from duality.model.expression import ZERO, Comparison, Expression, Product, Variable, opposite
from duality.model.parameter import letters_of
from duality.model.problem import ConstraintRow, DomainRow, Interval, Membership, Problem, Sense
from duality.records import record


@record(slots=False)
class Lifted:
    """``problem`` has no letters; ``meaning`` gives each of its multipliers as a product of a multiplier and letters.

    ``own`` are the multipliers that are multipliers of the statement as they are, by their names there.
    ``minima`` are functions that were written as minima over one variable more, and ``change`` is the change of
    variables that was made then.
    """

    problem: Problem
    meaning: dict[str, Expression]
    own: dict[str, str]
    change: Substitution
    minima: Minima


def lifted(problem: Problem) -> Lifted:
    """The lifted problem; raises `Inseparable` where a letter stands inside a function that does not let it out."""
    fault: Inseparable | None = None
    written, minima = minimized(problem)
    for change in substitutions(written):
        try:
            return _Lifting(put(written, change), change, minima).lifted()
        except Inseparable as found:
            fault = fault or found
    assert fault is not None
    raise fault


class _Lifting:
    def __init__(self, problem: Problem, change: Substitution, minima: Minima) -> None:
        self.problem, self.change, self.minima = problem, change, minima
        self.rows: list[ConstraintRow] = []
        self.meaning: dict[str, Expression] = {}
        self.own: dict[str, str] = {}
        self.taken = {*problem.variables, *(constraint.name for constraint in problem.constraints)}

    def lifted(self) -> Lifted:
        problem = self.problem
        objective = problem.objective if problem.sense is Sense.MIN else opposite(problem.objective)
        constant = ZERO
        for m, e in separated(objective).items():
            if m == UNIT:
                constant = e
            else:
                self._add(m, e, None)
        for constraint in problem.constraints:
            symbol = Variable(constraint.multiplier)
            for m, e in separated(standard_expression(constraint)).items():
                if m == UNIT:
                    relation = "<=" if constraint.kind == "inequality" else "="
                    self.rows.append(ConstraintRow(Comparison((relation,), (e, ZERO)), constraint.name))
                    prefix = "alpha" if constraint.kind == "inequality" else "beta"
                    self.meaning[f"{prefix}_{constraint.name}"] = symbol
                    self.own[f"{prefix}_{constraint.name}"] = constraint.multiplier
                else:
                    self._add(m, e, symbol, signed=constraint.kind == "inequality")
        domain = tuple(one for row in problem.domain for one in self._domain(row))
        plain = Problem(constant, Sense.MIN, problem.variables, tuple(self.rows), domain)
        return Lifted(plain, self.meaning, self.own, self.change, self.minima)

    def _add(self, m: Monomial, e: Expression, symbol: Variable | None, signed: bool = True) -> None:
        """m*e in f, or alpha*m*e: one multiplier more."""
        name = self._name()
        nonnegative = signed and is_nonnegative(m)
        relation = "<=" if nonnegative else "="
        self.rows.append(ConstraintRow(Comparison((relation,), (e, ZERO)), name))
        factor = tree(m)
        meaning = factor if symbol is None else Product((factor, symbol))
        self.meaning[f"{'alpha' if nonnegative else 'beta'}_{name}"] = meaning

    def _name(self) -> str:
        k = len(self.meaning) + 1
        while f"L{k}" in self.taken:
            k += 1
        self.taken.add(f"L{k}")
        return f"L{k}"

    def _domain(self, row: DomainRow) -> list[DomainRow]:
        if isinstance(row, Membership):
            if not isinstance(row.set, Interval):
                return [row]
            ends = [end for end in (row.set.lower, row.set.upper) if end is not None]
            if not any(letters_of(end) for end in ends):
                return [row]
            return [self._condition(one) for one in comparisons(row)]
        if not any(letters_of(side) for side in row.expressions):
            return [row]
        pairs = zip(row.relations, zip(row.expressions, row.expressions[1:], strict=False), strict=True)
        return [self._condition(Comparison((relation,), pair)) for relation, pair in pairs]

    def _condition(self, row: Comparison) -> Comparison:
        """m*e >= 0 is e >= 0 for m > 0."""
        parts = separated(difference(*row.expressions))
        if len(parts) == 1:
            (m, e), *_ = parts.items()
            if is_positive(m) or (row.relations == ("=",) and is_positive(m)):
                return Comparison(row.relations, (settled(e), ZERO))
        if not parts:
            return Comparison(row.relations, (scaled(Fraction(0), ZERO), ZERO))
        raise Inseparable(difference(*row.expressions))
