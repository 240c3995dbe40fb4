"""Letters of the data: how their ranges are written, and problems with values in the place of letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from duality.errors import ProblemError
from duality.model.expression import (
    Comparison,
    Expression,
    Negative,
    Number,
    Product,
    Quotient,
    as_expression,
    quotient,
)
from duality.model.factors import lift, place_of_coefficient, product
from duality.model.parameter import Parameter, letters_of
from duality.model.problem import DomainRow, Expectation, FiniteSet, Interval, Membership, Problem
from duality.model.rational_values import TooManyDigits, rational
from duality.records import replace

Values = Mapping[str, Expression]
"""What is put in the place of letters, by name."""


def declaration(letter: Parameter) -> str:
    """a, C > 0, b in (0, 1]: a letter with its range, as a ``param`` statement declares it."""
    low, high = letter.lower, letter.upper
    if low is not None and high is not None:
        left, right = "[" if letter.lower_closed else "(", "]" if letter.upper_closed else ")"
        return f"{letter.name} in {left}{low}, {high}{right}"
    if low is not None:
        return f"{letter.name} {'>=' if letter.lower_closed else '>'} {low}"
    if high is not None:
        return f"{letter.name} {'<=' if letter.upper_closed else '<'} {high}"
    return letter.name


def range_of(letter: Parameter) -> tuple[Comparison, ...]:
    """The comparisons that a value of the letter satisfies."""
    found = []
    if letter.lower is not None:
        found.append(Comparison((">=" if letter.lower_closed else ">",), (letter, letter.lower)))
    if letter.upper is not None:
        found.append(Comparison(("<=" if letter.upper_closed else "<",), (letter, letter.upper)))
    return tuple(found)


def with_values(problem: Problem, values: Mapping[str, object]) -> Problem:
    """The problem with values in the place of letters; known answers whose conditions then fail are left out.

    Raises `ProblemError` for a name that is no letter of the problem, and for a value outside its range.
    """
    new = _replacements(problem, values)
    return replace(
        with_trees(problem, new),
        expectations=settled_expectations(_expectation(one, new) for one in problem.expectations),
        parameters=tuple(p for letter in problem.parameters if isinstance(p := new[letter.name], Parameter)),
    )


def with_trees(problem: Problem, trees: Values) -> Problem:
    """The problem with any trees in the place of letters, in its objective, rows and domain."""
    rows = tuple(replace(row, comparison=put_into_comparison(row.comparison, trees)) for row in problem.rows)
    domain = tuple(_domain_row(row, trees) for row in problem.domain)
    return replace(problem, objective=put_into(problem.objective, trees), rows=rows, domain=domain)


def put_into(node: Expression, values: Values) -> Expression:
    """The tree with values in the place of letters, written as a person would: C*x at C = -1 is -x."""
    match node:
        case Parameter(name):
            return values.get(name, node)
        case Product(factors):
            return _product(factors, values)
        case Quotient(numerator, denominator):
            return quotient(put_into(numerator, values), put_into(denominator, values))
        case Negative(operand):
            inner = put_into(operand, values)
            return inner.operand if isinstance(inner, Negative) else Negative(inner)
        case _:
            return node.mapped(lambda child: put_into(child, values))


def put_into_comparison(comparison: Comparison, values: Values) -> Comparison:
    """The comparison with values in the place of letters."""
    return replace(comparison, expressions=tuple(put_into(side, values) for side in comparison.expressions))


def settled_expectations(expectations: Iterable[Expectation]) -> tuple[Expectation, ...]:
    """Known answers without the conditions that constants decide: those that fail are left out.

    Where two pieces meet both hold, and one is kept.
    """
    found: dict[tuple[str, tuple[Comparison, ...]], Expectation] = {}
    for one in expectations:
        known = [truth(condition) for condition in one.conditions]
        if False not in known:
            left = tuple(c for c, value in zip(one.conditions, known, strict=True) if value is None)
            found.setdefault((one.key, left), replace(one, conditions=left))
    return tuple(found.values())


def truth(comparison: Comparison) -> bool | None:
    """Whether a comparison of constants holds; ``None`` where a letter or a variable occurs in it."""
    values = []
    for side in comparison.expressions:
        if side.variables() or letters_of(side):
            return None
        values.append(constant_value(side))
    return all(
        _holds(left - right, relation)
        for left, right, relation in zip(values, values[1:], comparison.relations, strict=False)
    )


def constant_value(node: Expression) -> Fraction | float:
    """The value of a constant tree: exact where rational arithmetic reaches it, else a float; nan where undefined."""
    try:
        found = rational(node)
    except TooManyDigits:
        found = None
    if found is not None:
        return found
    value = node.sympy()
    return float(value) if value.is_real else float("nan")


def _replacements(problem: Problem, values: Mapping[str, object]) -> dict[str, Expression]:
    """What every letter becomes: its value, or itself with values in the ends of its range."""
    letters = {letter.name: letter for letter in problem.parameters}
    unknown = next((name for name in values if name not in letters), None)
    if unknown is not None:
        known = f"the letters are {', '.join(letters)}" if letters else "it has no letters: write 'param a' in it"
        raise ProblemError(f"'{unknown}' is not a letter of this problem", help=known)
    new: dict[str, Expression] = {}
    for name, letter in letters.items():
        ends = replace(
            letter,
            lower=None if letter.lower is None else put_into(letter.lower, new),
            upper=None if letter.upper is None else put_into(letter.upper, new),
        )
        new[name] = _checked(ends, values[name]) if name in values else ends
    return new


def _checked(letter: Parameter, value: object) -> Expression:
    try:
        tree = as_expression(value)  # type: ignore[arg-type]
    except TypeError as error:
        raise ProblemError(f"the value of {letter.name}: {error}", help=f"write set({letter.name}=2)") from error
    if tree.variables():
        raise ProblemError(f"the value {tree} of {letter.name} is no constant", help=f"write set({letter.name}=2)")
    check_range(letter, tree)
    return tree


def check_range(letter: Parameter, value: Expression) -> None:
    """Raises `ProblemError` where a constant lies outside the letter's range; ends that hold letters are left out."""
    for comparison in range_of(letter):
        if truth(put_into_comparison(comparison, {letter.name: value})) is False:
            raise ProblemError(
                f"{letter.name} = {value} is outside its range", help=f"the letter is declared as {declaration(letter)}"
            )


