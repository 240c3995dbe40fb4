"""Random trees in x and y for the tests of evaluation, differentiation and enclosures."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from duality.model.expression import (
    Call,
    Constant,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    as_expression,
    number,
)

x = Variable("x")
y = Variable("y")


def call(function: str, *arguments: object) -> Expression:
    """A `Call` with numbers allowed as arguments."""
    return Call(function, tuple(as_expression(argument) for argument in arguments))  # type: ignore[arg-type]


def exp(u: object) -> Expression:
    return call("exp", u)


def log(u: object) -> Expression:
    return call("log", u)


def sqrt(u: object) -> Expression:
    return call("sqrt", u)


small_rationals = st.builds(Fraction, st.integers(-4, 4), st.integers(1, 3))
numbers = st.builds(Number, st.builds(Fraction, st.integers(1, 5), st.integers(1, 3)))
leaves = st.one_of(st.sampled_from([x, y]), numbers)


def _rational_nodes(children: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    pairs = st.lists(children, min_size=2, max_size=3).map(tuple)
    integers = st.integers(-2, 3).map(number)
    return st.one_of(
        st.builds(Sum, pairs),
        st.builds(Product, pairs),
        st.builds(Quotient, children, children),
        st.builds(Negative, children),
        st.builds(Power, children, integers),
    )


def _kinked_nodes(children: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        st.builds(lambda f, u: call(f, u), st.sampled_from(["abs", "norm1", "norminf"]), children),
        st.builds(lambda f, u, v: call(f, u, v), st.sampled_from(["max", "min", "norm"]), children, children),
        st.builds(lambda u, d: call("huber", u, d), children, st.integers(1, 2)),
    )


def _smooth_nodes(children: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    functions = ["exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh"]
    exponents = st.sampled_from([Fraction(1, 2), Fraction(-1, 2), Fraction(3, 2), Fraction(1, 3)]).map(number)
    return st.one_of(
        st.builds(lambda f, u: call(f, u), st.sampled_from(functions), children),
        st.builds(lambda f, u: call(f, u), st.sampled_from(functions), children),
        st.builds(Power, children, exponents),
        st.builds(Power, st.sampled_from([Number(Fraction(2)), Constant("e")]), children),
        st.builds(lambda u: Product((u, log(u))), children),
        st.builds(lambda u, v: log(Sum((exp(u), exp(v)))), children, children),
    )


rational_trees = st.recursive(leaves, _rational_nodes, max_leaves=6)
smooth_trees = st.recursive(leaves, lambda c: _rational_nodes(c) | _smooth_nodes(c), max_leaves=6)
trees = st.recursive(leaves, lambda c: _rational_nodes(c) | _smooth_nodes(c) | _kinked_nodes(c), max_leaves=6)


def mpmath_value(node: Expression, point: dict) -> object:
    """A smooth tree at mpmath numbers, at the precision that is set."""
    import mpmath

    parts = [mpmath_value(child, point) for child in node.children]
    match node:
        case Variable(name):
            return point[name]
        case Number(number):
            return mpmath.mpf(number.numerator) / number.denominator
        case Constant():
            return mpmath.e
        case Sum():
            return mpmath.fsum(parts)
        case Product((u, Call("log", (v,)))) if u == v and parts[0] == 0:
            return mpmath.mpf(0)  # the language's entropy, u*log(u) = 0 at 0
        case Product():
            return mpmath.fprod(parts)
        case Quotient():
            return parts[0] / parts[1]
        case Negative():
            return -parts[0]
        case Power():
            return mpmath.power(parts[0], parts[1])
        case Call(function, _):
            return getattr(mpmath, function)(*parts)
    raise AssertionError(node)
