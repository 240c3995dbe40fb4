"""What a claim requires of the letters, as inequalities between polynomials: p >= 0 or p > 0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from duality.algebra.atoms import substitute
from duality.algebra.letter_signs import Sign, sign
from duality.letters.claims import OnTheBorder, Requirement
from duality.letters.field import Element, Field, Polynomial, as_fraction
from duality.model.expression import ZERO, Comparison, Expression, Negative, Sum, Variable
from duality.model.parameter import Parameter
from duality.records import record


@record(slots=False)
class Condition:
    """polynomial >= 0, or > 0; primitive with integer coefficients."""

    polynomial: Polynomial
    strict: bool = False

    def holds(self, field: Field, sample: Mapping[str, Fraction]) -> bool:
        """At a point, exactly."""
        value = field.polynomial_at(self.polynomial, sample)
        return value > 0 if self.strict else value >= 0


def conditions(
    field: Field,
    requirements: Iterable[Requirement],
    denominators: Iterable[Element],
    sample: Mapping[str, Fraction],
    letters: Sequence[Parameter],
) -> tuple[Condition, ...]:
    """The requirements taken apart into factors of fixed sign; raises `OnTheBorder`.

    What the ranges of the letters imply is left out. ``denominators`` are elements whose formulas need a divisor != 0.
    """
    found: dict[Polynomial, bool] = {}

    def add(factor: Polynomial, strict: bool) -> None:
        side = field.polynomial_at(factor, sample)
        if side == 0:
            raise OnTheBorder(str(factor))
        signed = factor if side > 0 else -factor
        known = sign(lettered(field.polynomial_tree(signed), letters))
        if known is Sign.POSITIVE or (known is Sign.NONNEGATIVE and not strict):
            return
        found[signed] = found.get(signed, False) or strict

    for requirement in requirements:
        above, below = requirement.element.numer, requirement.element.denom
        for factor, power in _factors(above):
            if power % 2 or requirement.strict:
                add(factor, requirement.strict)
        for factor, _ in _factors(below):
            add(factor, True)
    for element in denominators:
        for factor, _ in _factors(element.denom):
            add(factor, True)
    return tuple(Condition(polynomial, strict) for polynomial, strict in found.items())


def lettered(node: Expression, letters: Sequence[Parameter]) -> Expression:
    """The tree with letters for the variables of their names."""
    return substitute(node, {letter.name: letter for letter in letters})


def comparison(field: Field, condition: Condition) -> Comparison:
    """p >= 0 with negative terms on the right: a >= b, C <= 2/3 for a single letter."""
    relation = ">" if condition.strict else ">="
    linear = _single(field, condition.polynomial)
    if linear is not None:
        name, slope, constant = linear
        end = field.tree(field.number(-constant / slope))
        if slope > 0:
            return Comparison((relation,), (Variable(name), end))
        return Comparison(("<" if condition.strict else "<=",), (Variable(name), end))
    node = field.polynomial_tree(condition.polynomial)
    terms = node.terms if isinstance(node, Sum) else (node,)
    left = [term for term in terms if not isinstance(term, Negative)]
    right = [term.operand for term in terms if isinstance(term, Negative)]
    if not left:
        return Comparison(("<" if condition.strict else "<=",), (_sum(right), ZERO))
    return Comparison((relation,), (_sum(left), _sum(right)))


def _single(field: Field, polynomial: Polynomial) -> tuple[str, Fraction, Fraction] | None:
    """(letter, slope, constant) of an affine polynomial in one letter."""
    slope, constant, name = Fraction(0), Fraction(0), ""
    for exponents, coefficient in polynomial.items():
        used = [(k, n) for k, n in zip(exponents, field.names, strict=True) if k]
        if not used:
            constant = as_fraction(coefficient)
        elif len(used) == 1 and used[0][0] == 1 and name in ("", used[0][1]):
            name, slope = used[0][1], as_fraction(coefficient)
        else:
            return None
    return (name, slope, constant) if name else None


def _sum(terms: Sequence[Expression]) -> Expression:
    return ZERO if not terms else terms[0] if len(terms) == 1 else Sum(tuple(terms))


def _factors(polynomial: Polynomial) -> Iterable[tuple[Polynomial, int]]:
    if polynomial.is_ground:
        return []
    return [(factor.primitive()[1], power) for factor, power in polynomial.factor_list()[1]]