def _domain_row(row: DomainRow, new: Values) -> DomainRow:
    if not isinstance(row, Membership):
        return put_into_comparison(row, new)
    match row.set:
        case Interval(lower, upper):
            lower = None if lower is None else put_into(lower, new)
            upper = None if upper is None else put_into(upper, new)
            return replace(row, set=replace(row.set, lower=lower, upper=upper))
        case FiniteSet(points):
            return replace(row, set=FiniteSet(tuple(tuple(put_into(e, new) for e in point) for point in points)))
        case _:
            return row


def _expectation(one: Expectation, new: Values) -> Expectation:
    conditions = tuple(put_into_comparison(condition, new) for condition in one.conditions)
    value = put_into(one.value, new) if isinstance(one.value, Expression) else one.value
    return replace(one, value=value, conditions=conditions)


def _product(factors: tuple[Expression, ...], new: Values) -> Expression:
    negative, kept = False, []
    for factor in factors:
        tree = put_into(factor, new)
        if tree is factor:
            kept.append(tree)
            continue
        lifted, tree = lift(tree)
        negative ^= lifted
        if isinstance(tree, Number):
            if tree.value != 1:
                kept.insert(place_of_coefficient(kept), tree)
        elif isinstance(tree, Product):
            kept += tree.factors
        else:
            kept.append(tree)
    return Negative(product(kept)) if negative else product(kept)


def _holds(difference: Fraction | float, relation: str) -> bool:
    match relation:
        case "<=":
            return difference <= 0
        case ">=":
            return difference >= 0
        case "<":
            return difference < 0
        case ">":
            return difference > 0
        case _:
            return difference == 0


__all__ = ["check_range", "constant_value", "declaration", "put_into", "range_of", "truth", "with_values"]
