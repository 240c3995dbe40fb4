"""The operations that an algebra supplies, over numbers of any type T.

Floats, arrays, jets, exact scalars, intervals, the variables of a solver: each is a class with these methods. The
functions of the language it takes from their records in `duality.algebra.functions`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Protocol, TypeVar

from duality.model.expression import Expression

T = TypeVar("T")


class Algebra(Protocol[T]):
    """Arguments first, then what the operation carries."""

    def variable(self, _: list[T], name: str) -> T: ...

    def number(self, _: list[T], value: Fraction) -> T: ...

    def constant(self, _: list[T], name: str) -> T:
        """pi or e."""
        ...

    def sum(self, terms: list[T], _: None) -> T: ...

    def negative(self, operand: list[T], _: None) -> T: ...

    def product(self, factors: list[T], _: None) -> T: ...

    def quotient(self, both: list[T], _: None) -> T: ...

    def power(self, base: list[T], exponent: Fraction) -> T:
        """base^p for a fixed rational p."""
        ...

    def real_power(self, both: list[T], _: None) -> T:
        """base^exponent for any exponent, base >= 0."""
        ...

    def call(self, arguments: list[T], name: str) -> T:
        """A function of the language."""
        ...


class Continued(Protocol[T]):
    """For algebras of values: what a product or a quotient is where it has no value as it stands."""

    def continued(self, parts: list[T], _: None) -> T:
        """The product as it stands, then core, ratio and rest of every way to read it as core*log(ratio*core)*rest.

        It is 0 where core = 0; see `duality.algebra.removable`.
        """
        ...

    def rescaled(self, direct: list[T], node: Expression) -> T:
        """A product or quotient with exponentials, through scaled numbers where it is inf/inf."""
        ...


class Scaled(Protocol):
    """Numbers s*e^l with the sign s and the log l of the size: what log of a sum of exponentials runs over."""

    def scaled(self, number: list[Any], _: None) -> Any:
        """An ordinary number."""
        ...

    def scaled_exp(self, exponent: list[Any], _: None) -> Any: ...

    def scaled_negative(self, operand: list[Any], _: None) -> Any: ...

    def scaled_product(self, factors: list[Any], _: None) -> Any: ...

    def scaled_quotient(self, both: list[Any], _: None) -> Any: ...

    def scaled_sum(self, terms: list[Any], _: None) -> Any: ...

    def scaled_power(self, base: list[Any], exponent: Fraction) -> Any: ...

    def log_scaled(self, argument: list[Any], node: Expression) -> Any:
        """log, undefined unless the sign is 1; ``node`` is the argument as a tree."""
        ...

    def from_scaled(self, argument: list[Any], _: None) -> Any:
        """The ordinary number again."""
        ...
