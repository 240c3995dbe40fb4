"""The expression tree of a statement, as its author wrote it.

E ::= number | pi | e | x | E + E | E * E | E / E | -E | E^E | function(E, ...)

Nodes are immutable and keep the author's order: ``x + y`` and ``y + x`` are different trees. A difference ``a - b`` is
``Sum((a, Negative(b)))``; sums and products are n-ary. Python's operators build trees (``x**2 + 3*y``) and comparisons
build `Comparison` (``x + y >= 1``). ``a == b`` is an `Equation`, whose truth is whether both trees are the same node by
node: so trees are keys of dicts and members of sets as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from operator import is_
from typing import TYPE_CHECKING, Any, Literal

from duality import model
from duality.model.comparison import Comparison, Equation, Relation
from duality.model.rationals import rational_of
from duality.model.shortened import shortened
from duality.records import record

if TYPE_CHECKING:
    import sympy


def as_expression(value: object) -> Expression:
    """The tree of a number, as `rational_of` reads it, or a tree unchanged.

    Raises ``TypeError`` for what is no number, `ProblemError` for nan and infinities.
    """
    return value if isinstance(value, Expression) else number(rational_of(value))


class Expression:
    """Base of the nodes: operators that build trees, text and LaTeX that keep the author's order."""

    __slots__ = ()

    def __add__(self, other: object) -> Expression:
        return _sum(self, other, lambda a, b: (a, b))

    def __radd__(self, other: object) -> Expression:
        if type(other) is int and other == 0:  # where Python's own sum begins
            return self
        return _sum(self, other, lambda a, b: (b, a))

    def __sub__(self, other: object) -> Expression:
        return _sum(self, other, lambda a, b: (a, Negative(b)))

    def __rsub__(self, other: object) -> Expression:
        return _sum(self, other, lambda a, b: (b, Negative(a)))

    def __mul__(self, other: object) -> Expression:
        operand = _operand(other)
        return NotImplemented if operand is None else _product(self, operand)

    def __rmul__(self, other: object) -> Expression:
        operand = _operand(other)
        return NotImplemented if operand is None else _product(operand, self)

    def __truediv__(self, other: object) -> Expression:
        operand = _operand(other)
        return NotImplemented if operand is None else quotient(self, operand)

    def __rtruediv__(self, other: object) -> Expression:
        operand = _operand(other)
        return NotImplemented if operand is None else quotient(operand, self)

    def __pow__(self, other: object) -> Expression:
        operand = _operand(other)
        return NotImplemented if operand is None else Power(self, operand)

    def __rpow__(self, other: object) -> Expression:
        operand = _operand(other)
        return NotImplemented if operand is None else Power(operand, self)

    def __neg__(self) -> Expression:
        return Negative(self)

    def __pos__(self) -> Expression:
        return self

    def __abs__(self) -> Expression:
        return Call("abs", (self,))

    def __le__(self, other: object) -> Comparison:
        return _comparison(self, "<=", other)

    def __ge__(self, other: object) -> Comparison:
        return _comparison(self, ">=", other)

    def __lt__(self, other: object) -> Comparison:
        return _comparison(self, "<", other)

    def __gt__(self, other: object) -> Comparison:
        return _comparison(self, ">", other)

    def __eq__(self, other: object) -> Equation:  # pyright: ignore[reportIncompatibleMethodOverride]
        operand = other if isinstance(other, Expression) else _operand(other)
        return NotImplemented if operand is None else Equation(("=",), (self, operand))

    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        raise TypeError("an expression has no truth value; compare with <=, >= or == to state a constraint")

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: object, **options: object) -> object:
        """What numpy calls where one of its arrays or functions meets an expression: ``A * x``, ``numpy.exp(x)``."""
        return model.ufuncs.applied(ufunc.__name__, method, inputs, options)

    @property
    def children(self) -> tuple[Expression, ...]:
        """The operands of this node, left to right."""
        return ()

    @property
    def label(self) -> object:
        """What the node holds beside its operands: a number, a name."""
        return None

    def walk(self) -> Iterator[Expression]:
        """This node and everything below it, parents before children, left to right."""
        stack: list[Expression] = [self]
        while stack:
            node = stack.pop()
            yield node
            children = node.children
            if children:
                stack.extend(reversed(children))

    def rebuilt(self, operands: Sequence[Expression]) -> Expression:
        """The same operation on other operands."""
        return type(self)(*operands)

    def mapped(self, change: Callable[[Expression], Expression]) -> Expression:
        """The same operation on changed operands; the node itself where no operand changes."""
        operands = self.children
        changed = [change(operand) for operand in operands]
        return self if all(map(is_, changed, operands)) else self.rebuilt(changed)

    def replaced(self, by: Callable[[Expression], Expression | None]) -> Expression:
        """The tree with ``by(part)`` in the place of a part, outermost parts first; ``None`` leaves a part as it is."""
        found = by(self)
        if found is not None:
            return found
        operands = self.children
        changed = [operand.replaced(by) for operand in operands]
        return self if all(map(is_, changed, operands)) else self.rebuilt(changed)

    def variables(self) -> tuple[str, ...]:
        """The names of the variables that occur, in the order of their first appearance."""
        return tuple(dict.fromkeys(node.name for node in self.walk() if isinstance(node, Variable)))

    def __str__(self) -> str:
        return model.printing.text(self)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {shortened(str(self))}>"

    def latex(self) -> str:
        """The expression in LaTeX, in the author's order."""
        from duality.model.printing import latex

        return latex(self)

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"

    def sympy(self) -> sympy.Expr:
        """The same function as a sympy expression over real symbols of the same names."""
        return model.sympy_form.to_sympy(self)

    def _sympy_(self) -> sympy.Expr:
        return self.sympy()


