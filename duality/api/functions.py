"""Functions on expression trees, under the names that the problem language gives them.

``max``, ``min``, ``sum`` and ``abs`` also take plain numbers, as a problem's data may be constant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from duality import algebra, api
from duality.api.foreign import expression_of, expressions_of
from duality.errors import ProblemError
from duality.model.array import Array
from duality.model.comparison import Comparison
from duality.model.expression import ZERO, Call, Equation, Expression, Sum
from duality.model.functions import FUNCTIONS
from duality.model.parameter import letters_of
from duality.model.pieces import Condition, pieces_tree

Operand = object
"""A tree, a number of Python or numpy, or a sympy expression."""

ONE_VARIABLE = tuple(name for name, notation in FUNCTIONS.items() if notation.most == 1)
"""Those that have no lines of their own here are made when they are asked for."""

# What these return: an expression, or for an array the array of the values, entry by entry.


def exp(x: Operand) -> Any:
    """e^x; of an array entry by entry, as are all functions of one variable."""
    return _of_each("exp", x)


def log(x: Operand) -> Any:
    """The natural logarithm, x > 0."""
    return _of_each("log", x)


ln = log
"""The natural logarithm by its other name."""


def sqrt(x: Operand) -> Any:
    """The square root, x >= 0."""
    return _of_each("sqrt", x)


def abs(x: Operand) -> Any:
    """|x|."""
    return _of_each("abs", x)


def huber(x: Operand, d: Operand) -> Any:
    """x^2 for |x| <= d, 2 d |x| - d^2 beyond."""
    told = _in_letters("huber", (x, d))
    return _of_each("huber", x, _threshold(d)) if told is None else told


def _threshold(d: Operand) -> Expression:
    """The tree of d; `ProblemError` unless it is a constant above 0, or holds a letter."""
    tree = expression_of(d)
    if tree.variables() or (not letters_of(tree) and not algebra.evaluate.exact_value(tree, {}) > 0):
        raise ProblemError(f"the threshold {tree} of huber is no positive constant", help="write huber(x, 1)")
    return tree


def piecewise(*cases: tuple[Operand, Any], otherwise: Operand) -> Expression:
    """``piecewise((x**2, x >= 0), otherwise=-x)``: the first case whose condition holds; a condition may be a list.

    Raises `ProblemError` where a piece may be undefined on its part.
    """
    if not cases or any(not isinstance(case, tuple) or len(case) != 2 for case in cases):
        raise ProblemError("a case is a pair", help="write piecewise((x**2, x >= 0), otherwise=-x)")
    found = pieces_tree([(expression_of(body), _conditions(held)) for body, held in cases], expression_of(otherwise))
    algebra.abbreviations.without_abbreviations(found)
    return found


def _conditions(held: Any) -> list[Condition]:
    rows = held if isinstance(held, list | tuple) else [held]
    if not rows or not all(isinstance(row, Comparison) for row in rows):
        raise ProblemError(f"{held!r} is no condition", help="write x >= 0, or a list of such")
    return [
        (relation, left, right)
        for row in rows
        for relation, left, right in zip(row.relations, row.expressions, row.expressions[1:], strict=False)
    ]


def max(*items: Operand) -> Any:
    """The largest of the arguments, or of one iterable."""
    told = _in_letters("max", items)
    if told is not None:
        return told
    return Call("max", _operands(items))


def min(*items: Operand) -> Any:
    """The smallest of the arguments, or of one iterable."""
    told = _in_letters("min", items)
    if told is not None:
        return told
    return Call("min", _operands(items))


def norm(*items: Operand) -> Any:
    """sqrt(x_1^2 + ... + x_n^2), of the arguments or of one iterable; of a matrix over all entries (Frobenius).

    ``norm(x, 1)``, ``norm(x, 2)`` and ``norm(x, "inf")`` of an array are its norms of that order.
    """
    told = _in_letters("norm", items)
    if told is not None:
        return told
    if len(items) == 2 and expressions_of(items[0]) is not None and not isinstance(items[1], Expression):
        return Call(_norm_of_order(items[1]), _operands(items[:1]))
    return Call("norm", _operands(items))


def _norm_of_order(order: Operand) -> str:
    found = {"1": "norm1", "1.0": "norm1", "2": "norm", "2.0": "norm", "fro": "norm", "inf": "norminf"}.get(str(order))
    if found is None:
        raise ProblemError(f"there is no norm of order {order!r} here", help="the orders are 1, 2 and 'inf'")
    return found


def norm1(*items: Operand) -> Any:
    """|x_1| + ... + |x_n|."""
    told = _in_letters("norm1", items)
    if told is not None:
        return told
    return Call("norm1", _operands(items))


def norminf(*items: Operand) -> Any:
    """max |x_i|."""
    told = _in_letters("norminf", items)
    if told is not None:
        return told
    return Call("norminf", _operands(items))


def sum(items: Iterable[Operand]) -> Any:
    """x_1 + ... + x_n as one sum, over all entries of an array."""
    told = _in_letters("sum", (items,))
    if told is not None:
        return told
    terms = _operands((items,), fewest=0)
    return ZERO if not terms else terms[0] if len(terms) == 1 else Sum(terms)


def eq(left: Operand, right: Operand) -> Any:
    """The equation left = right, as ``left == right`` states it; also for sympy, where ``==`` compares structure."""
    for one in (left, right):
        if type(one).__module__ == "duality.statements.objects":
            return one == right if one is left else one == left
    first, second = expressions_of(left), expressions_of(right)
    if first is None and second is None:
        return Equation(("=",), (expression_of(left), expression_of(right)))
    return (first if first is not None else expression_of(left)) == (
        second if second is not None else expression_of(right)
    )


def array(values: Iterable[Operand]) -> Array:
    """The vector of a list of expressions and numbers, or the matrix of a list of such rows: ``array([x, 2*y])``.

    It is what `variables` gives for a range: ``A @ v <= b`` is one constraint a row.
    """
    found = expressions_of(values)
    if found is None:
        raise ProblemError(f"{values!r} is not a list", help="write duality.array([x, 2*y])")
    return found


def __getattr__(name: str) -> Callable[[Operand], Any]:
    """sin, atan, softplus and every other function of one variable, of an array entry by entry."""
    if name not in ONE_VARIABLE:
        told = api.cvxpy_names.CLASSES.get(name)
        raise AttributeError(f"module 'duality' has no attribute {name!r}" + (f": {told}" if told else ""))

    def function(x: Operand) -> Any:
        return _of_each(name, x)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"{name}(x), as the language has it; of an array entry by entry."
    return globals().setdefault(name, function)


def _in_letters(name: str, items: tuple[Operand, ...]) -> Any:
    """The function of matrices in letters; ``None`` where no argument is one."""
    found = next((item for item in items if type(item).__module__ == "duality.statements.objects"), None)
    return None if found is None else found.called(name, *items)  # type: ignore[attr-defined]


def _of_each(name: str, x: Operand, *more: Expression) -> Any:
    told = _in_letters(name, (x, *more))
    if told is not None:
        return told
    entries = expressions_of(x)
    if entries is None:
        return Call(name, (expression_of(x), *more))
    return entries.each(lambda entry: Call(name, (entry, *more)))


def _operands(items: tuple[Operand, ...], fewest: int = 1) -> tuple[Expression, ...]:
    parts = [expressions_of(item) for item in items]
    found = tuple(
        entry
        for item, part in zip(items, parts, strict=True)
        for entry in ((expression_of(item),) if part is None else part.entries)
    )
    if len(found) < fewest:
        raise ProblemError("at least one argument is needed")
    return found


__all__ = [
    "abs",
    "array",
    "eq",
    "exp",
    "huber",
    "ln",
    "log",
    "max",
    "min",
    "norm",
    "norm1",
    "norminf",
    "piecewise",
    "sqrt",
    "sum",
]
