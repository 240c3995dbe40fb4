"""Entries of matrices that are numbers or trees: numbers are computed, 0 and 1 disappear from sums and products."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from duality.errors import BackendRefused
from duality.model.expression import Call, Expression, Negative, Power, Product, Quotient, Sum, number

Content = Fraction | Expression


class Entry:
    """One entry; the operators of arrays work on it."""

    __slots__ = ("content",)

    def __init__(self, content: Content) -> None:
        self.content = content

    def __add__(self, other: Entry) -> Entry:
        a, b = self.content, other.content
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return Entry(a + b)
        if isinstance(a, Fraction) and not a:
            return other
        if isinstance(b, Fraction) and not b:
            return self
        left = a.terms if isinstance(a, Sum) else (tree(a),)
        right = b.terms if isinstance(b, Sum) else (tree(b),)
        return Entry(Sum((*left, *right)))

    def __neg__(self) -> Entry:
        a = self.content
        if isinstance(a, Fraction):
            return Entry(-a)
        return Entry(a.operand) if isinstance(a, Negative) else Entry(Negative(a))

    def __sub__(self, other: Entry) -> Entry:
        return self + (-other)

    def __mul__(self, other: Entry) -> Entry:
        a, b = self.content, other.content
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return Entry(a * b)
        for one, rest in ((a, other), (b, self)):
            if isinstance(one, Fraction) and one in (0, 1, -1):
                return Entry(Fraction(0)) if one == 0 else rest if one == 1 else -rest
        if isinstance(b, Fraction):
            a, b = b, a
        return Entry(Product((tree(a), tree(b))))

    def over(self, other: Entry) -> Entry:
        """self/other."""
        a, b = self.content, other.content
        if isinstance(b, Fraction):
            if not b:
                raise BackendRefused("a number is divided by 0")
            return self * Entry(1 / b)
        return Entry(a) if isinstance(a, Fraction) and not a else Entry(Quotient(tree(a), b))

    def power(self, exponent: Entry) -> Entry:
        """self^exponent."""
        a, p = self.content, exponent.content
        if isinstance(p, Fraction) and p == 1:
            return self
        if isinstance(a, Fraction) and isinstance(p, Fraction) and p.denominator == 1 and (a or p > 0):
            from duality.statements.building.atoms import whole_power

            return Entry(whole_power(a, p))
        if isinstance(p, Fraction) and p == -1:
            return Entry(Fraction(1)).over(self)
        return Entry(Power(tree(a), tree(p)))

    def call(self, function: str) -> Entry:
        """function(self)."""
        a = self.content
        if function == "abs" and isinstance(a, Fraction):
            return Entry(abs(a))
        return Entry(Call(function, (tree(a),)))


def tree(content: Content) -> Expression:
    """The tree of an entry."""
    return number(content) if isinstance(content, Fraction) else content


def is_one(entry: Entry) -> bool:
    return isinstance(entry.content, Fraction) and entry.content == 1


def entry_of(value: Any) -> Entry:
    """The entry of a number, a float by the decimal that it prints as."""
    if isinstance(value, (int, Fraction)):
        return Entry(Fraction(value))
    return Entry(Fraction(repr(float(value))))
