"""theta_D as one formula: constant + the blocks' values, like terms collected, the linear part in front."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, row_expression, scaled, total
from duality.algebra.rows import decompose
from duality.model.derivation import Block, Multiplier
from duality.model.expression import ONE, Expression, Negative, Number, Product, Quotient, Sum
from duality.model.form import Affine
from duality.model.scalar import Undecided
from duality.records import replace


def collected(constant: Affine, blocks: Sequence[Block], multipliers: Sequence[Multiplier]) -> Expression | None:
    """The one formula of theta_D where every block has one branch with a tree as its value, else ``None``."""
    values: list[Expression] = []
    for block in blocks:
        if len(block.branches) != 1 or not isinstance(block.branches[0].value, Expression):
            return None
        values.append(block.branches[0].value)
    return collected_sum(constant, values, multipliers)


def collected_sum(constant: Affine, values: Sequence[Expression], multipliers: Sequence[Multiplier]) -> Expression:
    """constant + sum of values: affine and quadratic parts collected where that makes the formula shorter."""
    plain = total([affine_expression(constant), *values])
    order = {m.name: k for k, m in enumerate(multipliers)}
    polynomial: list[Expression] = [affine_expression(constant)]
    others: dict[Expression, list[tuple[Fraction, Expression]]] = {}
    for term in _flat(values):
        if _is_quadratic(term, order):
            polynomial.append(term)
        else:
            weight, bare = _weighted(term)
            others.setdefault(bare, []).append((weight, term))
    row = decompose(total(polynomial), order)
    quadratic = row_expression(replace(row, constant=Fraction(0), linear=()))
    rest = [
        parts[0][1] if len(parts) == 1 else _times(sum((w for w, _ in parts), Fraction(0)), bare)
        for bare, parts in others.items()
    ]
    short = total([affine_expression(row.affine), quadratic, *rest])
    return short if _size(short) <= _size(plain) else plain


def _is_quadratic(term: Expression, order: Mapping[str, int]) -> bool:
    """A constant whose value exact arithmetic does not settle, such as the least of 1 and cos(1e-300), stays a term."""
    try:
        return decompose(term, order).is_quadratic
    except Undecided:
        return False


def _flat(values: Sequence[Expression]) -> Iterator[Expression]:
    for value in values:
        if isinstance(value, Sum):
            yield from value.terms
        else:
            yield value


def _weighted(term: Expression) -> tuple[Fraction, Expression]:
    """(w, e) with term = w*e, e without a rational factor in front."""
    match term:
        case Negative(operand):
            weight, bare = _weighted(operand)
            return -weight, bare
        case Quotient(numerator, denominator):
            above, top = (numerator.value, ONE) if isinstance(numerator, Number) else _weighted(numerator)
            below, bottom = _weighted(denominator)
            return above / below, Quotient(top, bottom)
        case Product((Number(value), *factors)):
            return value, factors[0] if len(factors) == 1 else Product(tuple(factors))
        case _:
            return Fraction(1), term


def _times(weight: Fraction, bare: Expression) -> Expression:
    """weight*e; of a quotient the weight's denominator goes below: -5/(4*beta_1)."""
    if not isinstance(bare, Quotient) or weight == 0:
        return scaled(weight, bare)
    size = abs(weight)
    found = Quotient(
        scaled(Fraction(size.numerator), bare.numerator), scaled(Fraction(size.denominator), bare.denominator)
    )
    return found if weight > 0 else Negative(found)


def _size(node: Expression) -> int:
    return sum(1 for _ in node.walk())