# Nodes are hashed by structure; what == is, `Expression` says.
@record(repr=False, eq=False, hash=True)
class Number(Expression):
    """A rational number, exact."""

    value: Fraction

    @property
    def label(self) -> Fraction:
        return self.value


@record(repr=False, eq=False, hash=True)
class Constant(Expression):
    """One of the real constants ``pi`` and ``e``."""

    name: Literal["pi", "e"]

    @property
    def label(self) -> str:
        return self.name


@record(repr=False, eq=False, hash=True)
class Variable(Expression):
    """A real variable (or, in derived formulas, a multiplier) by its full name, an index included: ``w[1]``."""

    name: str

    @property
    def label(self) -> str:
        return self.name


@record(repr=False, eq=False, hash=True)
class Sum(Expression):
    """t_1 + t_2 + ... in the order written; a `Negative` term is printed as a difference."""

    terms: tuple[Expression, ...]

    @property
    def children(self) -> tuple[Expression, ...]:
        return self.terms

    def rebuilt(self, operands: Sequence[Expression]) -> Expression:
        return Sum(tuple(operands))


@record(repr=False, eq=False, hash=True)
class Product(Expression):
    """f_1 * f_2 * ... in the order written."""

    factors: tuple[Expression, ...]

    @property
    def children(self) -> tuple[Expression, ...]:
        return self.factors

    def rebuilt(self, operands: Sequence[Expression]) -> Expression:
        return Product(tuple(operands))


@record(repr=False, eq=False, hash=True)
class Quotient(Expression):
    """numerator / denominator."""

    numerator: Expression
    denominator: Expression

    @property
    def children(self) -> tuple[Expression, ...]:
        return (self.numerator, self.denominator)


@record(repr=False, eq=False, hash=True)
class Negative(Expression):
    """-operand."""

    operand: Expression

    @property
    def children(self) -> tuple[Expression, ...]:
        return (self.operand,)


@record(repr=False, eq=False, hash=True)
class Power(Expression):
    """base ^ exponent."""

    base: Expression
    exponent: Expression

    @property
    def children(self) -> tuple[Expression, ...]:
        return (self.base, self.exponent)


@record(repr=False, eq=False, hash=True)
class Call(Expression):
    """function(arguments...), ``function`` a key of `duality.model.functions.FUNCTIONS`."""

    function: str
    arguments: tuple[Expression, ...]

    @property
    def label(self) -> str:
        return self.function

    @property
    def children(self) -> tuple[Expression, ...]:
        return self.arguments

    def rebuilt(self, operands: Sequence[Expression]) -> Expression:
        return Call(self.function, tuple(operands))


ZERO = Number(Fraction(0))
ONE = Number(Fraction(1))


def number(value: Fraction | int) -> Expression:
    """The tree of a rational: `Number` nodes are nonnegative, a negative number is ``Negative(Number)`` as read."""
    if type(value) is not Fraction:
        value = Fraction(value)
    return Negative(Number(-value)) if value.numerator < 0 else Number(value)


def opposite(node: Expression) -> Expression:
    """-node without a double sign; inside a sum the sign is carried to the terms."""
    if isinstance(node, Sum):
        return Sum(tuple(map(opposite, node.terms)))
    return node.operand if isinstance(node, Negative) else ZERO if node == ZERO else Negative(node)


def quotient(numerator: Expression, denominator: Expression) -> Expression:
    """numerator / denominator; two literal numbers fold into one, so that ``1/2`` is the number one half."""
    if isinstance(numerator, Number) and isinstance(denominator, Number) and denominator.value != 0:
        return Number(numerator.value / denominator.value)
    if isinstance(numerator, Negative):
        return Negative(quotient(numerator.operand, denominator))
    return Quotient(numerator, denominator)


def _product(left: Expression, right: Expression) -> Expression:
    # -2*x is -(2*x), as the language reads it.
    if isinstance(left, Negative):
        return Negative(_product(left.operand, right))
    return Product((*(left.factors if isinstance(left, Product) else (left,)), right))


def _operand(value: object) -> Expression | None:
    try:
        return as_expression(value)
    except TypeError:
        return None


def _sum(left: Expression, right: object, order) -> Expression:
    operand = _operand(right)
    if operand is None:
        return NotImplemented
    first, second = order(left, operand)
    return Sum((*(first.terms if isinstance(first, Sum) else (first,)), second))


def _comparison(left: Expression, relation: Relation, right: object) -> Comparison:
    operand = _operand(right)
    if operand is None:
        return NotImplemented
    return Comparison((relation,), (left, operand))
