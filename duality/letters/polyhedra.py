"""Sets of letters that inequalities describe, as polyhedra over the monomials of the letters: empty or not.

Every monomial, and every function of letters that is no polynomial, counts as a variable of its own. A set that is
empty so is empty indeed; one that is not empty so may be, unless all its inequalities are affine in the letters. All
linear programs are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeGuard

from duality.algebra.evaluate import exact_value
from duality.algebra.letter_signs import Sign, sign
from duality.algebra.powers import rational
from duality.derivation.differences import difference
from duality.letters.conditions import Condition, lettered
from duality.letters.field import Field, NotRational, Polynomial, as_fraction
from duality.model.expression import Call, Comparison, Expression, Power, Quotient
from duality.model.form import Row
from duality.model.letters import range_of
from duality.model.parameter import Parameter, letters_of
from duality.records import record
from duality.solving.exact.claims import Optimum
from duality.solving.exact.pivoting import pivoted
from duality.solving.quadratic.program import QuadraticProgram, linear_row

Key = tuple[int, ...] | Expression
"""The exponents of a monomial, or a function of letters that is no polynomial."""

MARGIN = "margin"


@record(slots=False)
class HalfSpace:
    """sum of coefficient * key + constant >= 0, or > 0."""

    terms: tuple[tuple[Key, Fraction], ...]
    constant: Fraction
    strict: bool = False

    @property
    def outside(self) -> HalfSpace:
        """The complement."""
        return HalfSpace(tuple((key, -c) for key, c in self.terms), -self.constant, not self.strict)

    def holds(self, field: Field, sample: Mapping[str, Fraction]) -> bool:
        """At a point, exactly; not where a function in it is undefined there."""
        value: Any = self.constant
        for key, c in self.terms:
            try:
                if isinstance(key, Expression):
                    at = exact_value(key, sample)
                else:
                    at = field.polynomial_at(field.ring({key: 1}), sample)
            except ValueError:
                return False
            value = value + c * at
        return bool(value > 0 if self.strict else value >= 0)

    @property
    def is_total(self) -> bool:
        """No function in it is undefined for any letters, so that it or its complement holds."""
        return all(_is_total(key) for key, _ in self.terms if isinstance(key, Expression))


Cell = tuple[HalfSpace, ...]
"""A conjunction."""

TOTAL = ("exp", "abs", "max", "min", "norm", "norm1", "norminf", "huber")


def is_monomial(key: Key) -> TypeGuard[tuple[int, ...]]:
    """A product of powers of letters."""
    return isinstance(key, tuple)


def _is_total(node: Expression) -> bool:
    match node:
        case Call(function, _) if function not in TOTAL:
            return False
        case Quotient(_, denominator) if denominator.variables() or letters_of(denominator):
            return False
        case Power(_, exponent) if (p := rational(exponent)) is None or p.denominator != 1 or p < 0:
            return False
    return all(map(_is_total, node.children))


def half_space(field: Field, condition: Condition | Comparison) -> HalfSpace | None:
    """The condition over monomials; ``None`` for one that is no single inequality."""
    if isinstance(condition, Condition):
        return _of_polynomial(condition.polynomial, condition.strict)
    if len(condition.relations) != 1 or condition.relations[0] == "=":
        return None
    left, right = condition.expressions
    strict = condition.relations[0] in ("<", ">")
    node = difference(right, left) if condition.relations[0] in ("<", "<=") else difference(left, right)
    try:
        element = field.of(node)
    except NotRational:
        return HalfSpace(((node, Fraction(1)),), Fraction(0), strict)
    if not element.denom.is_ground:
        return HalfSpace(((node, Fraction(1)),), Fraction(0), strict)
    return _of_polynomial(element.numer * element.denom, strict)


def half_spaces(field: Field, condition: Condition | Comparison) -> tuple[HalfSpace, ...]:
    """The half space of an inequality, both of an equation; none for a chain."""
    if isinstance(condition, Comparison) and condition.relations == ("=",):
        both = (half_space(field, Comparison((relation,), condition.expressions)) for relation in ("<=", ">="))
        return tuple(half for half in both if half is not None)
    one = half_space(field, condition)
    return () if one is None else (one,)


def _of_polynomial(polynomial: Polynomial, strict: bool) -> HalfSpace:
    found = {tuple(exponents): as_fraction(c) for exponents, c in polynomial.items()}
    constant = next((c for key, c in found.items() if not any(key)), Fraction(0))
    return HalfSpace(tuple((key, c) for key, c in found.items() if any(key)), constant, strict)


def ranges(field: Field, letters: Sequence[Parameter]) -> Cell:
    """The declared ranges of the letters."""
    found = (half_space(field, row) for letter in letters for row in range_of(letter))
    return tuple(one for one in found if one is not None)


def is_empty(field: Field, cell: Cell, letters: Sequence[Parameter]) -> bool:
    """Whether no letters satisfy the cell; False says nothing where it holds more than affine forms."""
    return inner_point(field, cell, letters) is None


def implied(field: Field, one: HalfSpace, others: Iterable[HalfSpace], letters: Sequence[Parameter]) -> bool:
    """Whether one holds wherever the others do; False says nothing where more than affine forms occur."""
    return is_empty(field, (*others, one.outside), letters)


def inner_point(field: Field, cell: Cell, letters: Sequence[Parameter]) -> dict[str, Fraction] | None:
    """Values of the letters that lie as deep in the cell as a margin of 1; ``None`` where it is empty."""
    whole = (*cell, *_known(field, cell, letters))
    margin, values = _deepest(whole, every=True)
    if margin < 0:
        return None
    if margin == 0 and any(half.strict for half in whole):
        margin, values = _deepest(whole, every=False)
        if margin <= 0:
            return None
    names = {tuple(int(i == k) for i in range(len(field.names))): name for k, name in enumerate(field.names)}
    found = {name: Fraction(0) for name in field.names}
    return {**found, **{names[key]: value for key, value in values.items() if is_monomial(key) and key in names}}


def _known(field: Field, cell: Cell, letters: Sequence[Parameter]) -> Iterator[HalfSpace]:
    """What the ranges say of the signs of the monomials (squares are >= 0), and inequalities times positive letters."""
    keys = dict.fromkeys(key for half in cell for key, _ in half.terms)
    products = [key for key in keys if is_monomial(key) and sum(key) > 1]
    for key in products:
        known = sign(lettered(field.polynomial_tree(field.ring({key: 1})), letters))
        if known is not Sign.UNKNOWN:
            yield HalfSpace(((key, Fraction(1)),), Fraction(0), known is Sign.POSITIVE)
    if not products:
        return
    for letter in letters:
        if sign(letter) is Sign.POSITIVE:
            for half in cell:
                product = _times(half, tuple(int(name == letter.name) for name in field.names))
                if product is not None and all(key in keys for key, _ in product.terms):
                    yield product


def _times(half: HalfSpace, letter: tuple[int, ...]) -> HalfSpace | None:
    """The inequality times a positive letter."""
    terms: list[tuple[Key, Fraction]] = [(letter, half.constant)] if half.constant else []
    for key, c in half.terms:
        if not is_monomial(key):
            return None
        terms.append((tuple(a + b for a, b in zip(key, letter, strict=True)), c))
    return HalfSpace(tuple(terms), Fraction(0), half.strict)


def _deepest(cell: Cell, *, every: bool) -> tuple[Fraction, Mapping[Key, Fraction]]:
    """The largest t <= 1 with form >= t for every inequality, or for the strict ones, and where it is reached.

    Where not every form has t, and they contradict each other, t is -1.
    """
    keys = list(dict.fromkeys(key for half in cell for key, _ in half.terms))
    index = {key: str(k) for k, key in enumerate(keys)}
    names = (*index.values(), MARGIN)
    place = {name: k for k, name in enumerate(names)}
    rows = [linear_row(Row(Fraction(-1), ((MARGIN, Fraction(1)),)), place)]
    for half in cell:
        terms = [(index[key], -c) for key, c in half.terms]
        if every or half.strict:
            terms.append((MARGIN, Fraction(1)))
        rows.append(linear_row(Row(-half.constant, tuple(terms)), place))
    free = (None,) * len(names)
    costs = (*(0 for _ in keys), -1)
    claim = pivoted(QuadraticProgram(names, 0, costs, (), tuple(rows), free, free))
    if not isinstance(claim, Optimum):
        return Fraction(-1), {}
    *values, margin = claim.x
    return margin, dict(zip(keys, values, strict=True))
