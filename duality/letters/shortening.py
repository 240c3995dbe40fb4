"""The form of a formula of letters that a person would write: the shortest of a few that are equal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from duality.letters.identities import with_powers_joined

BRIEF = 80
"""Operations of an expression that is simplified; a longer one stays as it is."""


def shortest(expression: Any) -> Any:
    """Of the simplified, the expanded and the form with logarithms of simple arguments, the shortest."""
    import sympy

    expression = with_powers_joined(expression)
    if expression.count_ops() > BRIEF:
        return turned(sympy.factor_terms(expression))
    return min(map(turned, _forms(expression)), key=_length)


def turned(expression: Any) -> Any:
    """-c*(a - 1) as c*(1 - a)."""
    import sympy

    def of(product: Any) -> Any:
        number, factors = product.as_coeff_mul()
        place = next((k for k, f in enumerate(factors) if f.is_Add), None)
        if place is None or number.is_nonnegative is not False:
            return product
        turned_sum = sympy.Add(*(-term for term in factors[place].args))
        return sympy.Mul(-number, *factors[:place], turned_sum, *factors[place + 1 :], evaluate=number != -1)

    return expression.replace(lambda node: node.is_Mul, of)


def with_positive_arguments(expression: Any, numbers: Mapping[Any, Any]) -> Any:
    """log((1 - t)/(1 - q)) for log((t - 1)/(q - 1)): factors that are negative there are turned, two by two."""
    import sympy

    def of(argument: Any) -> Any:
        factors = [factor.as_base_exp() for factor in sympy.Mul.make_args(argument)]
        negative = {base for base, p in factors if base.is_Add and p in (1, -1) and bool(base.subs(numbers) < 0)}
        if len(negative) % 2:
            return sympy.log(argument)
        return sympy.log(sympy.Mul(*((-base if base in negative else base) ** p for base, p in factors)))

    return expression.replace(sympy.log, of)


def _forms(expression: Any) -> Iterator[Any]:
    import sympy

    reduced = sympy.simplify(expression)
    yield sympy.expand(reduced, log=False)
    yield reduced
    if expression.has(sympy.log):
        plain = expression.replace(sympy.log, lambda u: sympy.log(sympy.factor(u)))
        yield plain
        yield sympy.factor_terms(plain)
        yield reduced.replace(sympy.log, _with_exponents_outside)
        yield sympy.expand(plain, log=False, power_base=False, power_exp=False)
        yield sympy.expand_log(reduced)
        yield sympy.expand(sympy.expand_log(reduced), log=False)


def _with_exponents_outside(argument: Any) -> Any:
    """log(u) + b*log(v) for log(u*v^b) with a letter in b."""
    import sympy

    factors: Any = sympy.Mul.make_args(argument)
    powers = [f for f in factors if f.is_Pow and f.exp.free_symbols]
    rest = sympy.Mul(*(f for f in factors if f not in powers))
    return sympy.log(rest) + sympy.Add(*(f.exp * sympy.log(f.base) for f in powers))


def _length(expression: Any) -> tuple[int, int]:
    """A power or a quotient inside a logarithm counts more: 2*log(x) is easier to read than log(x^2)."""
    import sympy

    arguments: list[Any] = [f for log in expression.atoms(sympy.log) for f in sympy.Mul.make_args(log.args[0])]
    inner = sum(6 if part.exp.free_symbols else 2 for part in arguments if part.is_Pow)
    turned_over = sum(2 for part in expression.atoms(sympy.log) if _numerator_is_number(part.args[0]))
    negative = int(expression.could_extract_minus_sign())
    return expression.count_ops() + inner + turned_over + negative, len(str(expression))


def _numerator_is_number(expression: Any) -> bool:
    """c/u, whose logarithm is better written with u above."""
    import sympy

    above, below = sympy.fraction(expression)
    return bool(above.is_number and below.free_symbols)
