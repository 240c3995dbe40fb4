"""Products and quotients as scale * prod base_i^p_i, with distinct bases that are no products themselves."""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.evaluate import constant
from duality.model.expression import Call, Expression, Negative, Number, Power, Product, Quotient, Sum, Variable, number
from duality.model.scalar import Scalar
from duality.records import record


@record
class PowerProduct:
    """scale * prod base^p; ``bare`` is the product as a tree without its scale."""

    scale: Scalar
    powers: tuple[tuple[Expression, Fraction], ...]
    bare: Expression


def power_product(node: Expression) -> PowerProduct:
    """The normal form of a product or quotient.

    Exponents are added for equal bases. They are multiplied, (b^p)^q = b^(pq), for integer q only: the square root of
    x^2 is not x. Exponentials are gathered: exp(u) exp(v) = exp(u + v).
    """
    gatherer = _Gatherer()
    gatherer.add(node, Fraction(1))
    powers = [(base, p) for base, p in gatherer.powers.items() if p != 0]
    if gatherer.exponents:
        exponent = gatherer.exponents[0] if len(gatherer.exponents) == 1 else Sum(tuple(gatherer.exponents))
        powers.append((Call("exp", (exponent,)), Fraction(1)))
    return PowerProduct(gatherer.scale, tuple(powers), _bare(powers))


class _Gatherer:
    def __init__(self) -> None:
        self.scale: Scalar = Fraction(1)
        self.powers: dict[Expression, Fraction] = {}
        self.exponents: list[Expression] = []

    def add(self, node: Expression, p: Fraction) -> None:
        """Multiplies by node^p."""
        match node:
            case Number(value) if p.denominator == 1 and (value != 0 or p > 0):
                self.scale = self.scale * Fraction(value) ** int(p)
            case Negative(operand) if p.denominator == 1:
                self.scale = self.scale * (-1 if int(p) % 2 else 1)
                self.add(operand, p)
            case Product(factors) if p.denominator == 1:
                for factor in factors:
                    self.add(factor, p)
            case Quotient(numerator, denominator) if p.denominator == 1:
                self.add(numerator, p)
                self.add(denominator, -p)
            case Call("sqrt", (argument,)) if p.denominator == 1:
                self._fractional(argument, p / 2)
            case Power(base, exponent) if p.denominator == 1 and (q := rational(exponent)) is not None:
                if q.denominator == 1:
                    self.add(base, q * p)
                else:
                    self._fractional(base, q * p)
            case Call("exp", (argument,)) if abs(p) == 1:
                self.exponents.append(argument if p > 0 else Negative(argument))
            case _ if p.denominator == 1 and not any(isinstance(inner, Variable) for inner in node.walk()):
                value = constant(node)
                if value == 0 and p < 0:
                    raise ValueError("division by zero")
                self.scale = self.scale * (value ** int(p) if p > 0 else 1 / value ** int(-p))
            case _:
                self.powers[node] = self.powers.get(node, Fraction(0)) + p

    def _fractional(self, base: Expression, p: Fraction) -> None:
        """base^p from a root: whole powers multiply through, a fractional power of a product stays opaque."""
        if p.denominator == 1:
            # sqrt(u)^2 = u where it is defined; its domain u >= 0 is recorded apart.
            self.add(base, p)
        elif not any(isinstance(inner, Variable) for inner in base.walk()):
            self.scale = self.scale * constant(Power(base, number(p)))
        else:
            self.powers[base] = self.powers.get(base, Fraction(0)) + p


def rational(node: Expression) -> Fraction | None:
    """The value of a literal rational, signed or not, or ``None``."""
    match node:
        case Number(value):
            return value
        case Negative(Number(value)):
            return -value
        case _:
            return None


def _bare(powers: list[tuple[Expression, Fraction]]) -> Expression:
    above = [_power(base, p) for base, p in powers if p > 0]
    below = [_power(base, -p) for base, p in powers if p < 0]
    numerator = _times(above)
    return Quotient(numerator, _times(below)) if below else numerator


def _power(base: Expression, p: Fraction) -> Expression:
    if p == 1:
        return base
    if p == Fraction(1, 2):
        return Call("sqrt", (base,))
    return Power(base, Number(p))


def _times(factors: list[Expression]) -> Expression:
    if not factors:
        return Number(Fraction(1))
    return factors[0] if len(factors) == 1 else Product(tuple(factors))
