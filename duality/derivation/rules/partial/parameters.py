"""Coefficients that are not affine in the multipliers, as parameters with a name of their own and a known sign.

The rules for one variable take coefficients that are affine forms over named parameters. A coefficient such as
alpha*x^2 or sqrt(2*alpha) enters as a parameter p; what a rule returns is then read with the coefficient put back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from fractions import Fraction

from duality.algebra.atoms import affine_expression, scalar_expression, substitute
from duality.derivation.rules.partial.budget import Abandoned, Budget
from duality.derivation.rules.partial.expander import Expander
from duality.derivation.rules.partial.expansion import Expansion
from duality.model.derivation import BranchCondition, Condition
from duality.model.expression import Expression, Variable
from duality.model.form import Affine, Bounds
from duality.model.scalar import Scalar

MOST_PARAMETERS = 60

NONNEGATIVE = Bounds(lower=Fraction(0))
POSITIVE = Bounds(lower=Fraction(0), lower_closed=False)


class Parameters:
    """The multipliers, those >= 0 in ``nonnegative``, and parameters that stand for trees over multipliers and x."""

    def __init__(self, nonnegative: frozenset[str], bounds: Mapping[str, Bounds], budget: Budget) -> None:
        self.nonnegative = set(nonnegative)
        self.budget = budget
        self.variables = set(bounds)
        self.expander = Expander({**bounds, **dict.fromkeys(nonnegative, NONNEGATIVE)}, budget)
        self.fixed: dict[str, Scalar] = {}
        self._meanings: dict[str, Expansion] = {}
        self._trees: dict[str, Expression] = {}

    def affine(self, coefficient: Expansion) -> Affine:
        """The coefficient as an affine form over multipliers and parameters; unknown trees become a new parameter."""
        known = self._affine(coefficient)
        if known is not None:
            return known
        lead = coefficient.terms[0].coefficient
        monic = coefficient.scaled(1 / lead)
        for name, meaning in self._meanings.items():
            if meaning.equals(monic):
                return Affine(Fraction(0), ((name, lead),))
        tree = monic.tree
        if not self.expander.is_nonnegative(tree) and self.expander.is_nonnegative(monic.scaled(Fraction(-1)).tree):
            monic, lead = monic.scaled(Fraction(-1)), -lead
        name = f"_p{len(self._meanings) + 1}"
        if len(self._meanings) == MOST_PARAMETERS:
            raise Abandoned("minimizing over one variable after the other has too many parameters")
        self._meanings[name], self._trees[name] = monic, monic.tree
        if self.expander.is_nonnegative(self._trees[name]):
            self.nonnegative.add(name)
        return Affine(Fraction(0), ((name, lead),))

    def _affine(self, coefficient: Expansion) -> Affine | None:
        """constant + sum c * multiplier, if it is that."""
        constant, terms = Fraction(0), []
        for term in coefficient.terms:
            match term.powers:
                case ():
                    constant = constant + term.coefficient
                case ((Variable(name), exponent),) if exponent == 1 and name not in self.variables:
                    terms.append((name, term.coefficient))
                case _:
                    return None
        return Affine.of(constant, terms)

    def expand(self, node: Expression) -> Expansion:
        """The tree with the parameters' meanings put back, multiplied out."""
        return self.expander.expand(self.meant(node))

    def meant(self, node: Expression) -> Expression:
        """The tree with the parameters' meanings put back, and the multipliers that are fixed."""
        names = set(node.variables())
        if not names.isdisjoint(self._trees):
            node = substitute(node, {name: tree for name, tree in self._trees.items() if name in names})
        if not self.fixed:
            return node
        return substitute(node, {name: scalar_expression(value) for name, value in self.fixed.items()})

    def shortest(self, node: Expression) -> Expression:
        """The tree with the meanings put back, multiplied out where that is shorter."""
        meant = self.meant(node)
        collected = self.expander.expand(meant).tree
        return collected if _size(collected) < _size(meant) else meant

    def where(self, conditions: Sequence[BranchCondition]) -> Parameters:
        """The same parameters, knowing which multipliers the conditions make positive and which they fix."""
        box = dict(self.expander.box)
        fixed = dict(self.fixed)
        for known in conditions:
            if not isinstance(known, Condition) or known.affine is None or len(known.affine.terms) != 1:
                continue
            (name, weight), *_ = known.affine.terms
            if known.relation == "=":
                fixed[name] = -known.affine.constant / weight
            elif known.relation == ">" and weight > 0 and known.affine.constant <= 0:
                box[name] = POSITIVE
        sharper = copy(self)
        sharper.expander, sharper.fixed = Expander(box, self.budget), fixed
        return sharper

    def expand_affine(self, form: Affine) -> Expansion:
        return self.expand(affine_expression(form))

    def current(self, form: Affine) -> Affine:
        """The form with the fixed multipliers put in."""
        meanings = [self._meanings[name].names for name in form.names if name in self._meanings]
        if not self.fixed.keys() & set().union(form.names, *meanings):
            return form
        return self.affine(self.expand_affine(form))

    def stands_for(self, name: str) -> bool:
        """The name is a parameter, not a multiplier."""
        return name in self._meanings


def _size(node: Expression) -> int:
    return sum(1 for _ in node.walk())
